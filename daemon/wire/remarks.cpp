#include "wire/remarks.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "wire/json_records.h"
#include "wire/limits.h"

namespace holdwatch::wire {

namespace {

constexpr std::size_t kMaxBytes = 4096;

/// Reads one object; the values are copied before the parser goes.
template <class Read>
auto read_object(std::string_view json, Read read) -> decltype(read(std::declval<JsonFields&>())) {
  if (json.size() > kMaxBytes) {
    return tl::unexpected(
        Problem{Disposition::oversized,
                fmt::format("{} bytes, at most {} are taken", json.size(), kMaxBytes)});
  }
  simdjson::dom::parser parser;
  simdjson::dom::object object;
  auto error = parser.allocate(kMaxBytes, kMaxNesting);
  if (error == simdjson::SUCCESS) error = parser.parse(json.data(), json.size()).get(object);
  if (error != simdjson::SUCCESS) {
    return tl::unexpected(Problem{Disposition::malformed,
                                  fmt::format("expected a JSON object: {} In {}",
                                              simdjson::error_message(error), excerpt(json))});
  }
  JsonFields fields(object);
  return read(fields);
}

}  // namespace

tl::expected<Verdict, Problem> decode_verdict(std::string_view json) {
  return read_object(json, read_verdict);
}

tl::expected<Acknowledgement, Problem> decode_acknowledgement(std::string_view json) {
  if (json.empty()) return Acknowledgement{};
  return read_object(json, read_acknowledgement);
}

}  // namespace holdwatch::wire
