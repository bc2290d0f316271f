#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/ids.h"
#include "model/call_event.h"
#include "model/time.h"

namespace holdwatch::core {

/// Where a visit stands. A visit is in exactly one list of the table: its queue's line while it
/// waits, the talking list (or its queue's held list) until the conversation ends, then the ended
/// list until it is forgotten.
enum class Phase : std::uint8_t { waiting, talking, held, ended };

/// One call's stay in one queue, from joining until it is forgotten.
struct Visit {
  std::string call;
  std::string about;  ///< what the caller says it is about, for the story; may be empty
  Time joined;
  Time wait_ended;           ///< valid once not waiting
  Time ended;                ///< of the whole visit, valid when ended
  Time held_since;           ///< valid while held
  Time forget_at;            ///< valid when ended: later events of the call are unknown_call
  std::uint64_t caller = 0;  ///< a hash of who calls; 0: not known
  CallRef ref = kNoCall;
  std::uint64_t hash = 0;
  QueueId queue = 0;
  SourceId source = 0;
  Phase phase = Phase::waiting;
  bool counted = true;     ///< joined live: history moves no counter
  std::uint32_t slot = 0;  ///< its own place in the table
  std::uint32_t previous = 0;
  std::uint32_t next = 0;

  /// All but its hash and its place in the table.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(call, about, joined, wait_ended, ended, held_since, forget_at, caller, ref, queue,
            source, phase, counted);
  }
};

/// What the caller says it is about, as the story tells it.
inline void note_what_about(std::string& about, std::span<const Attribute> attributes) {
  for (const std::string_view wanted : {"sku", "reason"}) {
    for (const Attribute& a : attributes) {
      if (a.name != wanted) continue;
      about.assign(a.value);
      return;
    }
  }
}

}  // namespace holdwatch::core
