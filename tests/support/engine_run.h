#pragma once

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/engine.h"

namespace holdwatch::test {

/// An engine whose decisions are kept, fed by short calls.
class EngineRun final : public core::Decisions {
 public:
  explicit EngineRun(Settings settings = {}, Time live_from = Time::min())
      : engine(std::move(settings), *this, live_from) {}

  void alert(const AlertChange& change) override { alerts.push_back(change); }
  void left(std::string_view, Outcome outcome, Duration) override { ended.push_back(outcome); }

  Disposition put(Time time, EventType type, std::string_view call,
                  std::string_view queue = "orders", SourceId source = 0) {
    CallEvent event;
    event.time = time;
    event.type = type;
    event.call = call;
    event.queue = queue;
    return engine.apply(source, event, time);
  }

  /// A call that waits for `wait` and is answered, then talks for `talk`; put in time order by
  /// run_calls().
  void plan_call(Time joined, Duration wait, Duration talk, std::vector<Attribute> attributes = {},
                 const std::string& queue = "") {
    const std::string call = "call-" + std::to_string(calls_++);
    planned_.push_back({joined, EventType::joined, call, std::move(attributes), queue});
    planned_.push_back({joined + wait, EventType::answered, call, {}, queue});
    planned_.push_back({joined + wait + talk, EventType::completed, call, {}, queue});
  }

  /// Poisson arrivals at `per_minute` in [from, to), each answered after `wait`.
  void plan_calls(Time from, Time to, double per_minute, Duration wait, std::mt19937_64& random,
                  const std::vector<Attribute>& attributes = {}, const std::string& queue = "") {
    std::exponential_distribution<double> gap(per_minute / 60);
    for (Time t = from + from_seconds(gap(random)); t < to; t += from_seconds(gap(random))) {
      plan_call(t, wait, std::chrono::seconds{180}, attributes, queue);
    }
  }

  void run_calls(std::string_view queue = "orders") {
    std::stable_sort(planned_.begin(), planned_.end(),
                     [](const Planned& a, const Planned& b) { return a.time < b.time; });
    for (const Planned& p : planned_) {
      CallEvent event;
      event.time = p.time;
      event.type = p.type;
      event.call = p.call;
      event.queue = p.queue.empty() ? queue : std::string_view(p.queue);
      event.attributes = p.attributes;
      engine.apply(0, event, p.time);
    }
    planned_.clear();
  }

  std::vector<AlertChange> of(AlertKind kind) const {
    std::vector<AlertChange> chosen;
    std::copy_if(alerts.begin(), alerts.end(), std::back_inserter(chosen),
                 [&](const AlertChange& a) { return a.kind == kind; });
    return chosen;
  }

  QueueSnapshot queue(std::string_view name = "orders") const {
    for (const QueueSnapshot& q : engine.snapshot().queues) {
      if (q.name == name) return q;
    }
    return {};
  }

  core::Engine engine;
  std::vector<AlertChange> alerts;
  std::vector<Outcome> ended;

 private:
  struct Planned {
    Time time;
    EventType type;
    std::string call;
    std::vector<Attribute> attributes;
    std::string queue;  ///< empty: whatever run_calls() is told
  };
  std::vector<Planned> planned_;
  int calls_ = 0;
};

}  // namespace holdwatch::test
