// Callers suffer when three in a quarter of an hour waited too long or gave up, or when one has
// waited for a minute and a half. That alone is no alarm: it takes a reason that isn't the number
// of calls, namely a quarter fewer agents than usual at this hour, or longer conversations. Where
// the feed tells nothing of agents, waiting far beyond the usual of the hour must do as the sign of
// too few of them.
#include "core/detection/service_watch.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr std::uint32_t kSufferers = 3;
constexpr Duration kLongestWait = std::chrono::seconds{90};
constexpr Duration kGaveUpAfter = std::chrono::seconds{10};  // sooner, it was no matter of waiting
constexpr Duration kBriefWait = std::chrono::seconds{10};
constexpr Duration kBriefTalk = std::chrono::seconds{15};
constexpr Duration kShiftChange = std::chrono::minutes{3};
constexpr double kShortStaff = 0.75;
constexpr double kStaffBack = 0.85;
constexpr double kBriefGain = 1.0 / 2000;
constexpr std::uint32_t kFloodCalls = 10;
constexpr double kFloodShare = 0.4;
constexpr double kFloodFactor = 2.5;
// Where agents are unknown: the odds of suffering, and the minutes waited together, over the usual.
constexpr int kLongWindow = 30;  // minutes
constexpr double kFarOdds = 10;
constexpr double kFarFactor = 2;
constexpr double kFarMinutes = 20;
constexpr double kStillFactor = 1.5;

}  // namespace

void ServiceWatch::wait_ended(Time t, int week_slot, Duration wait, Outcome outcome) {
  const bool gave_up = outcome == Outcome::abandoned;
  const bool over = wait > limit_;
  const bool bad = over || (gave_up && wait >= kGaveUpAfter);
  const bool brief = gave_up && wait < kBriefWait;
  recent_.wait_ended(t, wait, bad, brief);
  waits_.learn(week_slot, wait, over, bad);
  brief_share_ += kBriefGain * (brief - brief_share_);
}

void ServiceWatch::talk_ended(Time t, Duration talk) {
  const bool brief = talk < kBriefTalk;
  talks_.ended(talk);
  recent_.talk_ended(t, brief);
  if (brief) brief_share_ += kBriefGain;
}

void ServiceWatch::staffed(Time t, std::uint32_t agents) {
  count_agents_until(t);
  agents_ = agents;
}

void ServiceWatch::count_agents_until(Time t) {
  if (agents_) agent_minutes_ += to_minutes(t - agents_since_) * *agents_;
  agents_since_ = t;
}

void ServiceWatch::start_slot(const Slot& slot) {
  slot_ = slot;
  agents_since_ = slot.from;
  agent_minutes_ = 0;
  usual_before_ = usual_now_;
  usual_now_ = usual_agents_.at(slot.week_slot);
}

void ServiceWatch::end_slot(bool is_open, bool is_usual) {
  count_agents_until(slot_.to);
  if (is_open) waits_.end_slot(slot_.week_slot);
  if (agents_ && is_usual) usual_agents_.learn(slot_.week_slot, agent_minutes_ / slot_.minutes());
}

bool ServiceWatch::understaffed(Time t) const {
  return agents_ && *agents_ <= kShortStaff * usual_at(t);
}

// A new shift logs in around the turn of a slot: either slot's usual number will do then.
double ServiceWatch::usual_at(Time t) const {
  return t < slot_.from + kShiftChange ? std::min(usual_before_, usual_now_) : usual_now_;
}

bool ServiceWatch::callers_suffer(Time t, const Waiting& waiting) const {
  if (!recent_.may_be_bad(t)) return false;  // then they are never more than usual
  const bool long_wait = waiting.oldest && t - *waiting.oldest > kLongestWait;
  return (long_wait || recent_.counts(t).bad >= kSufferers) && more_than_usual(t);
}

bool ServiceWatch::more_than_usual(Time t) const {
  const WaitCounts now = recent_.counts(t);
  const double share = waits_.bad_share(slot_.week_slot);
  const double usual = share * now.ended;
  return now.bad > usual + std::sqrt(usual * (1 - share) + 0.1);
}

bool ServiceWatch::far_beyond_usual(Time t) const {
  if (!recent_.may_be_bad(t, kLongWindow)) return false;
  const WaitCounts now = recent_.counts(t, kLongWindow);
  const double share = waits_.bad_share(slot_.week_slot);
  const double usual_odds = share / (1 - share);
  const double spared = now.ended - now.bad + 0.5;
  return now.bad >= kFarOdds * usual_odds * spared &&
         now.minutes > kFarFactor * usual_minutes() + kFarMinutes;
}

double ServiceWatch::usual_minutes() const {
  return waits_.minutes(slot_.week_slot) * kLongWindow / 15;
}

std::optional<Driver> ServiceWatch::driver(Time t, const Waiting& waiting) const {
  if (understaffed(t)) {
    return callers_suffer(t, waiting) ? std::optional{Driver::staffing} : std::nullopt;
  }
  if (talks_.longer() && callers_suffer(t, waiting)) return Driver::handle_time;
  if (!agents_ && far_beyond_usual(t)) return Driver::staffing;
  return std::nullopt;
}

bool ServiceWatch::strained(Time t, const Waiting& waiting) const {
  if (!agents_ && recent_.counts(t, kLongWindow).minutes > kStillFactor * usual_minutes())
    return true;
  if (!callers_suffer(t, waiting)) return false;
  return (agents_ && *agents_ <= kStaffBack * usual_at(t)) || !talks_.calm();
}

bool ServiceWatch::needs_the_clock(const Waiting& waiting) const {
  return waiting.oldest && (understaffed(slot_.to) || talks_.longer());
}

bool ServiceWatch::short_calls(Time t) const {
  const WaitCounts now = recent_.counts(t);
  return now.brief >= kFloodCalls && now.brief > kFloodShare * now.ended &&
         now.brief > kFloodFactor * brief_share_ * now.ended;
}

bool ServiceWatch::most_wait(Time t) const {
  const WaitCounts now = recent_.counts(t);
  return now.bad >= 10 && 2 * now.bad > now.ended;
}

double ServiceWatch::staffed_share() const {
  return agents_ && usual_now_ > 0 ? *agents_ / usual_now_ : 1;
}

}  // namespace holdwatch::core
