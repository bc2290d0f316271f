// A world is told to the program call by call and report by report. Each surge is asked about as
// soon as its calls stand out, and four hours after its onset; hours that are merely busy are asked
// about too. A surge counts only once the first sixty have been judged, for everybody alike.
#include "examination.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "comparators.h"
#include "oracle.h"

namespace holdwatch::bench {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Duration kBlock = minutes{15};
constexpr Duration kWhole = hours{4};
constexpr double kStandsOut = 5;  // standard deviations of the usual calls
constexpr double kMainShare = 0.3;

/// A question that is due at a time.
struct Due {
  Time at;
  const TrueSurge* surge;  // null: nothing was on
  std::size_t queue;
  Time onset;
  bool is_late;
};

class Examination {
 public:
  Examination(const World& world, int verdicts)
      : world_(world), verdicts_(verdicts), settings_(settings_of(world)) {}

  Result run(bool everybody) {
    everybody_ = everybody;
    by_queue_.resize(kQueues);
    for (const Call& c : world_.calls) by_queue_[c.queue].push_back(c);
    collect_reports();
    make_schedule();
    std::size_t call = 0;
    for (const Due& due : schedule_) {
      for (; call < world_.calls.size() && world_.calls[call].time <= due.at; ++call) {
        tell(world_.calls[call]);
      }
      tell_reports(due.at);
      ask(due);
    }
    return std::move(result_);
  }

 private:
  static Settings settings_of(const World& world) {
    Settings s;
    for (const Kind& kind : world.kinds) s.categories.push_back(kind.catalogue);
    return s;
  }

  void collect_reports() {
    for (const TrueIncident& i : world_.incidents) {
      if (i.is_reported) reports_.push_back(&i);
    }
    std::stable_sort(reports_.begin(), reports_.end(),
                     [](auto* a, auto* b) { return a->report.time < b->report.time; });
  }

  /// A surge is noticed when its calls stand out, if ever; one that begins while another of its
  /// queue is on is part of that one.
  void make_schedule() {
    std::vector<Time> busy_until(kQueues, Time::min());
    for (const TrueSurge& s : world_.surges) {
      if (s.onset < busy_until[s.queue] || s.onset < world_.start() + hours{48}) continue;
      const auto noticed = notice(s);
      if (!noticed) continue;
      busy_until[s.queue] = s.onset + hours{16};
      const Time onset =
          s.onset + from_seconds(300 * std::sin(to_seconds(s.onset - world_.start())));
      schedule_.push_back({*noticed, &s, s.queue, onset, false});
      schedule_.push_back({std::max(*noticed, s.onset + kWhole), &s, s.queue, onset, true});
    }
    add_calm_questions();
    std::stable_sort(schedule_.begin(), schedule_.end(),
                     [](const Due& a, const Due& b) { return a.at < b.at; });
  }

  std::optional<Time> notice(const TrueSurge& s) const {
    const auto& calls = by_queue_[s.queue];
    double came = 0;
    for (auto c = first_at(calls, s.onset); c != calls.end() && c->time < s.onset + kWhole; ++c) {
      came += 1;
      const double usual = expected(s.onset, c->time);
      if (came - usual > kStandsOut * std::sqrt(usual + 0.01 * usual * usual + 1)) return c->time;
    }
    return std::nullopt;
  }

  /// Every thirty-odd hours, if nothing is on in the queue.
  void add_calm_questions() {
    for (Time t = world_.start() + hours{72}; t < world_.end() - hours{12}; t += hours{31}) {
      for (std::size_t q = 0; q < kQueues; ++q) {
        const bool is_calm =
            std::none_of(world_.surges.begin(), world_.surges.end(), [&](const TrueSurge& s) {
              return s.queue == q && s.onset < t + hours{3} && s.onset + hours{16} > t;
            });
        if (is_calm) schedule_.push_back({t + hours{2}, nullptr, q, t, true});
      }
    }
  }

  static std::vector<Call>::const_iterator first_at(const std::vector<Call>& calls, Time t) {
    return std::lower_bound(calls.begin(), calls.end(), t,
                            [](const Call& c, Time x) { return c.time < x; });
  }

  double expected(Time from, Time to) const {
    double sum = 0;
    for (Time t = from; t < to; t += kBlock) {
      sum += world_.expected_per_minute(t) * to_minutes(std::min(kBlock, to - t));
    }
    return sum;
  }

  void tell(const Call& c) {
    tell_reports(c.time);
    std::vector<std::string> values;
    std::vector<Attribute> said;
    values.reserve(3);
    const auto say = [&](std::string_view name, const char* prefix, int value) {
      if (value == kUnsaid) return;
      values.push_back(prefix + std::to_string(value));
      said.push_back({name, values.back()});
    };
    say("sku", "SKU-", c.sku);
    say("region", "region-", c.region);
    say("reason", "reason-", c.reason);
    finder_.offered(static_cast<core::QueueId>(c.queue), c.time, keys_.learn(said));
  }

  void tell_reports(Time t) {
    for (; told_ < reports_.size() && reports_[told_]->report.time <= t; ++told_) {
      finder_.report(reports_[told_]->report);
    }
  }

  void ask(const Due& due) {
    const Question question = question_of(due);
    const core::SurgeEvidence evidence = evidence_of(due, question);
    if (due.surge != nullptr && !due.is_late) {
      finder_.surge_opened(evidence.queue, due.onset);
    }
    const core::Attribution answer = finder_.attribute(evidence, due.at);
    if (due.surge == nullptr) {
      const Cause& first = answer.causes.front();
      ++result_.calm_asked;
      result_.blamed += first.incident && first.probability >= 0.5;
      return;
    }
    const Truth truth = truth_of(due);
    if (truth.main.empty()) return;
    if (judged_ >= kJudgedFirst) score(due, question, answer, truth);
    if (!due.is_late) return;
    finder_.surge_closed(evidence.queue, due.surge->onset + hours{12});
    judge(due, answer, truth, evidence.queue);
  }

