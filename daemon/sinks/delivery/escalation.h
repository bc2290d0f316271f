#pragma once

#include <map>
#include <string>

#include "model/alert.h"
#include "model/time.h"

namespace holdwatch {

/// At which steps of a long hold a receiver is told.
struct EscalationRule {
  int min_step = 2;  ///< the first is seen on the wallboard; people are told from the second on
  Duration cool_down = std::chrono::minutes{30};
};

/// Lets through what a receiver is to hear of long holds: one message a step, from the first step
/// that is its own; none after somebody has acknowledged it; its end, when it was told; nothing
/// that is found out about an earlier run. Within the cool-down after that end only a higher step
/// than before is told again. What is no long hold passes.
class Escalation {
 public:
  explicit Escalation(EscalationRule rule) : rule_(rule) {}

  /// To be asked of every change in its turn.
  bool admits(const AlertChange& change);
  /// Takes it that whoever had this rule before a restart was told of the alert as it stands.
  /// False: it is not for them.
  bool assume_told(const AlertChange& alert);

 private:
  struct Queue {
    std::string id;  // of the run of long holds
    Time opened;     // that run
    int told = 0;    // the highest step told in this run
    int floor = 0;   // told in the run before, while it cools down
    int last = 0;    // told in the last run that was told
    Time ended;      // that run
    bool is_over = false;
  };

  void begin(Queue& queue, const AlertChange& change) const;
  static bool end(Queue& queue, Time now);

  EscalationRule rule_;
  std::map<std::string, Queue> queues_;
};

}  // namespace holdwatch
