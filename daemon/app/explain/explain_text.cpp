#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/explain/explain_text.h"
#include "app/report/words.h"
#include "model/names.h"
#include "model/spoken.h"

namespace holdwatch::explain {

namespace {

using report::certainty;
using report::counted;
using report::grouped;
using report::moment;
using report::percent;
using report::range;

constexpr std::size_t kBarWidth = 30;
constexpr std::size_t kSuspectsShown = 12;
constexpr double kRare = 0.01;  // share of lags

std::string clock(Time t, const Zone& zone) {
  const std::string text = moment(t, zone);
  return text.substr(text.size() - 5);
}

/// "3 d 4 h", "3 h 10 min", "45 min"
std::string lasting(Duration d) {
  const auto minutes = std::llround(std::abs(to_minutes(d)));
  if (minutes < 60) return fmt::format("{} min", minutes);
  if (minutes < 24 * 60) return fmt::format("{} h {} min", minutes / 60, minutes % 60);
  return fmt::format("{} d {} h", minutes / 1440, minutes % 1440 / 60);
}

std::string head(const AlertChange& a, const Zone& zone) {
  std::string text = fmt::format("Alert {}: {} in {}, {}, {}\n", a.id, spoken(to_string(a.kind)),
                                 a.queue, to_string(a.severity), to_string(a.status));
  text += fmt::format("Opened {}, last told {} ({}).\n", moment(a.opened, zone),
                      moment(a.time, zone), zone.name());
  if (a.onset) {
    text += fmt::format("It set in at {} (90 %: {} to {}).\n", clock(a.onset->estimate, zone),
                        moment(a.onset->low, zone), moment(a.onset->high, zone));
  }
  return text;
}

std::string detection(const Course& course, const Zone& zone) {
  const DetectionEvidence& d = *course.evidence->detection;
  std::string text = "\nWhy it is a surge\n";
  text += fmt::format(
      "  When it was first told, detection stood at {:.2f} of its threshold, which calm reaches "
      "about\n"
      "  once in {} open minutes at most. The level of the day was known to {}.\n",
      course.at_first->score, grouped(d.threshold_open_minutes), percent(d.level_sd));
  text += fmt::format("\n  {:<20} {:>8} {:>6}\n", "Calls", "usual", "came");
  double most = 1;
  for (const ExpectedCalls& c : d.calls) {
    most = std::max({most, c.expected, static_cast<double>(c.offered)});
  }
  for (const ExpectedCalls& c : d.calls) {
    const auto at = [&](double n) {
      return static_cast<std::size_t>(std::lround(n / most * static_cast<double>(kBarWidth)));
    };
    std::string bar(at(c.offered), '#');
    bar.resize(std::max(bar.size(), at(c.expected) + 1), ' ');
    bar[at(c.expected)] = '|';
    text += fmt::format("  {:<20} {:>8.1f} {:>6}  {}\n", moment(c.from, zone), c.expected,
                        c.offered, bar);
  }
  return text + "  (# calls that came, | as many as usual)\n";
}

std::string agents(const DetectionEvidence& d) {
  if (!d.agents) return "not known";
  if (d.usual_agents <= 0) return grouped(*d.agents);
  return fmt::format("{:.0f} of {:.0f}", *d.agents, d.usual_agents);
}

std::string times(double factor) {
  return fmt::format("{:.1f} times", factor);
}

std::string driver(const Course& course, const Zone& zone) {
  const DetectionEvidence& first = *course.at_first;
  const DetectionEvidence& last = *course.evidence->detection;
  const auto& driver = course.changes.back().driver;
  std::string text =
      fmt::format("\nWhy the driver is {}\n", driver ? spoken(to_string(*driver)) : "not known");
  const auto row = [&](std::string_view label, std::string_view a, std::string_view b) {
    text += fmt::format("  {:<28} {:<20} {}\n", label, a, b);
  };
  row("", "first, " + clock(first.time, zone), "last, " + clock(last.time, zone));
  row("calls, of the usual", times(first.calls_factor), times(last.calls_factor));
  row("agents, of the usual", agents(first), agents(last));
  row("conversations, of the usual", times(first.handle_time_factor),
      times(last.handle_time_factor));
  return text;
}

std::string scope(const ScopeEvidence& s) {
  if (s.values.empty()) return fmt::format("no call names its {}", s.attribute);
  return fmt::format("{} of the extra calls name {} {} (usually {})", percent(s.extra_share),
                     s.attribute, s.values, percent(s.usual_share));
}

/// Whether callers name what the incident touches no oftener than usual.
bool is_unnamed(const ScopeEvidence& s) {
  return s.attribute != "reason" && (s.values.empty() || s.extra_share < 2 * s.usual_share + 0.05);
}

std::string why_not(const SuspectEvidence& s) {
  if (s.probability >= 0.5) return "";
  if (!s.began_in_time) return "It began after the surge: at most it joined.";
  if (std::any_of(s.scope.begin(), s.scope.end(), is_unnamed)) {
    return "Callers don't name what it touches.";
  }
  if (s.lag_share < kRare)
    return "It began at another time than calls of this kind lead one to expect.";
  if (!s.fitted) return "Others explain the calls so much better that it was not weighed further.";
  return "Others explain the calls better.";
}

std::string suspect(const SuspectEvidence& s, const AlertChange& alert) {
  std::string text =
      fmt::format("  {} {} ({}): {}, {} calls\n", s.incident, spoken(s.category),
                  spoken(s.department), certainty(s.probability), range(s.excess_calls));
  const Duration before = alert.onset->estimate - s.started;
  text +=
      fmt::format("    began {} {} the onset; {} of this kind's lags fall there\n", lasting(before),
                  before.count() >= 0 ? "before" : "after", percent(s.lag_share));
  text += fmt::format("    makes calls in {} of cases, in this queue in {} of those",
                      percent(s.makes_calls), percent(s.lands_here));
  text += s.expected_calls > 0 ? fmt::format("; {} to be expected by now\n",
                                             counted(s.expected_calls, "call", "calls"))
                               : "\n";
  for (const ScopeEvidence& each : s.scope) text += fmt::format("    {}\n", scope(each));
  text +=
      fmt::format("    log likelihood against the usual calls alone: {:+.1f}\n", s.log_likelihood);
  if (const std::string no = why_not(s); !no.empty()) text += fmt::format("    {}\n", no);
  return text;
}

/// What was decided, in the words that were told.
std::string causes(const AlertChange& alert) {
  if (alert.causes.empty()) return "";
  std::string text = "\nWhat it was put down to\n";
  for (const Cause& c : alert.causes) {
    const std::string who =
        c.incident ? fmt::format("{} {} ({})", *c.incident, spoken(c.category.value_or("")),
                                 spoken(c.department.value_or("")))
                   : "nothing that was reported";
    text += fmt::format("  {:<9} {:>9} calls  {}\n", certainty(c.probability),
                        range(c.excess_calls), who);
    if (!c.reason.empty()) text += fmt::format("  {:<26}{}\n", "", c.reason);
  }
  return text;
}

std::string suspects(const Evidence& e) {
  if (e.suspects.empty() || !e.alert.onset) return "";
  std::string text =
      fmt::format("\nWho was considered ({})\n",
                  counted(static_cast<double>(e.suspects.size()), "incident", "incidents"));
  const std::size_t shown = std::min(e.suspects.size(), kSuspectsShown);
  for (std::size_t i = 0; i < shown; ++i) text += suspect(e.suspects[i], e.alert);
  if (shown < e.suspects.size()) {
    text += fmt::format("  and {} less likely ones\n", e.suspects.size() - shown);
  }
  return text;
}

std::string steps(const Course& course, const Zone& zone) {
  std::string text = "\nHow it was told\n";
  for (const AlertChange& c : course.changes) {
    text += fmt::format("  {:<18} {:<9}", moment(c.time, zone), to_string(c.status));
    if (c.driver) text += fmt::format(" {}", to_string(*c.driver));
    if (c.excess_calls) text += fmt::format(", {} extra calls", range(*c.excess_calls));
    if (!c.causes.empty()) {
      text += fmt::format(", {} {}", c.causes[0].incident.value_or("none of the reported"),
                          certainty(c.causes[0].probability));
    }
    if (c.acknowledged_by) text += ", seen by " + *c.acknowledged_by;
    if (c.verdict) text += fmt::format(", a person said {}", to_string(*c.verdict));
    text += "\n";
  }
  return text;
}

std::string field(std::string_view label, std::string_view text) {
  return text.empty() ? "" : fmt::format("  {:<8} {}\n", label, text);
}

}  // namespace

std::string to_text(const Course& course, const Zone& zone) {
  const AlertChange& alert = course.changes.back();
  std::string text = head(alert, zone);
  text += field("Story", alert.story) + field("Data", alert.data) + field("Request", alert.request);
  if (course.evidence && course.evidence->detection) {
    text += detection(course, zone) + driver(course, zone);
  }
  text += causes(alert);
  if (course.evidence) text += suspects(*course.evidence);
  return text + steps(course, zone);
}

std::string to_text(const CategoryModel& category, const CauseModel& model) {
  std::string text = fmt::format("{} ({})\n", spoken(category.name), spoken(category.department));
  text += fmt::format("  verdicts       {} confirmed, {} rejected; of all categories {} and {}\n",
                      category.confirmed, category.rejected, model.confirmed, model.rejected);
  text += fmt::format("  makes calls    {} of its incidents make enough to be seen\n",
                      percent(category.makes_calls));
  text += fmt::format("  how many       {:.2f} calls in a queue for each customer affected\n",
                      category.calls_per_affected);
  text += fmt::format("  when           {} after it began (nine in ten: {} to {})\n",
                      lasting(category.lag.median), lasting(category.lag.low),
                      lasting(category.lag.high));
  for (const auto& [queue, probability] : category.lands_in) {
    text += fmt::format("  in {:<12} {}\n", queue, percent(probability));
  }
  text += fmt::format(
      "\nOf any category: {} of surges have a cause that nobody reports; {} of a cause's calls "
      "state\n"
      "something else; evidence counts to the power of {:.2f}.\n",
      percent(model.unreported_share), percent(model.error_rate), model.temperature);
  return text;
}

}  // namespace holdwatch::explain