  void score(const Due& due, const Question& question, const core::Attribution& answer,
             const Truth& truth) {
    auto& cards = due.is_late ? result_.late : result_.early;
    cards[verdicts_ > 0 ? "60 verdicts" : "no verdicts"].answer(answer, truth);
    if (!everybody_) return;
    cards["most recent"].guess(most_recent(world_, question), truth);
    cards["recent + overlap"].guess(recent_and_overlapping(world_, question), truth);
    cards["triangular"].guess(triangular(world_, question), truth);
    cards["compound"].guess(compound(world_, question), truth);
    cards["adtributor"].guess(adtributor(world_, question), truth);
    cards["oracle"].guess(oracle(world_, question), truth);
  }

  /// A person finds out the truth, of the first surges only.
  void judge(const Due& due, const core::Attribution& answer, const Truth& truth,
             core::QueueId queue) {
    ++judged_;
    if (judged_ > verdicts_) return;
    finder_.verdict(
        {due.at, "alert " + std::to_string(judged_), truth.main.front(), VerdictType::confirmed},
        answer, queue, due.onset);
    const Cause& first = answer.causes.front();
    const bool is_wrong = first.incident && first.incident != truth.main.front();
    if (!is_wrong || truth.main.size() > 1) return;
    finder_.verdict(
        {due.at, "alert " + std::to_string(judged_), first.incident, VerdictType::rejected}, answer,
        queue, due.onset);
  }

  Question question_of(const Due& due) const {
    Question q{.queue = due.queue, .onset = due.onset, .now = due.at};
    const auto& calls = by_queue_[due.queue];
    const auto from = first_at(calls, due.onset - minutes{20});
    const auto to = first_at(calls, due.at + std::chrono::microseconds{1});
    q.calls = {from, to};
    q.expected = expected(due.onset - minutes{20}, due.at);
    for (std::size_t i = 0; i < told_; ++i) {
      if (*reports_[i]->report.started <= due.onset) q.reports.push_back(reports_[i]);
    }
    return q;
  }

  core::SurgeEvidence evidence_of(const Due& due, const Question& q) const {
    core::SurgeEvidence e;
    e.queue = static_cast<core::QueueId>(due.queue);
    e.queue_name = kQueueNames[due.queue];
    e.onset = {due.onset, due.onset - minutes{10}, due.onset + minutes{10}};
    const double extra = std::max(1.0, static_cast<double>(q.calls.size()) - q.expected);
    e.excess_calls = {extra, 0.7 * extra, 1.3 * extra};
    for (Time t = due.onset - hours{2}; t < due.at; t += kBlock) {
      const double open = to_minutes(std::min(kBlock, due.at - t));
      e.blocks.push_back({.from = t,
                          .to = std::min(due.at, t + kBlock),
                          .open_minutes = open,
                          .expected_calls = open * world_.expected_per_minute(t)});
    }
    e.expectation_sd = std::max(world_.settings.day_sd, 0.03);
    e.open_between = [](Time a, Time b) { return std::max(b - a, Duration{0}); };
    return e;
  }

  /// Whoever made at least a third as many calls as the one who made most is a right answer.
  Truth truth_of(const Due& due) const {
    std::map<int, double> made;
    const auto& calls = by_queue_[due.queue];
    for (auto c = first_at(calls, due.onset - minutes{20}); c != calls.end(); ++c) {
      if (c->time > due.at) break;
      if (c->incident >= 0) made[c->incident] += 1;
    }
    std::vector<std::pair<double, int>> order;
    for (const auto& [incident, n] : made) order.emplace_back(n, incident);
    std::sort(order.rbegin(), order.rend());
    Truth truth;
    for (const auto& [n, incident] : order) {
      if (n < kMainShare * order.front().first) break;
      const TrueIncident& i = world_.incidents[static_cast<std::size_t>(incident)];
      const bool is_known = i.is_reported && i.report.time <= due.at;
      truth.main.push_back(is_known ? Suspicion{i.report.id} : std::nullopt);
    }
    if (order.empty()) return truth;
    truth.calls = order.front().first;
    truth.to_come = static_cast<double>(
        std::count_if(first_at(calls, due.at + std::chrono::microseconds{1}), calls.end(),
                      [&](const Call& c) { return c.incident == order.front().second; }));
    return truth;
  }

  static constexpr int kJudgedFirst = 60;

  const World& world_;
  int verdicts_;
  bool everybody_ = false;
  Settings settings_;
  core::AttributeKeys keys_;
  core::CauseFinder finder_{settings_, keys_};
  std::vector<std::vector<Call>> by_queue_;
  std::vector<const TrueIncident*> reports_;
  std::size_t told_ = 0;
  std::vector<Due> schedule_;
  int judged_ = 0;
  Result result_;
};

}  // namespace

Result examine(const World& world, int verdicts) {
  Result all = Examination(world, 0).run(true);
  Result taught = Examination(world, verdicts).run(false);
  for (auto& [who, card] : taught.early) all.early[who].add(card);
  for (auto& [who, card] : taught.late) all.late[who].add(card);
  all.calm_asked += taught.calm_asked;
  all.blamed += taught.blamed;
  return all;
}

}  // namespace holdwatch::bench
