#include "net/http_query.h"

#include <fmt/format.h>

#include <string>

#include "fuzz/check.h"

namespace {

std::string escaped(const std::string& text) {
  std::string out;
  for (const unsigned char byte : text) out += fmt::format("%{:02X}", byte);
  return out;
}

}  // namespace

// What was read, written with every byte escaped, reads as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto parameters = holdwatch::net::parse_query(holdwatch::fuzz::as_text(data, size));
  if (!parameters || parameters->empty()) return 0;
  std::string written;
  for (const auto& [name, value] : *parameters) {
    written += fmt::format("{}{}={}", written.empty() ? "" : "&", escaped(name), escaped(value));
  }
  holdwatch::fuzz::check(holdwatch::net::parse_query(written) == parameters);
  return 0;
}
