#include "fuzz/round_trip.h"
#include "sources/incident_file/csv_reader.h"
#include "sources/incident_file/incident_records.h"

// Besides the records of an incident file, whose words are held to their limits: whatever a reader
// makes of the text, it makes progress and stays within it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdwatch;
  using namespace holdwatch::incident_file;
  static fuzz::RoundTrip receiver;
  const auto text = fuzz::as_text(data, size);
  CsvReader reader(text, ';');
  std::uint64_t line = 0;
  for (auto found = reader.next(); found != CsvReader::Found::end; found = reader.next()) {
    fuzz::check(reader.line() > line);
    line = reader.line();
    fuzz::check(reader.fields().size() <= CsvReader::kMaxFields);
  }
  IncidentRecords(Format::csv, ',', {}).read(text, receiver);
  IncidentRecords(Format::jsonl, ',', {}).read(text, receiver);
  return 0;
}
