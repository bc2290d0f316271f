#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/causes/stated.h"
#include "core/causes/temperature.h"
#include "core/detection/queue_detector.h"
#include "core/ids.h"
#include "core/state/attribute_keys.h"
#include "model/alert.h"
#include "model/cause_model.h"
#include "model/disposition.h"
#include "model/evidence.h"
#include "model/incident.h"
#include "model/settings.h"
#include "model/snapshot.h"
#include "model/verdict.h"

namespace holdwatch::core {

class Inquiry;
class Knowledge;
class StateReader;
class StateWriter;

/// What people have said of a surge's causes: it goes before what calls say.
struct Rulings {
  std::vector<std::string> confirmed;
  std::vector<std::string> rejected;
  bool none_of_the_reported = false;  ///< confirmed

  template <class Archive>
  void serialize(Archive& archive) {
    archive(confirmed, rejected, none_of_the_reported);
  }

  void add(const Verdict& verdict);
  bool is_confirmed(std::string_view incident) const;
  bool is_rejected(std::string_view incident) const;
};

/// What detection knows of a demand surge, for the question who made it.
struct SurgeEvidence {
  QueueId queue = 0;
  std::string queue_name;  ///< empty: a group of queues, in which calls may land anywhere
  TimeEstimate onset;
  Estimate excess_calls;
  std::vector<ExpectedBlock> blocks;  ///< from some time before the onset until now
  double expectation_sd = 0.1;        ///< of the level of the blocks' expectations
  Rulings rulings;
  /// Opening hours between two moments.
  std::function<Duration(Time, Time)> open_between;

  /// All but how to tell opening hours.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(queue, queue_name, onset, excess_calls, blocks, expectation_sd, rulings);
  }
};

/// What a surge would teach of one incident if a person confirmed it.
struct IncidentEvidence {
  std::string incident;
  Duration lag_from{};  ///< its calls set in between these lags
  Duration lag_to{};
  double calls = 0;        ///< made in this queue so far and still to come
  double misreported = 0;  ///< probability that its report names a wrong value in its scope
  Stated stated;           ///< zeros unless nearly all extra calls are its own

  template <class Archive>
  void serialize(Archive& archive) {
    archive(incident, lag_from, lag_to, calls, misreported, stated);
  }
};

/// A set of causes as it was weighed; no incident at all stands for "none of the reported".
struct WeighedIncidents {
  std::vector<std::string> incidents;
  double log_prior = 0;
  double log_evidence = 0;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(incidents, log_prior, log_evidence);
  }
};

/// How the calls of a surge are shared out among those who may have made them.
struct Attribution {
  std::vector<Cause> causes;  ///< by probability, summing to 1; "none of the reported" included
  Estimate excess_calls;      ///< of the whole surge, sharpened by what callers said: tell this
                              ///< one; the causes' estimates add up to it exactly
  Estimate still_to_come;     ///< of the first cause, when it was reported
  std::optional<SuspectedIncident> suspected;  ///< when nothing reported fits, but calls cluster
  std::string clustered_on;  ///< "sku SKU-0042 (8.3 times the usual share)": likewise, in words
  std::string refuted_by;    ///< what would show that the first cause is the wrong one
  double blind_minutes = 0;  ///< of the surge's time, that the feed didn't see

  std::vector<IncidentEvidence> evidence;  ///< of the reported incidents among the causes
  std::vector<WeighedIncidents> weighed;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(causes, excess_calls, still_to_come, suspected, clustered_on, refuted_by, blind_minutes,
            evidence, weighed);
  }
};

/// Puts every demand surge to the incidents reported so far and to "none of the reported".
/// Pure, like all of the core. It remembers recent calls and their attributes (bounded), and the
/// usual shares of attribute values per queue.
class CauseFinder {
 public:
  /// `settings` and `keys` (of the attributes that calls carry) must outlive the finder.
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
  /// The question who made the surge, to be worked off step by step. A report, a reload of the
  /// settings or the end of the finder make an unfinished inquiry void.
  std::unique_ptr<Inquiry> ask(SurgeEvidence surge, Time now) const;
  /// Asks, and works it off at once.
  Attribution attribute(SurgeEvidence surge, Time now) const;

  /// Everyone the surge was put to, with what speaks for and against them.
  std::vector<SuspectEvidence> considered(const SurgeEvidence& surge, Time now,
                                          const Attribution& decided) const;

  /// Learns from a person's verdict on the surge that had this attribution.
  void verdict(const Verdict& verdict, const Attribution& of, QueueId queue, Time onset);
  /// The surge since `onset` was none: its calls were usual ones.
  void false_alarm(QueueId queue, Time onset, Time end);
  /// What is known of causes in general.
  const Knowledge& knowledge() const;
  /// What verdicts have taught; `queue_name` gives a queue's name.
  CauseModel model(const std::function<std::string(QueueId)>& queue_name) const;

  /// Changes with every report: whoever holds an attribution made under an older number asks anew.
  std::uint64_t reports() const;
  const IncidentSnapshot* incident(std::string_view id) const;
  std::vector<IncidentSnapshot> incidents() const;
  const Category* category(std::string_view name) const;

  /// All that was reported, remembered and learned, as a part of a larger state, and back into a
  /// new finder; that of another version throws.
  void save(StateWriter& archive) const;
  void load(StateReader& archive);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace holdwatch::core
