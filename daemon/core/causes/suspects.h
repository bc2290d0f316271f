#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "core/causes/belief.h"
#include "core/causes/source_fit.h"
#include "core/causes/surge_window.h"
#include "model/snapshot.h"

namespace holdwatch::core {

/// The values of one attribute name that a cause's callers would state.
struct Focus {
  const AttributeColumn* column = nullptr;
  std::vector<std::uint32_t> values;  ///< places in the column of those that were seen
  std::size_t of = 0;                 ///< how many values there are altogether
};

/// The few values that are furthest above their usual share, by likelihood ratio; furthest first.
std::vector<std::uint32_t> overrepresented(const AttributeColumn& column);

/// Multiplies the likelihood ratio of every call by what its value of the focus' attribute says:
/// values in focus share all but a small rest, which falls on all values as usual.
void multiply_in(const Focus& focus, const Belief& belief, std::vector<float>& ratio);

/// What work costs: it takes as long as so many visits to a call.
using Visits = std::size_t;

/// Whoever may have made the extra calls: a reported incident, or something nobody reported.
struct Suspect {
  const IncidentSnapshot* incident = nullptr;  ///< null: not reported
  std::string category{};                      ///< of an unreported one, as far as calls say it
  std::vector<Focus> scope{};                  ///< what its callers state, as far as calls say it
  double opens = 0;  ///< prior probability that its calls set in just at the onset
  double joins = 0;  ///< likewise, at any time between then and now
  Source source{};
  bool is_chance = false;     ///< no cause at all: a busy day
  bool is_corrected = false;  ///< its report names a wrong value, in place of which `scope` has one
                              ///< that calls cluster on
  double fit = 0;             ///< log likelihood against the usual calls alone; a rough look
  double first_look = 0;      ///< logarithm of `opens` times a rough likelihood: orders suspects

  /// Looks at the calls under this suspect's scope. Nobody is charged with calls before it began;
  /// `charged_share` is the share of the window's open time that is left. Returns what it cost.
  Visits look(const SurgeWindow& window, const Belief& belief, double extra_calls,
              double charged_share = 1);
};

/// When the calls of whoever began the surge must have set in: the onset's interval, and before it
/// the closed hours, whose callers wait for the doors.
struct OnsetSpan {
  Time from;
  Time to;
  double worth_hours = 0;  ///< its length in open hours; closed ones count for less
};

OnsetSpan onset_span(const SurgeEvidence& surge);

/// Keeps the first `most` suspects of an order.
template <class Less>
void keep_first(std::vector<Suspect>& suspects, std::size_t most, Less less) {
  std::stable_sort(suspects.begin(), suspects.end(), less);
  if (suspects.size() > most) suspects.resize(most);
}

}  // namespace holdwatch::core
