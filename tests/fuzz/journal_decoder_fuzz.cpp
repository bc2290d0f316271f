#include <string>
#include <variant>

#include "fuzz/check.h"
#include "wire/journal_decoder.h"
#include "wire/journal_encoder.h"

namespace {

using namespace holdwatch;

std::string encode(const Stamp& stamp, const JournalInput& input) {
  std::string batch;
  wire::JournalEncoder encoder;
  std::visit([&](const auto& i) { encoder.add(batch, stamp, i); }, input);
  return batch;
}

}  // namespace

/// What was decoded is encoded, and comes back as the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  wire::JournalDecoder decoder;
  decoder.decode(fuzz::as_text(data, size), [](const Stamp& stamp, const JournalInput& input) {
    const std::string batch = encode(stamp, input);
    std::string again;
    wire::JournalDecoder second;
    const bool is_whole =
        second.decode(batch, [&](const Stamp& s, const JournalInput& i) { again += encode(s, i); });
    fuzz::check(is_whole);
    fuzz::check(again == batch);
  });
  return 0;
}
