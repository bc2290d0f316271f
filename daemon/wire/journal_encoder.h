#pragma once

#include <cstdint>
#include <string>

#include "model/journal_record.h"

namespace holdwatch::wire {

/// Appends records to a `holdwatch.v1.JournalBatch`, one batch after the other. Allocates nothing
/// of its own.
class JournalEncoder {
 public:
  void add(std::string& batch, const Stamp& stamp, const CallEvent& event);
  void add(std::string& batch, const Stamp& stamp, const IncidentReport& report);
  void add(std::string& batch, const Stamp& stamp, const Verdict& verdict);
  void add(std::string& batch, const Stamp& stamp, const Acknowledgement& acknowledgement);
  void add(std::string& batch, const Stamp& stamp, const Missed& missed);
  void add(std::string& batch, const Stamp& stamp, const FeedUp& feed_up);
  void add(std::string& batch, const Stamp& stamp, const Passed& passed);

 private:
  void begin(std::string& batch, const Stamp& stamp);
  void add_long(std::string& batch, const Stamp& stamp, const CallEvent& event);
  template <class Write>
  void add_record(std::string& batch, const Stamp& stamp, Write write);

  Time last_;  ///< when the record before was received
};

}  // namespace holdwatch::wire
