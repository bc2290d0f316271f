#include "net/event_stream.h"

#include <algorithm>
#include <string>
#include <vector>

#include "fuzz/check.h"

namespace {

using holdwatch::net::EventStreamParser;
using holdwatch::net::ServerEvent;

constexpr std::size_t kLimit = 4096;

std::vector<std::string> events(std::string_view text, std::size_t piece) {
  EventStreamParser parser(kLimit);
  std::vector<std::string> found;
  while (!text.empty()) {
    const std::size_t size = std::min(piece, text.size());
    parser.feed(text.substr(0, size), [&found](const ServerEvent& event) {
      found.push_back(event.name + '\0' + event.id + '\0' + event.data);
    });
    text.remove_prefix(size);
  }
  return found;
}

}  // namespace

// The first byte is the size of the pieces in which the rest arrives: no matter which.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || data[0] == 0 || size > kLimit) return 0;
  const auto text = holdwatch::fuzz::as_text(data + 1, size - 1);
  holdwatch::fuzz::check(events(text, data[0]) == events(text, kLimit));
  return 0;
}
