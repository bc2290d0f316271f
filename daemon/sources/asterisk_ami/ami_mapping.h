#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "model/time.h"

namespace holdwatch::asterisk_ami {

/// Attributes by the foreign name that carries them: a channel variable, or a header of an event.
using AttributeNames = std::map<std::string, std::string, std::less<>>;

/// The dialplan's own word that a caller has left a queue, and the header in which it hands on the
/// variable QUEUESTATUS.
struct LeftQueueEvent {
  std::string event;
  std::string status;
};

/// What the configuration says of one PBX's dialplan.
struct AmiMapping {
  AttributeNames variables;                                        ///< of ChanVariable and VarSet
  std::map<std::string, AttributeNames, std::less<>> user_events;  ///< by UserEvent
  std::optional<LeftQueueEvent> left_queue;
  /// How long after a Leave the event that tells its outcome may come.
  Duration grace = std::chrono::seconds{1};
};

}  // namespace holdwatch::asterisk_ami
