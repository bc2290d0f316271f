#include "sinks/api/alert_request.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "model/names.h"
#include "net/http_query.h"
#include "wire/problem.h"
#include "wire/rfc3339.h"

namespace holdwatch::api {

namespace {

constexpr std::size_t kMostAtOnce = 1'000;

template <class Number>
std::optional<Number> parse_number(std::string_view text, int base = 10) {
  Number value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// What to_cursor() wrote.
std::optional<ToldPlace> parse_cursor(std::string_view text) {
  const std::size_t first = text.find('-');
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = text.find('-', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto micros = parse_number<std::int64_t>(text.substr(0, first));
  const auto sequence = parse_number<std::uint64_t>(text.substr(first + 1, second - first - 1), 16);
  const auto ordinal = parse_number<std::uint32_t>(text.substr(second + 1));
  if (!micros || !sequence || !ordinal) return std::nullopt;
  return ToldPlace{Time{Duration{*micros}}, *sequence, *ordinal};
}

/// Takes one parameter; what was expected of it when it can't be taken, or nothing.
std::string take(AlertRequest& request, const std::string& name, const std::string& value) {
  AlertQuery& query = request.query;
  if (name == "status") {
    request.all = value == "all";
    return request.all || value == "open" ? "" : "open or all";
  }
  if (name == "queue") {
    query.queue = value;
    return "";
  }
  if (name == "kind") {
    query.kind = from_string<AlertKind>(value);
    return query.kind ? "" : fmt::format("one of {}", fmt::join(Names<AlertKind>::kNames, ", "));
  }
  if (name == "since" || name == "until") {
    std::optional<Time>& bound = name == "since" ? query.since : query.until;
    bound = wire::parse_rfc3339(value);
    return bound ? "" : "a time such as 2026-03-03T14:00:00Z";
  }
  if (name == "limit") {
    query.limit = parse_number<std::size_t>(value).value_or(0);
    return query.limit >= 1 && query.limit <= kMostAtOnce ? "" : "a number from 1 to 1000";
  }
  if (name == "after") {
    query.after = parse_cursor(value);
    return query.after ? "" : "what `next` of the page before says";
  }
  return "one of status, queue, kind, since, until, limit and after";
}

}  // namespace

tl::expected<AlertRequest, std::string> read_alert_request(std::string_view query) {
  const auto parameters = net::parse_query(query);
  if (!parameters) return tl::unexpected(std::string("the query can't be decoded"));
  AlertRequest request;
  std::set<std::string_view> seen;
  for (const auto& [name, value] : *parameters) {
    if (!seen.insert(name).second) {
      return tl::unexpected(fmt::format("{}: found twice, expected once", wire::excerpt(name)));
    }
    const std::string expected = take(request, name, value);
    if (!expected.empty()) {
      return tl::unexpected(fmt::format("{}: found {}, expected {}", wire::excerpt(name),
                                        wire::excerpt(value), expected));
    }
  }
  return request;
}

std::string to_cursor(const ToldPlace& place) {
  return fmt::format("{}-{:x}-{}", place.time.time_since_epoch().count(), place.sequence,
                     place.ordinal);
}

std::optional<std::uint64_t> number_of(std::string_view alert_id) {
  if (alert_id.size() != 16) return std::nullopt;
  return parse_number<std::uint64_t>(alert_id, 16);
}

}  // namespace holdwatch::api
