#pragma once

#include <optional>
#include <string>

#include "model/time.h"

namespace holdwatch {

enum class VerdictType : std::uint8_t { confirmed, rejected, false_alarm };

/// What a person found out about an alert. No incident: about "none of the reported".
struct Verdict {
  Time time;
  std::string alert;
  std::optional<std::string> incident;
  VerdictType verdict = VerdictType::confirmed;
};

/// A person has seen the alert and is on it.
struct Acknowledgement {
  Time time;
  std::string alert;
  std::string who;
};

}  // namespace holdwatch
