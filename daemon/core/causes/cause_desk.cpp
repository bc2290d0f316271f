#include "core/causes/cause_desk.h"

#include <algorithm>

#include "core/period.h"

namespace holdwatch::core {

void CauseDesk::ask(const std::string& surge, Evidence evidence, Answer answer, Time now) {
  // The question under way has been asked of the past: a new one may wait behind it.
  const auto waiting = questions_.begin() + (inquiry_ ? 1 : 0);
  const bool waits =
      std::any_of(waiting, questions_.end(), [&](const Question& q) { return q.surge == surge; });
  if (waits) return;
  questions_.push_back({surge, std::move(evidence), std::move(answer)});
  step(now);
}

void CauseDesk::withdraw(const std::string& surge) {
  if (!questions_.empty() && questions_.front().surge == surge) inquiry_.reset();
  std::erase_if(questions_, [&](const Question& q) { return q.surge == surge; });
}

void CauseDesk::step(Time now) {
  if (now >= next_step_) {
    next_step_ = next_multiple(now, kPace);
    left_ = kVisits;
  }
  while (!questions_.empty() && left_ > 0) {
    if (!inquiry_) inquiry_ = causes_.ask(questions_.front().evidence(now), now);
    left_ -= std::min(left_, inquiry_->step());
    if (inquiry_->is_done()) answer_first(now);
  }
}

void CauseDesk::answer_first(Time now) {
  const auto finished = std::move(inquiry_);
  const Question question = std::move(questions_.front());
  questions_.pop_front();
  question.answer(std::move(*finished).answer(), now);
}

}  // namespace holdwatch::core
