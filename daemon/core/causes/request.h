#pragma once

#include <string>
#include <string_view>

#include "model/settings.h"
#include "model/snapshot.h"

namespace holdwatch::core {

/// The one specific thing asked of the owner of a cause: the category's template with {scope},
/// {affected}, {queue} and {summary} filled in. A category without a template asks for an answer
/// that service can give its callers.
std::string request_text(const Category& category, const IncidentSnapshot& incident,
                         std::string_view queue);

/// A scope as a phrase: "SKU-0042 and SKU-0007 in region-3", "12 SKUs, among them ...", or, of an
/// empty scope, "everything".
std::string scope_in_words(const Scope& scope);

}  // namespace holdwatch::core
