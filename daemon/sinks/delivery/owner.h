#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>

#include "model/alert.h"

namespace holdwatch {

/// The department that an alert asks for something, and the kind of incident it is asked about.
struct Owner {
  std::string department;
  std::string category;  ///< empty when only the department is known

  auto operator<=>(const Owner&) const = default;
};

/// Who owns what callers call about.
class Owners {
 public:
  /// Of a surge, the owner of its first suspect, from a probability of one half on, or of what
  /// nobody has reported; of an early warning, of its incident; of a long hold, of its queue's
  /// surge. To be asked of every change in its turn. nullopt: it is service's own affair.
  std::optional<Owner> of(const AlertChange& change);

 private:
  std::map<std::string, Owner> of_surges_;  // by queue
};

}  // namespace holdwatch
