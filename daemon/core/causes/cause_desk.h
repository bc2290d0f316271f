#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "core/causes/cause_finder.h"
#include "core/causes/inquiry.h"
#include "model/time.h"

namespace holdwatch::core {

/// Where surges wait for their causes. Questions are worked off one after the other; in each
/// hundredth of a second of the core's clock there is room for so much work that no event waits
/// long behind it, and the answers fall at the same times whatever the timers did. As long as there
/// is room, a question is answered while it is asked.
class CauseDesk {
 public:
  static constexpr Duration kPace = std::chrono::milliseconds{10};
  static constexpr Visits kVisits = 250'000;  ///< so much: about a quarter of a millisecond

  /// What to ask, as known when the question's turn has come.
  using Evidence = std::function<SurgeEvidence(Time now)>;
  using Answer = std::function<void(Attribution, Time now)>;

  /// `causes` must outlive this.
  explicit CauseDesk(const CauseFinder& causes) : causes_(causes) {}

  /// A surge asks; it does nothing when a question of the same surge still waits.
  void ask(const std::string& surge, Evidence evidence, Answer answer, Time now);
  /// The surge no longer wants to know.
  void withdraw(const std::string& surge);
  /// What is known has changed: the question under way begins anew.
  void begin_anew() { inquiry_.reset(); }

  /// When the next step is due; Time::max() when nobody waits for an answer.
  Time next_step() const { return questions_.empty() ? Time::max() : next_step_; }
  void step(Time now);

  /// Only while nobody waits.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(next_step_, left_);
  }

 private:
  struct Question {
    std::string surge;
    Evidence evidence;
    Answer answer;
  };

  void answer_first(Time now);

  const CauseFinder& causes_;
  std::deque<Question> questions_;
  std::unique_ptr<Inquiry> inquiry_;  // of the first question, once begun
  Time next_step_ = Time::min();
  Visits left_ = 0;  // until then
};

}  // namespace holdwatch::core
