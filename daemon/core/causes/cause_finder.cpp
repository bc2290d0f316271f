#include "core/causes/cause_finder.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "core/causes/account.h"
#include "core/causes/call_memory.h"
#include "core/causes/category_knowledge.h"
#include "core/causes/cause_sets.h"
#include "core/causes/incident_registry.h"
#include "core/causes/reasons.h"
#include "core/causes/reported_suspects.h"
#include "core/causes/surge_window.h"
#include "core/causes/unreported_suspects.h"
#include "core/causes/usual_shares.h"

namespace holdwatch::core {

namespace {

constexpr std::size_t kReported = 8;  // suspects that get a full fit
constexpr std::size_t kUnreported = 5;
constexpr std::size_t kValuesPerQueue = 512;
constexpr std::size_t kValuesOfAllQueues = 8'192;
constexpr double kHalfLifeDays = 28;
constexpr double kLeastLevelSd = 0.03;
// Calls teach what is usual only when they are this old: by then it is known whether they belonged
// to a surge, and most of their late tags have come.
constexpr Duration kProbation = std::chrono::hours{4};

struct QueueMemory {
  CallMemory calls;
  ShareTable usual{kValuesPerQueue};
  CallRef untaught = 0;  // calls before this one have taught, or never will
  std::optional<Time> surge_since;
};

Attribution all_unattributed(const SurgeEvidence& surge) {
  return {.causes = {{.probability = 1,
                      .excess_calls = surge.excess_calls,
                      .reason = "no incident has been reported"}},
          .excess_calls = surge.excess_calls};
}

}  // namespace

struct CauseFinder::Impl {
  Impl(const Settings& given, const AttributeKeys& known)
      : settings(given), registry(given), keys(known) {}

  QueueMemory& memory(QueueId queue) {
    if (queue >= queues.size()) queues.resize(queue + 1);
    return queues[queue];
  }

  CallRef offered(QueueId queue, Time t, std::span<const AttributeKey> attributes);
  void tagged(QueueId queue, CallRef call, std::span<const AttributeKey> attributes);
  void teach(QueueMemory& memory, Time now);
  void teach(QueueMemory& memory, AttributeKey key, Time joined);

