#include "wire/json_fields.h"

#include <fmt/format.h>

#include "wire/limits.h"
#include "wire/rfc3339.h"
#include "wire/text.h"

namespace holdwatch::wire {

namespace {

constexpr std::string_view kFieldNames[kFields] = {
    "time",       "type",     "queue",      "call",         "caller",      "agent",
    "attributes", "outcome",  "position",   "talk_seconds", "agents",      "state",
    "id",         "category", "department", "started",      "scope",       "affected",
    "summary",    "url",      "alert",      "incident",     "verdict",     "who",
    "source",     "sequence", "events",     "incidents",    "specversion", "data"};

std::optional<std::size_t> index_of(std::string_view key) {
  for (std::size_t i = 0; i < kFields; ++i) {
    if (kFieldNames[i] == key) return i;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Field field) {
  return kFieldNames[static_cast<std::size_t>(field)];
}

JsonFields::JsonFields(simdjson::dom::object object) {
  std::uint32_t seen = 0;
  for (const auto& [key, value] : object) {
    const auto index = index_of(key);
    if (!index) continue;
    const std::uint32_t bit = 1u << *index;
    if ((seen & bit) != 0) {
      fail({Disposition::malformed, fmt::format("{} stands twice", key)});
    }
    seen |= bit;
    if (value.is_null()) continue;
    present_ |= bit;
    values_[*index] = value;
  }
}

std::string_view JsonFields::text(Field field) {
  std::string_view found;
  if (!has(field)) return found;
  if ((*this)[field].get(found) != simdjson::SUCCESS) {
    invalid(field, "text");
  } else if (auto problem = check_text(found, name_of(field))) {
    fail(*std::move(problem));
  }
  return found;
}

std::string_view JsonFields::long_text(Field field) {
  std::string_view found;
  if (has(field) && (*this)[field].get(found) != simdjson::SUCCESS) invalid(field, "text");
  if (found.size() > kMaxSummaryBytes) {
    fail({Disposition::oversized, fmt::format("{}: {} bytes, at most {} are taken", name_of(field),
                                              found.size(), kMaxSummaryBytes)});
  }
  return found;
}

std::optional<Time> JsonFields::time(Field field) {
  std::string_view found;
  if (!has(field)) return std::nullopt;
  std::optional<Time> time;
  if ((*this)[field].get(found) == simdjson::SUCCESS) time = parse_rfc3339(found);
  if (time && is_plausible(*time)) return time;
  invalid(field, "a time as 2026-02-02T05:07:35.255Z, from 1970 to 2199");
  return std::nullopt;
}

std::optional<double> JsonFields::number(Field field, double max) {
  double found = 0;
  if (!has(field)) return std::nullopt;
  if ((*this)[field].get(found) == simdjson::SUCCESS && found >= 0 && found <= max) return found;
  invalid(field, fmt::format("a number from 0 to {}", max));
  return std::nullopt;
}

std::optional<std::uint64_t> JsonFields::whole(Field field, std::uint64_t max) {
  std::uint64_t found = 0;
  if (!has(field)) return std::nullopt;
  if ((*this)[field].get(found) == simdjson::SUCCESS && found <= max) return found;
  invalid(field, fmt::format("a whole number from 0 to {}", max));
  return std::nullopt;
}

void JsonFields::inherit(Field field, const JsonFields& from) {
  if (has(field) || !from.has(field)) return;
  present_ |= 1u << static_cast<unsigned>(field);
  values_[static_cast<std::size_t>(field)] = from[field];
}

void JsonFields::missing(Field field) {
  fail({Disposition::missing_field, fmt::format("{}: needed, but absent", name_of(field))});
}

void JsonFields::invalid(Field field, std::string_view expected) {
  if (problem_) return;
  fail({Disposition::invalid_value,
        fmt::format("{}: expected {}, found {}", name_of(field), expected,
                    excerpt(simdjson::to_string((*this)[field])))});
}

void JsonFields::fail(Problem problem) {
  if (!problem_) problem_ = std::move(problem);
}

}  // namespace holdwatch::wire
