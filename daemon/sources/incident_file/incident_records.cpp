#include "sources/incident_file/incident_records.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

#include "sources/incident_file/csv_reader.h"

namespace holdwatch::incident_file {

namespace {

using wire::NamedText;
using wire::Problem;

std::size_t hash_of(std::span<const NamedText> record) {
  std::string text;
  for (const auto& [name, value] : record) text += fmt::format("{}\x1f{}\x1e", name, value);
  return std::hash<std::string>{}(text);
}

}  // namespace

void IncidentRecords::read(std::string_view text, wire::Receiver& receiver) {
  if (format_ == Format::csv) {
    read_csv(text, receiver);
  } else {
    read_lines(text, receiver);
  }
}

// The first record names the columns. What was wrong in an earlier reading and no longer is there
// may be wrong again.
void IncidentRecords::read_csv(std::string_view text, wire::Receiver& receiver) {
  CsvReader reader(text, delimiter_);
  std::vector<std::string> columns;
  std::vector<NamedText> record;
  for (auto found = reader.next(); found != CsvReader::Found::end; found = reader.next()) {
    const auto fields = reader.fields();
    if (found == CsvReader::Found::bad) {
      refuse({Disposition::malformed, reader.problem()}, reader.line(), receiver);
    } else if (columns.empty()) {
      columns.assign(fields.begin(), fields.end());
    } else if (fields.size() != columns.size()) {
      refuse({Disposition::malformed, fmt::format("line {}: {} fields, the header has {}",
                                                  reader.line(), fields.size(), columns.size())},
             reader.line(), receiver);
    } else {
      record.clear();
      for (std::size_t i = 0; i < fields.size(); ++i) record.push_back({columns[i], fields[i]});
      take(record, reader.line(), receiver);
    }
  }
}

void IncidentRecords::read_lines(std::string_view text, wire::Receiver& receiver) {
  for (std::uint64_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view one = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (one.ends_with('\r')) one.remove_suffix(1);
    if (one.empty()) continue;
    const auto record = json_.read(one);
    if (record) {
      take(*record, line, receiver);
    } else {
      refuse({record.error().reason, fmt::format("line {}: {}", line, record.error().detail)}, line,
             receiver);
    }
  }
}

void IncidentRecords::take(std::span<const NamedText> record, std::uint64_t line,
                           wire::Receiver& receiver) {
  const auto incident = read_incident(record, mapping_);
  if (!incident) {
    return refuse(
        {incident.error().reason, fmt::format("line {}: {}", line, incident.error().detail)}, line,
        receiver);
  }
  const std::size_t hash = hash_of(record);
  const auto known = known_.find(incident->opened.id);
  if (known != known_.end() && known->second == hash) return;
  if (known == known_.end() && known_.size() >= kMost) {
    return refuse(
        {Disposition::too_many, fmt::format("line {}: more than {} incidents", line, kMost)}, line,
        receiver);
  }
  known_[incident->opened.id] = hash;
  receiver.incident(incident->opened);
  if (incident->closed) receiver.incident(*incident->closed);
}

void IncidentRecords::refuse(const Problem& problem, std::uint64_t line, wire::Receiver& receiver) {
  if (refused_.size() >= kMost) refused_.clear();
  if (!refused_.insert(problem.detail).second) return;
  receiver.rejected({problem.reason, line, problem.detail});
}

}  // namespace holdwatch::incident_file
