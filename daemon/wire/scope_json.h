#pragma once

#include "model/incident.h"
#include "wire/json_writer.h"

namespace holdwatch::wire {

/// `"scope":{"sku":["SKU-0042"],...}`, a member of the object that is open.
inline void write_scope(JsonWriter& json, const Scope& scope) {
  json.key("scope");
  json.open_object();
  for (const auto& [attribute, values] : scope) {
    json.key(attribute);
    json.open_array();
    for (const std::string& value : values) json.text(value);
    json.close_array();
  }
  json.close_object();
}

}  // namespace holdwatch::wire
