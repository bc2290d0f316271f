#include "wire/flat_json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "wire/limits.h"

namespace holdwatch::wire {

namespace dom = simdjson::dom;

struct FlatJson::Impl {
  dom::parser parser{kMaxDocumentBytes};
  std::vector<char> padded;
  std::vector<NamedText> members;
  std::deque<std::string> numbers;  // as text; a deque leaves them where they are

  void take(std::string_view name, dom::element value);
};

void FlatJson::Impl::take(std::string_view name, dom::element value) {
  std::string_view text;
  dom::array list;
  if (value.get(text) == simdjson::SUCCESS) {
    members.push_back({name, text});
  } else if (value.get(list) == simdjson::SUCCESS) {
    for (const dom::element element : list) {
      if (!element.is_array()) take(name, element);
    }
  } else if (!value.is_object() && !value.is_null()) {
    members.push_back({name, numbers.emplace_back(simdjson::to_string(value))});
  }
}

FlatJson::FlatJson() : impl_(std::make_unique<Impl>()) {}
FlatJson::~FlatJson() = default;

// simdjson reads beyond the end of its input, so that is copied to where it may.
tl::expected<std::span<const NamedText>, Problem> FlatJson::read(std::string_view text) {
  Impl& i = *impl_;
  i.members.clear();
  i.numbers.clear();
  if (text.size() > kMaxDocumentBytes) {
    return tl::unexpected(
        Problem{Disposition::oversized,
                fmt::format("{} bytes, at most {} are taken", text.size(), kMaxDocumentBytes)});
  }
  i.padded.resize(std::max(i.padded.size(), text.size() + simdjson::SIMDJSON_PADDING));
  std::copy(text.begin(), text.end(), i.padded.begin());
  dom::object object;
  const auto error = i.parser.parse(i.padded.data(), text.size(), false).get(object);
  if (error != simdjson::SUCCESS) {
    return tl::unexpected(Problem{Disposition::malformed,
                                  fmt::format("expected a JSON object: {} In {}",
                                              simdjson::error_message(error), excerpt(text))});
  }
  for (const auto& [name, value] : object) i.take(name, value);
  return std::span<const NamedText>(i.members);
}

}  // namespace holdwatch::wire
