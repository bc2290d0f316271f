#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "sources/incident_file/incident_mapping.h"
#include "wire/flat_json.h"
#include "wire/receiver.h"

namespace holdwatch::incident_file {

enum class Format { csv, jsonl };

/// What a file of incidents says, each time it is read whole: only what is new or different since
/// the last reading is handed over, and what is wrong is told once.
class IncidentRecords {
 public:
  static constexpr std::size_t kMost = 100'000;

  IncidentRecords(Format format, char delimiter, IncidentMapping mapping)
      : format_(format), delimiter_(delimiter), mapping_(std::move(mapping)) {}

  void read(std::string_view text, wire::Receiver& receiver);

 private:
  void read_csv(std::string_view text, wire::Receiver& receiver);
  void read_lines(std::string_view text, wire::Receiver& receiver);
  void take(std::span<const wire::NamedText> record, std::uint64_t line, wire::Receiver& receiver);
  void refuse(const wire::Problem& problem, std::uint64_t line, wire::Receiver& receiver);

  Format format_;
  char delimiter_;
  IncidentMapping mapping_;
  wire::FlatJson json_;
  std::map<std::string, std::size_t, std::less<>> known_;  // the hash of each incident's record
  std::set<std::string> refused_;                          // what was told of bad records
};

}  // namespace holdwatch::incident_file
