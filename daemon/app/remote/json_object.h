#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.h"

namespace holdwatch::remote {

/// A JSON object that is read as far as it goes: a member that is absent, null or of another type
/// is simply not there. It refers to the object.
class JsonObject {
 public:
  explicit JsonObject(const boost::json::value& value) : object_(value.if_object()) {}

  std::optional<std::string> maybe_text(std::string_view name) const;
  std::string text(std::string_view name) const { return maybe_text(name).value_or(""); }
  std::optional<double> maybe_number(std::string_view name) const;
  double number(std::string_view name, double otherwise = 0) const {
    return maybe_number(name).value_or(otherwise);
  }
  /// Whole and not negative.
  std::optional<std::uint64_t> maybe_count(std::string_view name) const;
  std::uint64_t count(std::string_view name) const { return maybe_count(name).value_or(0); }
  std::optional<Time> maybe_time(std::string_view name) const;
  Time time(std::string_view name) const { return maybe_time(name).value_or(Time{}); }
  bool flag(std::string_view name, bool otherwise = false) const;

  bool has_object(std::string_view name) const;
  bool has_list(std::string_view name) const;
  /// Empty when there is none.
  JsonObject object(std::string_view name) const;
  std::vector<std::string> names() const;
  std::vector<std::string> texts(std::string_view name) const;

  /// What `read` makes of each object of a list.
  template <class Read>
  auto list(std::string_view name, Read read) const {
    std::vector<decltype(read(*this))> result;
    const boost::json::array* array = array_of(name);
    if (array == nullptr) return result;
    for (const boost::json::value& element : *array) result.push_back(read(JsonObject(element)));
    return result;
  }

 private:
  const boost::json::value* find(std::string_view name) const;
  const boost::json::array* array_of(std::string_view name) const;

  const boost::json::object* object_;  // null: there is none
};

}  // namespace holdwatch::remote
