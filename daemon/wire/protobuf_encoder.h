#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/call_event.h"
#include "model/incident.h"

namespace holdwatch::wire {

/// Builds one frame `holdwatch.v1.Batch`, as ProtobufDecoder reads it.
class BatchEncoder {
 public:
  /// Sequence 0 is unnumbered.
  BatchEncoder(std::string_view source, std::uint64_t sequence);

  void add(const CallEvent& event);
  void add(const IncidentReport& report);

  const std::string& frame() const { return frame_; }

 private:
  std::string frame_;
};

}  // namespace holdwatch::wire
