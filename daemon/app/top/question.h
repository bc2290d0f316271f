#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/top/key_parser.h"
#include "model/alert.h"
#include "model/verdict.h"

namespace holdwatch::top {

/// Which cause of an alert is confirmed or rejected: it stands still while somebody makes up their
/// mind, whatever the daemon says meanwhile.
struct Question {
  static constexpr std::size_t kMostChoices = 9;

  VerdictType verdict = VerdictType::confirmed;  ///< or rejected
  std::string alert;
  std::string subject;
  std::vector<Cause> choices;  ///< incidents, the likeliest first; the first has the key 1
};

/// What was answered.
struct Judgement {
  std::string alert;
  VerdictType verdict = VerdictType::confirmed;
  std::string incident;  ///< empty: none that was reported

  bool operator==(const Judgement&) const = default;
};

/// The question about an alert; none when there is nothing to choose from.
std::optional<Question> question_about(const AlertChange& alert, VerdictType verdict);

/// What the key says; none when it is no answer. That nothing reported was the cause (key 0) can
/// only be confirmed.
std::optional<Judgement> answer_of(const Question& question, const Key& key);

}  // namespace holdwatch::top
