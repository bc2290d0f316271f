#include "app/remote/json_object.h"

#include "wire/rfc3339.h"

namespace holdwatch::remote {

namespace json = boost::json;

const json::value* JsonObject::find(std::string_view name) const {
  return object_ == nullptr ? nullptr : object_->if_contains({name.data(), name.size()});
}

const json::array* JsonObject::array_of(std::string_view name) const {
  const json::value* found = find(name);
  return found == nullptr ? nullptr : found->if_array();
}

std::optional<std::string> JsonObject::maybe_text(std::string_view name) const {
  const json::value* found = find(name);
  const json::string* text = found == nullptr ? nullptr : found->if_string();
  if (text == nullptr) return std::nullopt;
  return std::string(text->data(), text->size());
}

std::optional<double> JsonObject::maybe_number(std::string_view name) const {
  const json::value* found = find(name);
  if (found == nullptr || !found->is_number()) return std::nullopt;
  return found->to_number<double>();
}

std::optional<std::uint64_t> JsonObject::maybe_count(std::string_view name) const {
  const json::value* found = find(name);
  if (found == nullptr) return std::nullopt;
  if (const auto* whole = found->if_int64(); whole != nullptr && *whole >= 0) {
    return static_cast<std::uint64_t>(*whole);
  }
  return std::nullopt;
}

std::optional<Time> JsonObject::maybe_time(std::string_view name) const {
  const auto text = maybe_text(name);
  return text ? wire::parse_rfc3339(*text) : std::nullopt;
}

bool JsonObject::flag(std::string_view name, bool otherwise) const {
  const json::value* found = find(name);
  const bool* flag = found == nullptr ? nullptr : found->if_bool();
  return flag == nullptr ? otherwise : *flag;
}

bool JsonObject::has_object(std::string_view name) const {
  const json::value* found = find(name);
  return found != nullptr && found->is_object();
}

bool JsonObject::has_list(std::string_view name) const {
  return array_of(name) != nullptr;
}

JsonObject JsonObject::object(std::string_view name) const {
  static const json::value kNone;
  const json::value* found = find(name);
  return JsonObject(found == nullptr ? kNone : *found);
}

std::vector<std::string> JsonObject::names() const {
  std::vector<std::string> result;
  if (object_ == nullptr) return result;
  for (const auto& member : *object_) result.emplace_back(member.key());
  return result;
}

std::vector<std::string> JsonObject::texts(std::string_view name) const {
  std::vector<std::string> result;
  const json::array* array = array_of(name);
  if (array == nullptr) return result;
  for (const json::value& element : *array) {
    if (const json::string* text = element.if_string()) {
      result.emplace_back(text->data(), text->size());
    }
  }
  return result;
}

}  // namespace holdwatch::remote
