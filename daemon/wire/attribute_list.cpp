#include "wire/attribute_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "wire/text.h"

namespace holdwatch::wire {

std::optional<Problem> AttributeList::add(std::string_view name, std::string_view value) {
  if (name.empty()) {
    return Problem{Disposition::invalid_value, "attributes: one has an empty name"};
  }
  if (!is_fit(name)) return check_text(name, "attributes: a name");
  if (!is_fit(value)) return check_text(value, name);
  if (value.empty()) return std::nullopt;
  if (has(name)) {
    return Problem{Disposition::invalid_value, fmt::format("attributes: {} stands twice", name)};
  }
  if (size_ == attributes_.size()) {
    return Problem{Disposition::oversized,
                   fmt::format("attributes: more than the {} that are taken", kMaxAttributes)};
  }
  attributes_[size_++] = {name, value};
  return std::nullopt;
}

bool AttributeList::has(std::string_view name) const {
  const auto attributes = all();
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const Attribute& a) { return a.name == name; });
}

}  // namespace holdwatch::wire
