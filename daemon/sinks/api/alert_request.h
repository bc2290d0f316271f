#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "model/alert_query.h"

namespace holdwatch::api {

/// What `GET /api/v1/alerts` asks for.
struct AlertRequest {
  bool all = false;  ///< also those that are resolved
  AlertQuery query;
};

/// Reads the query of the request's target; the error says what was found and what was expected.
tl::expected<AlertRequest, std::string> read_alert_request(std::string_view query);

/// As `after` takes it.
std::string to_cursor(const ToldPlace& place);

/// An alert's id as a number; nullopt when it is none.
std::optional<std::uint64_t> number_of(std::string_view alert_id);

}  // namespace holdwatch::api
