#include "core/causes/knowledge.h"

#include <algorithm>

namespace holdwatch::core {

namespace {

constexpr std::size_t kRecent = 200;  // lessons that can still be taken back
constexpr double kErrorRate = 0.03;
constexpr double kPriorCalls = 500;  // what priors on what callers state are worth
constexpr double kMisreported = 0.002;
constexpr double kPriorReports = 30;  // what that prior is worth
constexpr double kLeastErrorRate = 0.005;
constexpr double kMostErrorRate = 0.3;
constexpr double kMostSilence = 5;

}  // namespace

void Knowledge::learn(Lesson lesson) {
  const auto earlier = std::find_if(recent_.begin(), recent_.end(), [&](const Lesson& l) {
    return l.alert == lesson.alert && l.incident == lesson.incident;
  });
  if (earlier != recent_.end()) {
    recent_.erase(earlier);
    now_ = settled_;
    for (const Lesson& l : recent_) learn(now_, l);
  } else if (recent_.size() == kRecent) {
    learn(settled_, recent_.front());
    recent_.pop_front();
  }
  learn(now_, lesson);
  recent_.push_back(std::move(lesson));
}

void Knowledge::learn(Learned& learned, const Lesson& lesson) const {
  switch (lesson.verdict) {
    case VerdictType::false_alarm:
      ++learned.false_alarms;
      return;
    case VerdictType::rejected:
      ++learned.rejected;
      if (lesson.incident) category(learned, lesson.category).rejected();
      return;
    case VerdictType::confirmed:
      ++learned.confirmed;
      confirm(learned, lesson);
  }
}

void Knowledge::confirm(Learned& learned, const Lesson& lesson) const {
  learned.temperature.learn(lesson.weighing);
  learned.unreported.confirmed(lesson.incident.has_value());
  if (!lesson.incident) return;
  const bool is_first = learned.confirmed_incidents.insert(*lesson.incident).second;
  category(learned, lesson.category).confirmed(lesson, is_first);
  learned.confirmed_reports += 1;
  learned.misreported += lesson.misreported;
  learned.stated.in_scope += lesson.stated.in_scope;
  learned.stated.elsewhere += lesson.stated.elsewhere;
  learned.stated.nothing += lesson.stated.nothing;
  learned.stated.usually_nothing += lesson.stated.usually_nothing;
}

const CategoryKnowledge& Knowledge::category(const std::string& name) const {
  return category(now_, name);
}

CategoryKnowledge& Knowledge::category(Learned& learned, const std::string& name) const {
  auto known = learned.categories.find(name);
  if (known != learned.categories.end()) return known->second;
  const Category* category = catalogue_(name);
  const Category unheard_of;
  return learned.categories.emplace(name, CategoryKnowledge(category ? *category : unheard_of))
      .first->second;
}

Belief Knowledge::belief() const {
  const Stated& stated = now_.stated;
  const double stating = kPriorCalls + std::max(0.0, stated.in_scope + stated.elsewhere);
  const double wrong = kErrorRate * kPriorCalls + stated.elsewhere;
  const double silent = kPriorCalls + stated.nothing;
  const double usually = kPriorCalls + std::max(0.0, stated.usually_nothing);
  return {.temperature = now_.temperature.value(),
          .error_rate = std::clamp(wrong / stating, kLeastErrorRate, kMostErrorRate),
          .misreported = (kMisreported * kPriorReports + now_.misreported) /
                         (kPriorReports + now_.confirmed_reports),
          .silence = std::clamp(silent / usually, 1 / kMostSilence, kMostSilence)};
}

CauseModel Knowledge::model(const std::function<std::string(QueueId)>& queue_name) const {
  CauseModel model;
  for (const auto& [name, knowledge] : now_.categories) {
    const Category* category = catalogue_(name);
    model.categories.push_back(knowledge.model(queue_name));
    model.categories.back().name = name;
    if (category != nullptr) model.categories.back().department = category->department;
  }
  model.confirmed = now_.confirmed;
  model.rejected = now_.rejected;
  model.false_alarms = now_.false_alarms;
  model.unreported_share = now_.unreported.share();
  model.error_rate = belief().error_rate;
  model.silence = belief().silence;
  model.temperature = belief().temperature;
  return model;
}

}  // namespace holdwatch::core
