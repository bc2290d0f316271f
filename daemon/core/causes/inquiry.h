#pragma once

#include <optional>
#include <vector>

#include "core/causes/account.h"
#include "core/causes/call_records.h"
#include "core/causes/cause_finder.h"
#include "core/causes/cause_sets.h"
#include "core/causes/course.h"
#include "core/causes/incident_registry.h"
#include "core/causes/knowledge.h"
#include "core/causes/reasons.h"
#include "core/causes/reported_suspects.h"
#include "core/causes/surge_window.h"
#include "core/causes/unreported_suspects.h"

namespace holdwatch::core {

/// What an inquiry draws on.
struct CaseFile {
  const Settings& settings;
  const AttributeKeys& keys;
  const IncidentRegistry& registry;
  const CallRecords& records;
  const Knowledge& knowledge;
};

/// The question who made a surge, worked off in small steps, none of which takes long however many
/// calls and incidents there are. The calls are those remembered at the first step.
class Inquiry {
 public:
  /// Nothing that `file` refers to must be reported or reconfigured before the last step.
  Inquiry(CaseFile file, SurgeEvidence surge, Time now);
  Inquiry(const Inquiry&) = delete;
  Inquiry& operator=(const Inquiry&) = delete;

  /// What the step cost.
  Visits step();
  bool is_done() const { return phase_ == Phase::done; }
  Attribution answer() &&;

 private:
  enum class Phase : std::uint8_t { calls, reported, corrections, unreported, sets, done };

  Visits work();
  void next_phase();
  Visits collect_calls();
  Visits correct();
  void weigh();
  const Suspect* suspect(const IncidentSnapshot* incident, bool is_corrected = false) const;
  Attribution describe(const std::vector<CauseSet>& sets) const;
  double misreported(const std::vector<CauseSet>& sets, const IncidentSnapshot* incident) const;
  std::vector<OwnCall> own_calls(const std::vector<CauseSet>& sets,
                                 const IncidentSnapshot* incident) const;
  Cause cause(const Share& share, bool is_misreported, const Reasons& reasons) const;
  IncidentEvidence evidence(const Share& share, const Account& account, const Reasons& reasons,
                            double elapsed) const;
  void describe_none(const std::vector<CauseSet>& sets, const Reasons& reasons,
                     Attribution& result) const;
  std::string refuted_by(const Share& first, const Reasons& reasons,
                         const Attribution& result) const;

  CaseFile file_;
  SurgeEvidence surge_;
  Time now_;
  Belief belief_;
  Phase phase_ = Phase::calls;
  SurgeWindow window_;
  std::optional<ReportedSuspects> reported_;
  std::optional<UnreportedSuspects> unreported_;
  std::vector<Suspect> suspects_;
  std::size_t uncorrected_ = 0;
  std::optional<CauseSets> sets_;
};

}  // namespace holdwatch::core
