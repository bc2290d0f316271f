#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/detection/queue_detector.h"
#include "core/ids.h"
#include "core/state/attribute_keys.h"
#include "model/alert.h"
#include "model/disposition.h"
#include "model/incident.h"
#include "model/settings.h"
#include "model/snapshot.h"
#include "model/verdict.h"

namespace holdwatch::core {

/// What detection knows of a demand surge, for the question who made it.
struct SurgeEvidence {
  QueueId queue = 0;
  std::string_view queue_name;
  TimeEstimate onset;
  Estimate excess_calls;
  std::span<const ExpectedBlock> blocks;  ///< from some time before the onset until now
  double expectation_sd = 0.1;            ///< of the level of the blocks' expectations
  /// Opening hours between two moments.
  std::function<Duration(Time, Time)> open_between;
};

/// How the calls of a surge are shared out among those who may have made them.
struct Attribution {
  std::vector<Cause> causes;  ///< by probability, summing to 1; "none of the reported" included
  Estimate excess_calls;      ///< of the whole surge, sharpened by what callers said: tell this
                              ///< one; the causes' estimates add up to it exactly
  Estimate still_to_come;     ///< of the first cause
  std::string clustered_on;   ///< "sku=SKU-0042 (8.3 times the usual share)": an attribute that
                              ///< the surge's calls cluster on when nothing reported fits; or empty
};

/// Puts every demand surge to the incidents reported so far and to "none of the reported".
/// Pure, like all of the core. It remembers recent calls and their attributes (bounded), and the
/// usual shares of attribute values per queue.
class CauseFinder {
 public:
  /// `settings` and `keys` must outlive the finder.
  CauseFinder(const Settings& settings, const AttributeKeys& keys);
  ~CauseFinder();
  CauseFinder(CauseFinder&&) noexcept;
  CauseFinder& operator=(CauseFinder&&) noexcept;

  Disposition report(const IncidentReport& report);

  /// Every offered call passes here; in a surge its attributes are evidence, else they teach the
  /// usual shares.
  CallRef offered(QueueId queue, Time t, std::span<const AttributeKey> attributes);
  /// Attributes learned later of a call that is still remembered.
  void tagged(QueueId queue, CallRef call, std::span<const AttributeKey> attributes);

  /// While a surge is open, its calls do not teach what is usual (from its onset on).
  void surge_opened(QueueId queue, Time onset);
  void surge_closed(QueueId queue, Time end);

  /// False while nothing was ever reported and no call says anything about itself: every surge is
  /// then unattributed, and needs no evidence.
  bool has_evidence() const;
  Attribution attribute(const SurgeEvidence& surge, Time now) const;

  /// Learns from a person's verdict on the surge that had this attribution.
  void verdict(const Verdict& verdict, const Attribution& of, QueueId queue, Time onset);

  /// Changes with every report: whoever holds an attribution made under an older number asks anew.
  std::uint64_t reports() const;
  const IncidentSnapshot* incident(std::string_view id) const;
  std::vector<IncidentSnapshot> incidents() const;
  const Category* category(std::string_view name) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace holdwatch::core
