#pragma once

#include <optional>

#include "core/detection/local_clock.h"
#include "core/detection/recent_waits.h"
#include "core/detection/talk_watch.h"
#include "core/detection/usual_agents.h"
#include "core/detection/usual_waits.h"
#include "core/detection/waiting.h"
#include "model/alert.h"
#include "model/call_event.h"

namespace holdwatch::core {

/// Watches how a queue is served: whether callers wait beyond what is usual, and whether too few
/// agents or longer conversations make them wait.
class ServiceWatch {
 public:
  explicit ServiceWatch(Duration limit) : limit_(limit) {}

  /// The longest wait that is none too many, from now on.
  void set_limit(Duration limit) { limit_ = limit; }

  void wait_ended(Time t, int week_slot, Duration wait, Outcome outcome);
  void talk_ended(Time t, Duration talk);
  void staffed(Time t, std::uint32_t agents);
  void start_slot(const Slot& slot);
  void end_slot(bool is_open, bool is_usual);
  void end_day() { waits_.end_day(); }

  /// What makes callers wait who usually needn't; nothing when they don't.
  std::optional<Driver> driver(Time t, const Waiting& waiting) const;
  /// Whether a surge of waiting that is open has reason to stay so.
  bool strained(Time t, const Waiting& waiting) const;
  /// Whether time alone may raise an alarm: somebody waits, and there is a reason why.
  bool needs_the_clock(const Waiting& waiting) const;

  bool short_calls(Time t) const;
  bool most_wait(Time t) const;
  double staffed_share() const;
  double talk_factor() const { return talks_.factor(); }
  double usual_agents(int week_slot) const { return usual_agents_.at(week_slot); }
  double usual_over_share(int week_slot) const { return waits_.over_share(week_slot); }

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(recent_, waits_, talks_, usual_agents_, slot_, agents_, agent_minutes_, agents_since_,
            usual_now_, usual_before_, brief_share_);
  }

 private:
  double usual_at(Time t) const;
  bool understaffed(Time t) const;
  bool callers_suffer(Time t, const Waiting& waiting) const;
  bool more_than_usual(Time t) const;
  bool far_beyond_usual(Time t) const;
  double usual_minutes() const;
  void count_agents_until(Time t);

  Duration limit_;
  RecentWaits recent_;
  UsualWaits waits_;
  TalkWatch talks_;
  UsualAgents usual_agents_;
  Slot slot_;
  std::optional<std::uint32_t> agents_;
  double agent_minutes_ = 0;  // of this slot
  Time agents_since_;
  double usual_now_ = 0;     // agents at this slot
  double usual_before_ = 0;  // and at the one before
  double brief_share_ = 0.05;
};

}  // namespace holdwatch::core
