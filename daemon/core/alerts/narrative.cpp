#include "core/alerts/narrative.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cmath>

#include "core/causes/request.h"
#include "model/spoken.h"

namespace holdwatch::core {

namespace {

constexpr Duration kWorthTelling = std::chrono::seconds{30};  // shorter waits are no story

std::string count(double n, std::string_view one, std::string_view many) {
  const double rounded = std::round(n);
  return fmt::format("{:.0f} {}", rounded, rounded == 1 ? one : many);
}

std::string how_it_ended(const std::optional<Outcome>& outcome) {
  if (!outcome) return "is still waiting";
  switch (*outcome) {
    case Outcome::answered:
      return "was then answered";
    case Outcome::abandoned:
      return "gave up";
    case Outcome::timeout:
      return "was sent away when the time ran out";
    case Outcome::key:
      return "left by pressing a key";
    default:
      return "left the queue";
  }
}

std::string beyond_usual(const SurgeFacts& f) {
  const Estimate& e = f.attribution != nullptr ? f.attribution->excess_calls : f.surge.excess_calls;
  std::string text = fmt::format("{} beyond the usual (90 %: {:.0f} to {:.0f}) since {}",
                                 count(e.estimate, "call", "calls"), e.low, e.high,
                                 clock_time(f.surge.onset.estimate, *f.zone));
  if (f.tally_is_whole && f.tally.offered > 0) {
    const double share = std::min(1.0, e.estimate / f.tally.offered);
    text += fmt::format(", {:.0f} % of the {} that came", 100 * share, f.tally.offered);
  }
  return text + ".";
}

std::string what_callers_bore(const SurgeFacts& f) {
  std::string text;
  if (f.tally.wait_seconds >= 30) {
    text += fmt::format(" Callers waited {}{} in all", f.tally_is_whole ? "" : "at least ",
                        count(f.tally.wait_seconds / 60, "minute", "minutes"));
    text += f.tally.abandoned > 0 ? fmt::format("; {} gave up.", f.tally.abandoned) : ".";
    if (f.cost_per_minute) {
      text += fmt::format(" That cost {:.0f} {}.", f.tally.wait_seconds / 60 * *f.cost_per_minute,
                          f.currency);
    }
  }
  if (f.waiting > 0) {
    text += f.waiting == 1 ? " 1 waits now" : fmt::format(" {} wait now", f.waiting);
    if (f.longest_wait >= std::chrono::seconds{1}) {
      text += ", the longest for " + wait_in_words(f.longest_wait);
    }
    text += ".";
  }
  return text;
}

std::string still_to_come(const SurgeFacts& f) {
  if (f.over || f.attribution == nullptr || f.attribution->causes.empty()) return "";
  const Estimate& more = f.attribution->still_to_come;
  if (!f.attribution->causes.front().incident || more.estimate < 1) return "";
  return fmt::format(
      " If the first suspect is right, about {} more are to come (90 %: {:.0f} to {:.0f}).",
      std::llround(more.estimate), more.low, more.high);
}

std::string what_calls_say(const SurgeFacts& f) {
  if (f.attribution == nullptr) return "";
  std::string text;
  if (!f.attribution->clustered_on.empty()) {
    text += fmt::format(" The calls cluster on {}.", f.attribution->clustered_on);
  }
  if (f.attribution->blind_minutes >= 1) {
    text += fmt::format(
        " The feed was down or lost messages in {:.0f} min of this time: what came "
        "then is not counted.",
        f.attribution->blind_minutes);
  }
  if (!f.attribution->refuted_by.empty()) {
    text += fmt::format(" This is wrong if {}.", f.attribution->refuted_by);
  }
  return text;
}

std::string agents_in_words(const SurgeFacts& f) {
  if (!f.agents || f.usual_agents <= 0) return "";
  return fmt::format(" {} serve; {:.0f} are usual at this hour.",
                     count(*f.agents, "agent", "agents"), f.usual_agents);
}

}  // namespace

std::string wait_in_words(Duration d) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(d).count();
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min {} s", seconds / 60, seconds % 60);
  return fmt::format("{} h {} min", seconds / 3600, seconds % 3600 / 60);
}

std::string clock_time(Time t, const Zone& zone) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(zone.to_local(t));
  const auto of_day = (minutes - std::chrono::floor<std::chrono::days>(minutes)).count();
  return fmt::format("{:02}:{:02} ({})", of_day / 60, of_day % 60, zone.name());
}

std::string course_in_words(const Course& course) {
  return fmt::format("One caller {} {}{} and {}.", course.outcome ? "waited" : "has waited",
                     wait_in_words(course.wait),
                     course.about.empty() ? "" : fmt::format(" about {}", course.about),
                     how_it_ended(course.outcome));
}

std::string surge_story(const SurgeFacts& facts) {
  return facts.course && facts.course->wait >= kWorthTelling ? course_in_words(*facts.course) : "";
}

std::string surge_data(const SurgeFacts& f) {
  switch (f.surge.driver) {
    case Driver::demand: {
      std::string text = f.surge.short_calls ? "A flood of brief calls: " : "";
      text += beyond_usual(f) + what_callers_bore(f) + still_to_come(f);
      return text + what_calls_say(f);
    }
    case Driver::staffing:
      return "Callers wait though no more call than usual." + agents_in_words(f) +
             what_callers_bore(f);
    case Driver::handle_time:
      return fmt::format(
                 "Callers wait though no more call than usual: conversations take {:.1f} times as "
                 "long as usual.",
                 f.surge.handle_time_factor) +
             what_callers_bore(f);
    case Driver::feed:
      break;
  }
  return "The feed lost count; what it shows of this queue can't be trusted.";
}

std::string service_request(const SurgeFacts& f) {
  switch (f.surge.driver) {
    case Driver::staffing:
      return "Service: find out where the agents of this hour are, and bring in others until the "
             "line is short again.";
    case Driver::handle_time:
      return "Service: ask agents what makes these conversations long (a slow system, a new kind "
             "of question), and remove it.";
    case Driver::feed:
      return "Operations: mend the telephony feed.";
    case Driver::demand:
      break;
  }
  if (f.attribution != nullptr && f.attribution->suspected) {
    const SuspectedIncident& suspected = *f.attribution->suspected;
    return fmt::format("Nothing reported fits. Ask {} about {}: what has happened?",
                       suspected.department.empty() ? "its owner" : spoken(suspected.department),
                       scope_in_words(suspected.scope));
  }
  return "Nothing reported fits. Ask the agents what callers say, and report it.";
}

}  // namespace holdwatch::core
