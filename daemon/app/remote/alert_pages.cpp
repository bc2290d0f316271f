#include "app/remote/alert_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>
#include <chrono>

#include "app/remote/answers.h"
#include "config/duration_text.h"
#include "wire/rfc3339.h"

namespace holdwatch::remote {

namespace {

namespace json = boost::json;

constexpr std::uint64_t kPage = 1000;

/// "&name=value", nothing when there is none.
std::string parameter(std::string_view name, const std::optional<std::string>& value) {
  if (!value) return "";
  return fmt::format("&{}={}", name, boost::urls::encode(*value, boost::urls::unreserved_chars));
}

std::optional<std::string> moment(const std::optional<std::string>& text) {
  if (!text || wire::parse_rfc3339(*text)) return text;
  const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  return wire::format_rfc3339(now - config::parse_duration(*text).value());
}

std::string target_of(const Listing& listing, const std::optional<std::string>& queue) {
  return std::string("/api/v1/alerts?status=") + (listing.is_all ? "all" : "open") +
         parameter("queue", queue) + parameter("kind", listing.kind) +
         parameter("since", moment(listing.since)) + parameter("until", moment(listing.until));
}

json::object parse_page(const std::string& body) {
  read_alerts(body);  // throws when it is no such answer
  return json::parse(body).as_object();
}

}  // namespace

std::string problem_of_moment(const std::string& text) {
  if (wire::parse_rfc3339(text) || config::parse_duration(text)) return "";
  return "expected a time as 2026-03-02T14:00:00Z, or how long ago, as 2h or 7d";
}

std::string fetch_alerts(const Listing& listing) {
  const std::optional<std::string> queue =
      listing.queues.empty() ? std::nullopt : std::optional(listing.queues.front());
  const std::string target = target_of(listing, queue);
  const auto limit = [&](std::uint64_t have) {
    const std::uint64_t wanted = listing.most == 0 ? kPage : listing.most - have;
    return fmt::format("&limit={}", std::min(kPage, wanted));
  };
  json::object whole = parse_page(get(listing.server, target + limit(0)));
  json::array& alerts = whole["alerts"].as_array();
  while (whole["next"].is_string() && (listing.most == 0 || alerts.size() < listing.most)) {
    const std::string after(whole["next"].as_string());
    json::object page =
        parse_page(get(listing.server, target + limit(alerts.size()) + parameter("after", after)));
    for (json::value& alert : page["alerts"].as_array()) alerts.push_back(std::move(alert));
    whole["next"] = page["next"];
  }
  return json::serialize(whole);
}

}  // namespace holdwatch::remote