  /// Recent calls weigh more: weights grow with time instead of decaying.
  double one_call(Time t) const {
    return std::exp2(to_seconds(t - first_seen.value_or(t)) / (kHalfLifeDays * 86'400));
  }

  bool has_evidence() const { return registry.reports() > 0 || keys.any(); }
  const CategoryKnowledge& knows(const std::string& name) const;
  CategoryKnowledge& learns(const std::string& name);

  Attribution attribute(const SurgeEvidence& surge, Time now) const;
  Attribution describe(const SurgeEvidence& surge, const SurgeWindow& window,
                       const std::vector<Suspect>& suspects, const Account& account) const;

  const Settings& settings;
  IncidentRegistry registry;
  const AttributeKeys& keys;
  std::vector<QueueMemory> queues;
  ShareTable all_usual{kValuesOfAllQueues};
  std::optional<Time> first_seen;
  mutable std::map<std::string, CategoryKnowledge, std::less<>> categories;
  UnreportedKnowledge unreported;
};

CallRef CauseFinder::Impl::offered(QueueId queue, Time t,
                                   std::span<const AttributeKey> attributes) {
  if (!first_seen) first_seen = t;
  QueueMemory& m = memory(queue);
  const CallRef ref = m.calls.add(t);
  RememberedCall& call = *m.calls.find(ref);
  call.in_surge = m.surge_since && t >= *m.surge_since;
  for (AttributeKey key : attributes) call.set(key);
  teach(m, t);
  return ref;
}

void CauseFinder::Impl::tagged(QueueId queue, CallRef ref,
                               std::span<const AttributeKey> attributes) {
  if (queue >= queues.size()) return;
  QueueMemory& m = queues[queue];
  RememberedCall* call = m.calls.find(ref);
  if (call == nullptr) return;
  for (AttributeKey key : attributes) {
    call->set(key);
    if (ref < m.untaught && !call->in_surge) teach(m, key, call->time);
  }
}

void CauseFinder::Impl::teach(QueueMemory& m, Time now) {
  m.untaught = std::max(m.untaught, m.calls.oldest());
  for (; m.untaught < m.calls.next(); ++m.untaught) {
    const RememberedCall& call = m.calls.at(m.untaught);
    if (call.time > now - kProbation) return;
    if (call.in_surge) continue;
    for (AttributeKey key : call.attributes) {
      if (key == kNoAttribute) break;
      teach(m, key, call.time);
    }
  }
}

void CauseFinder::Impl::teach(QueueMemory& m, AttributeKey key, Time joined) {
  if (key == kNoAttribute) return;
  const double weight = one_call(joined);
  m.usual.add(key, weight);
  all_usual.add(key, weight);
}

const CategoryKnowledge& CauseFinder::Impl::knows(const std::string& name) const {
  auto known = categories.find(name);
  if (known != categories.end()) return known->second;
  const Category* category = registry.category(name);
  const Category unheard_of;
  return categories.emplace(name, CategoryKnowledge(category ? *category : unheard_of))
      .first->second;
}

Attribution CauseFinder::Impl::attribute(const SurgeEvidence& surge, Time now) const {
  if (!has_evidence()) return all_unattributed(surge);
  static const QueueMemory nothing;
  const QueueMemory& m = surge.queue < queues.size() ? queues[surge.queue] : nothing;
  const SurgeWindow window = make_window(surge, now, m.calls, m.usual, all_usual, one_call(now));
  const OnsetSpan span = onset_span(surge);
  const ReportedSuspects reported{
      registry, keys,
      [this](const std::string& name) -> const CategoryKnowledge& { return knows(name); }};
  const UnreportedSuspects unreported_suspects{
      .keys = keys,
      .all_shares = all_usual,
      .categories = settings.categories,
      .per_open_hour = unreported.per_open_hour(),
      .chance_per_open_hour = 60 / settings.detection.false_alarm_open_minutes};

  std::vector<Suspect> suspects = reported.find(surge, window, span, kReported);
  for (Suspect& s : unreported_suspects.find(surge, window, span, kUnreported)) {
    suspects.push_back(std::move(s));
  }
  const UsualCalls usual{.expected = window.expected,
                         .level_sd = std::max(surge.expectation_sd, kLeastLevelSd)};
  const auto sets = weigh_sets(suspects, usual, surge.excess_calls.estimate / window.thinning);
  return describe(surge, window, suspects, settle(sets, suspects, window.thinning));
}

Attribution CauseFinder::Impl::describe(const SurgeEvidence& surge, const SurgeWindow& window,
                                        const std::vector<Suspect>& suspects,
                                        const Account& account) const {
  const auto first_report = [&](const IncidentSnapshot* incident) -> const Suspect* {
    auto it = std::find_if(suspects.begin(), suspects.end(),
                           [&](const Suspect& s) { return s.incident == incident; });
    return it == suspects.end() ? nullptr : &*it;
  };
  const Reasons reasons{surge, window, keys, account.total.estimate};
  const Suspect* nobody = first_report(nullptr);
  const Suspect* report = suspects.empty() || !suspects[0].incident ? nullptr : &suspects[0];

  Attribution result;
  result.excess_calls = account.total;
  for (const Share& share : account.shares) {
    Cause cause;
    cause.probability = share.probability;
    cause.excess_calls = share.calls;
    if (share.incident != nullptr) {
      cause.incident = share.incident->id;
      cause.department = share.incident->department;
      cause.category = share.incident->category;
      cause.reason = reasons.of(*first_report(share.incident));
    } else {
      const bool likely = share.probability >= 0.5;
      cause.reason = likely ? reasons.of_none(report, nobody) : reasons.of_unlikely_none();
      if (likely && nobody != nullptr) result.clustered_on = reasons.cluster(*nobody);
    }
    result.causes.push_back(std::move(cause));
  }
  const double elapsed = elapsed_share(surge.open_between(surge.onset.estimate, window.to));
  const Estimate& first = account.shares[0].calls;
  const double rest = (1 - elapsed) / elapsed;
  result.still_to_come = {first.estimate * rest, 0, 2.5 * first.high * rest};
  return result;
}

CategoryKnowledge& CauseFinder::Impl::learns(const std::string& name) {
  knows(name);
  return categories.find(name)->second;
}

CauseFinder::CauseFinder(const Settings& settings, const AttributeKeys& keys)
    : impl_(std::make_unique<Impl>(settings, keys)) {}
CauseFinder::~CauseFinder() = default;
CauseFinder::CauseFinder(CauseFinder&&) noexcept = default;
CauseFinder& CauseFinder::operator=(CauseFinder&&) noexcept = default;

Disposition CauseFinder::report(const IncidentReport& report) {
  return impl_->registry.report(report);
}

CallRef CauseFinder::offered(QueueId queue, Time t, std::span<const AttributeKey> attributes) {
  return impl_->offered(queue, t, attributes);
}

void CauseFinder::tagged(QueueId queue, CallRef call, std::span<const AttributeKey> attributes) {
  impl_->tagged(queue, call, attributes);
}

void CauseFinder::surge_opened(QueueId queue, Time onset) {
  QueueMemory& m = impl_->memory(queue);
  m.surge_since = onset;
  for (CallRef i = m.calls.next(); i > m.calls.oldest(); --i) {
    RememberedCall& call = *m.calls.find(i - 1);
    if (call.time < onset - kProbation) break;
    if (call.time >= onset) call.in_surge = true;
  }
}

void CauseFinder::surge_closed(QueueId queue, Time end) {
  QueueMemory& m = impl_->memory(queue);
  m.surge_since.reset();
  for (CallRef i = m.calls.next(); i > m.calls.oldest(); --i) {
    RememberedCall& call = *m.calls.find(i - 1);
    if (call.time <= end) break;
    call.in_surge = false;
  }
}

bool CauseFinder::has_evidence() const {
  return impl_->has_evidence();
}

Attribution CauseFinder::attribute(const SurgeEvidence& surge, Time now) const {
  return impl_->attribute(surge, now);
}

void CauseFinder::verdict(const Verdict& verdict, const Attribution& of, QueueId queue,
                          Time onset) {
  if (verdict.verdict == VerdictType::false_alarm) return;  // no surge: nothing about causes
  const bool confirmed = verdict.verdict == VerdictType::confirmed;
  if (!verdict.incident) {
    if (confirmed) impl_->unreported.confirmed(false);
    return;
  }
  const IncidentSnapshot* incident = impl_->registry.find(*verdict.incident);
  if (incident == nullptr) return;
  CategoryKnowledge& category = impl_->learns(incident->category);
  if (!confirmed) return category.rejected();
  impl_->unreported.confirmed(true);
  auto cause = std::find_if(of.causes.begin(), of.causes.end(),
                            [&](const Cause& c) { return c.incident == verdict.incident; });
  const double calls = cause == of.causes.end() ? 0 : cause->excess_calls.estimate;
  category.confirmed(queue, onset - incident->started, calls, incident->affected.value_or(0));
}

std::uint64_t CauseFinder::reports() const {
  return impl_->registry.reports();
}

const IncidentSnapshot* CauseFinder::incident(std::string_view id) const {
  return impl_->registry.find(id);
}

std::vector<IncidentSnapshot> CauseFinder::incidents() const {
  return impl_->registry.all();
}

const Category* CauseFinder::category(std::string_view name) const {
  return impl_->registry.category(name);
}

}  // namespace holdwatch::core
