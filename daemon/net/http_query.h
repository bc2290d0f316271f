#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace holdwatch::net {

/// The parameters of a request's query, percent-decoded, in their order; nullopt when it is none.
std::optional<std::vector<std::pair<std::string, std::string>>> parse_query(std::string_view raw);

}  // namespace holdwatch::net
