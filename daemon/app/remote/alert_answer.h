#pragma once

#include "app/remote/json_object.h"
#include "model/alert.h"

namespace holdwatch::remote {

/// A change of an alert, as wire::to_json() writes it.
AlertChange read_alert(const JsonObject& json);

Scope read_scope(const JsonObject& json);

}  // namespace holdwatch::remote
