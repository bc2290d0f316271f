#include "sources/incident_file/incident_mapping.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "wire/limits.h"
#include "wire/rfc3339.h"
#include "wire/text.h"

namespace holdwatch::incident_file {

namespace {

using wire::NamedText;
using wire::Problem;

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Reads the columns of one record; the first thing wrong is kept.
class Record {
 public:
  Record(std::span<const NamedText> fields, const IncidentMapping& mapping)
      : fields_(fields), mapping_(mapping) {}

  std::string_view text(const std::string& column, std::size_t max_bytes = wire::kMaxTextBytes) {
    const auto found = std::find_if(fields_.begin(), fields_.end(), [&](const NamedText& field) {
      return !column.empty() && field.name == column;
    });
    if (found == fields_.end()) return {};
    const std::string_view value = trimmed(found->value);
    check(column, value, max_bytes);
    return value;
  }

  std::string_view required(const std::string& column, std::string_view what) {
    const std::string_view value = text(column);
    if (value.empty()) {
      fail(Disposition::missing_field, fmt::format("{} (the {}): needed, but empty", column, what));
    }
    return value;
  }

  std::optional<Time> time(const std::string& column) {
    const std::string_view value = text(column);
    if (value.empty()) return std::nullopt;
    auto time = wire::parse_rfc3339(value);
    if (!time) time = local_time(value);
    if (time && wire::is_plausible(*time)) return time;
    fail(Disposition::invalid_value,
         fmt::format("{}: expected a time as 2026-02-14T10:20:35Z or 2026-02-14 10:20, found {}",
                     column, wire::excerpt(value)));
    return std::nullopt;
  }

  std::optional<double> number(const std::string& column) {
    const std::string_view value = text(column);
    if (value.empty()) return std::nullopt;
    double number = 0;
    const char* end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, number);
    const bool is_one = error == std::errc{} && stop == end && std::isfinite(number);
    if (is_one && number >= 0 && number <= wire::kMaxAffected) return number;
    fail(Disposition::invalid_value,
         fmt::format("{}: expected a number, found {}", column, wire::excerpt(value)));
    return std::nullopt;
  }

  /// One value an element of a list, several in a column with separators.
  Scope scope() {
    Scope scope;
    for (const auto& [attribute, column] : mapping_.scope) {
      for (const NamedText& field : fields_) {
        if (field.name == column) add_values(scope, attribute, field.value);
      }
    }
    return scope;
  }

  void fail(Disposition reason, std::string detail) {
    if (!problem_) problem_ = Problem{reason, std::move(detail)};
  }
  const std::optional<Problem>& problem() const { return problem_; }

 private:
  void check(std::string_view column, std::string_view value, std::size_t max_bytes) {
    if (value.size() > max_bytes) {
      fail(Disposition::oversized,
           fmt::format("{}: {} bytes, at most {} are taken", column, value.size(), max_bytes));
    } else if (max_bytes == wire::kMaxTextBytes ? !wire::is_clean(value) : !wire::is_utf8(value)) {
      fail(Disposition::malformed, fmt::format("{}: control character or invalid UTF-8 in {}",
                                               column, wire::excerpt(value)));
    }
  }

  /// `2026-02-14 10:20[:35]` as the clock on the wall shows it.
  std::optional<Time> local_time(std::string_view text) const {
    std::string utc(text);
    if (utc.size() == std::string_view("2026-02-14 10:20").size()) utc += ":00";
    if (utc.size() != std::string_view("2026-02-14 10:20:35").size() || utc[10] != ' ') return {};
    utc[10] = 'T';
    const auto time = wire::parse_rfc3339(utc + "Z");
    if (!time) return std::nullopt;
    return *time - mapping_.zone->offset_at(*time - mapping_.zone->offset_at(*time));
  }

  void add_values(Scope& scope, const std::string& attribute, std::string_view values) {
    while (!values.empty()) {
      const std::size_t end = std::min(values.find(mapping_.separator), values.size());
      const std::string_view value = trimmed(values.substr(0, end));
      values.remove_prefix(std::min(end + 1, values.size()));
      if (value.empty()) continue;
      check(attribute, value, wire::kMaxTextBytes);
      if (++values_ > wire::kMaxScopeValues) {
        return fail(Disposition::oversized, "the scope has more values than are taken");
      }
      scope[attribute].emplace_back(value);
    }
  }

  std::span<const NamedText> fields_;
  const IncidentMapping& mapping_;
  std::size_t values_ = 0;
  std::optional<Problem> problem_;
};

std::string category_of(std::string_view word, const IncidentMapping& mapping) {
  for (const auto& [theirs, ours] : mapping.categories) {
    if (theirs == word) return ours;
  }
  return std::string(word);
}

}  // namespace

tl::expected<ReportedIncident, Problem> read_incident(std::span<const NamedText> fields,
                                                      const IncidentMapping& mapping) {
  Record record(fields, mapping);
  ReportedIncident found;
  IncidentReport& report = found.opened;
  report.id = record.required(mapping.id, "id");
  report.category = category_of(record.required(mapping.category, "category"), mapping);
  report.department = record.text(mapping.department);
  report.started = record.time(mapping.started);
  const auto reported = record.time(mapping.time);
  if (!reported && !report.started) {
    record.fail(Disposition::missing_field, fmt::format("{} or {} (the time): needed, but empty",
                                                        mapping.time, mapping.started));
  }
  report.time = reported ? *reported : report.started.value_or(Time{});
  report.affected = record.number(mapping.affected);
  report.summary = record.text(mapping.summary, wire::kMaxSummaryBytes);
  report.url = record.text(mapping.url, wire::kMaxSummaryBytes);
  report.scope = record.scope();
  if (const auto closed = record.time(mapping.closed)) {
    found.closed.emplace();
    found.closed->type = ReportType::closed;
    found.closed->id = report.id;
    found.closed->time = *closed;
  }
  if (record.problem()) return tl::unexpected(*record.problem());
  return found;
}

}  // namespace holdwatch::incident_file
