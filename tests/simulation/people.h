#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "model/alert.h"
#include "model/snapshot.h"
#include "simulation/tally.h"
#include "sources/demo/random.h"
#include "sources/source.h"

namespace holdwatch::simulation {

/// Those who report incidents, take alerts on and judge them. Each says a thing again until it is
/// acknowledged; what was, must never be forgotten. They outlive the daemons that listen to them.
class People {
 public:
  static constexpr const char* kName = "people";

  People(std::uint64_t seed, Tally& tally) : random_(seed), tally_(tally) {}

  /// An incident is to be reported.
  void report(const IncidentReport& report);
  /// Somebody sees an alert, and may do something about it.
  void see(const AlertChange& change, Time now);

  void attach(Intake& intake) { intake_ = &intake; }
  void detach();

  /// When somebody says something next.
  Time next_word() const { return planned_.empty() ? Time::max() : planned_.begin()->first; }
  void speak(Time now);

  /// Whether everything that was acknowledged is in there.
  void check(const Snapshot& snapshot) const;
  /// The journal is lost: nobody can know any more what was in it.
  void forget_acknowledged() { acknowledged_.clear(); }

 private:
  using Words = std::variant<IncidentReport, Verdict, Acknowledgement>;
  struct Remark {
    Words words;
    int attempts = 0;
  };

  void plan(Remark remark, Time at) { planned_.emplace(at, std::move(remark)); }
  void say(Remark remark, Time now);
  void answered(std::uint64_t number, bool is_durable);
  void say_again(Remark remark);
  Verdict make_verdict(const AlertChange& change);
  Words nonsense();
  bool is_said_anew(const std::string& subject) const;

  demo::Random random_;
  Tally& tally_;
  Intake* intake_ = nullptr;
  Time now_;
  std::multimap<Time, Remark> planned_;
  std::map<std::uint64_t, Remark> unanswered_;
  std::uint64_t said_ = 0;
  std::map<std::string, Remark> acknowledged_;  ///< the last about each subject
  std::map<std::string, bool> concerned_;       ///< alerts that somebody deals with
};

}  // namespace holdwatch::simulation
