#include "simulation/screen.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/alerts/alert_id.h"
#include "model/names.h"
#include "simulation/violation.h"
#include "wire/alert_json.h"

namespace holdwatch::simulation {

using namespace std::chrono_literals;

namespace {

constexpr Duration kCorrections = 24h;

std::string name_of(const AlertChange& change) {
  return fmt::format("{} {} of {:?} ({})", to_string(change.kind), change.id, subject(change),
                     to_string(change.status));
}

void check_estimate(const AlertChange& change, const Estimate& e, const char* of) {
  require(
      std::isfinite(e.low) && std::isfinite(e.high) && e.low <= e.estimate && e.estimate <= e.high,
      "{}: the interval of its {} doesn't contain the estimate: {} in {} to {}", name_of(change),
      of, e.estimate, e.low, e.high);
}

void check_causes(const AlertChange& change) {
  const bool may_have_any =
      change.driver == Driver::demand || change.kind == AlertKind::early_warning;
  require(change.causes.empty() || may_have_any, "{}: has causes, though its driver isn't demand",
          name_of(change));
  double sum = 0;
  double last = 1;
  for (const Cause& cause : change.causes) {
    require(cause.probability >= 0 && cause.probability <= last + 1e-9,
            "{}: its causes are not sorted by probability", name_of(change));
    check_estimate(change, cause.excess_calls, "cause");
    last = cause.probability;
    sum += cause.probability;
  }
  require(change.causes.empty() || std::abs(sum - 1) < 1e-6, "{}: its causes sum to {}",
          name_of(change), sum);
}

/// Of what there may be only one open alert a queue; empty: of others there may be more.
std::string place_of(const AlertChange& change) {
  const bool is_single = change.kind == AlertKind::surge || change.kind == AlertKind::long_hold ||
                         change.kind == AlertKind::aggregate_surge;
  if (!is_single) return "";
  return fmt::format("{} of {}", to_string(change.kind), subject(change));
}

std::string words_of(AlertChange change) {
  change.status = AlertStatus::firing;
  return wire::to_json(change);
}

}  // namespace

void check_figures(const AlertChange& change) {
  if (change.onset) {
    const TimeEstimate& o = *change.onset;
    require(o.low <= o.estimate && o.estimate <= o.high,
            "{}: the interval of its onset doesn't contain the estimate", name_of(change));
  }
  if (change.excess_calls) check_estimate(change, *change.excess_calls, "excess");
  if (change.still_to_come) check_estimate(change, *change.still_to_come, "calls to come");
  check_causes(change);
  require(change.opened <= change.time, "{}: was opened after it was told", name_of(change));
  require(change.longest_wait_seconds >= 0, "{}: the longest wait is {} s", name_of(change),
          change.longest_wait_seconds);
}

void Screen::take(const AlertChange& change) {
  check_figures(change);
  const auto found = told_.find(change.id);
  if (!is_in_doubt_) check_life(found == told_.end() ? nullptr : &found->second, change);
  note_open(change);
  Told& told = told_[change.id];
  const bool ends = change.status == AlertStatus::resolved;
  told.is_over = told.is_over || ends;
  if (ends) told.over = change.time;
  told.change = change;
  told.words = words_of(change);
  for (const char c : told.words) hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  tally_.count(fmt::format("{} {}", to_string(change.kind), to_string(change.status)));
}

void Screen::check_life(const Told* before, const AlertChange& change) const {
  if (before == nullptr) {
    require(change.status == AlertStatus::firing || are_repeats_, "{}: begins with that",
            name_of(change));
    return;
  }
  if (are_repeats_) return;
  require(change.status != AlertStatus::firing, "{}: fires a second time", name_of(change));
  require(change.time >= before->change.time, "{}: goes back in time", name_of(change));
  if (!before->is_over) return;
  require(change.status == AlertStatus::updated, "{}: ends a second time", name_of(change));
  require(change.time <= before->over + kCorrections + 1h, "{}: comes {:.1f} h after its end",
          name_of(change), to_seconds(change.time - before->over) / 3600);
}

void Screen::note_open(const AlertChange& change) {
  const std::string place = place_of(change);
  if (place.empty()) return;
  const auto known = told_.find(change.id);
  if (known != told_.end() && known->second.is_over) return;
  const auto open = open_.find(place);
  require(open == open_.end() || open->second == change.id || are_repeats_ || is_in_doubt_,
          "{}: {} is open already", name_of(change), open == open_.end() ? "" : open->second);
  if (change.status == AlertStatus::resolved) {
    if (open != open_.end() && open->second == change.id) open_.erase(open);
  } else {
    open_[place] = change.id;
  }
}

void Screen::check(const Snapshot& snapshot) {
  if (is_in_doubt_) return believe(snapshot);
  std::size_t open = 0;
  for (const AlertChange& alert : snapshot.alerts) {
    const auto told = told_.find(alert.id);
    require(told != told_.end(), "{}: the engine has it, but it was never told", name_of(alert));
    const bool is_over = alert.status == AlertStatus::resolved;
    require(told->second.is_over == is_over, "{}: but it was told as {}", name_of(alert),
            told->second.is_over ? "over" : "open");
    require(told->second.words == words_of(alert), "{}: the engine says {}, told was {}",
            name_of(alert), words_of(alert), told->second.words);
    if (!is_over) ++open;
  }
  std::size_t believed = 0;
  for (const auto& [id, told] : told_) {
    if (!told.is_over) ++believed;
  }
  require(open == believed, "{} alerts are open, but {} are believed to be", open, believed);
}

void Screen::believe(const Snapshot& snapshot) {
  is_in_doubt_ = false;
  std::map<std::string, Told> before = std::exchange(told_, {});
  open_.clear();
  for (const AlertChange& alert : snapshot.alerts) {
    note_open(alert);
    const bool is_over = alert.status == AlertStatus::resolved;
    told_[alert.id] = {alert, words_of(alert), is_over, alert.time};
    before.erase(alert.id);
  }
  const auto orphans = std::count_if(before.begin(), before.end(),
                                     [](const auto& told) { return !told.second.is_over; });
  tally_.count("alerts told in vain", static_cast<std::uint64_t>(orphans));
}

}  // namespace holdwatch::simulation
