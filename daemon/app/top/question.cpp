#include "app/top/question.h"

namespace holdwatch::top {

std::optional<Question> question_about(const AlertChange& alert, VerdictType verdict) {
  Question question{verdict, alert.id, std::string(subject(alert)), {}};
  for (const Cause& cause : alert.causes) {
    if (cause.incident && question.choices.size() < Question::kMostChoices) {
      question.choices.push_back(cause);
    }
  }
  const bool has_none = verdict == VerdictType::confirmed && !alert.causes.empty();
  if (question.choices.empty() && !has_none) return std::nullopt;
  return question;
}

std::optional<Judgement> answer_of(const Question& question, const Key& key) {
  if (key.text.size() != 1 || key.text[0] < '0' || key.text[0] > '9') return std::nullopt;
  const auto choice = static_cast<std::size_t>(key.text[0] - '0');
  if (choice > question.choices.size()) return std::nullopt;
  Judgement judgement{question.alert, question.verdict, ""};
  if (choice > 0) {
    judgement.incident = *question.choices[choice - 1].incident;
  } else if (question.verdict != VerdictType::confirmed) {
    return std::nullopt;
  }
  return judgement;
}

}  // namespace holdwatch::top
