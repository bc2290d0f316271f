#include "wire/rfc3339.h"

#include "fuzz/check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdwatch;
  const auto time = wire::parse_rfc3339(fuzz::as_text(data, size));
  // An offset may carry the first and last day beyond the years that can be written.
  if (!time || *time < Time{std::chrono::sys_days{std::chrono::year{1} / 1 / 1}}) return 0;
  if (*time >= Time{std::chrono::sys_days{std::chrono::year{9999} / 12 / 31}}) return 0;
  fuzz::check(wire::parse_rfc3339(wire::format_rfc3339(*time)) == time);
  return 0;
}
