#pragma once

#include <string>
#include <vector>

#include "model/alert_query.h"
#include "model/snapshot.h"
#include "sinks/api/alert_request.h"

namespace holdwatch::api {

/// `"alerts":[...],"next":...` of a page.
std::string write_page(const AlertPage& page);

/// A page of what the snapshot has: there an alert's place is when it opened, and its id.
AlertPage page_of(const Snapshot& snapshot, const AlertRequest& request);

/// Null when the snapshot doesn't have it.
const AlertChange* find_alert(const Snapshot& snapshot, std::string_view id);

/// `"alert":...,"history":[...],"curve":[...]` of one alert, from what the snapshot has of it (may
/// be null) and everything that was told (may be empty), but not from nothing.
std::string write_detail(const Snapshot& snapshot, std::string_view id, const AlertChange* kept,
                         std::vector<std::string> told);

}  // namespace holdwatch::api
