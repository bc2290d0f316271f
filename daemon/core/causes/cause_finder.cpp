#include "core/causes/cause_finder.h"

#include <algorithm>

#include "core/causes/inquiry.h"
#include "core/causes/suspect_evidence.h"
#include "core/state/model_archive.h"

namespace holdwatch::core {

namespace {

constexpr std::uint32_t kFinderVersion = 1;

bool contains(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// Which of the sets hold what a person confirmed.
TemperatureFit::Case weigh(const std::vector<WeighedIncidents>& weighed,
                           const std::optional<std::string>& confirmed) {
  std::vector<WeighedSet> sets;
  for (const WeighedIncidents& w : weighed) {
    const bool is_true = confirmed ? contains(w.incidents, *confirmed) : w.incidents.empty();
    sets.push_back({w.log_prior, w.log_evidence, is_true});
  }
  return TemperatureFit::weigh(sets);
}

}  // namespace

void Rulings::add(const Verdict& verdict) {
  const bool is_confirmed = verdict.verdict == VerdictType::confirmed;
  if (!verdict.incident) {
    none_of_the_reported = is_confirmed;
    if (is_confirmed) confirmed.clear();
    return;
  }
  std::erase(confirmed, *verdict.incident);
  std::erase(rejected, *verdict.incident);
  (is_confirmed ? confirmed : rejected).push_back(*verdict.incident);
  if (is_confirmed) none_of_the_reported = false;
}

bool Rulings::is_confirmed(std::string_view incident) const {
  return contains(confirmed, incident);
}

bool Rulings::is_rejected(std::string_view incident) const {
  return contains(rejected, incident);
}

struct CauseFinder::Impl {
  Impl(const Settings& given, const AttributeKeys& known)
      : settings(given), keys(known), registry(given) {}

  Lesson lesson(const Verdict& verdict, const Attribution& of, QueueId queue, Time onset) const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(registry, records, knowledge);
  }

  const Settings& settings;
  const AttributeKeys& keys;
  IncidentRegistry registry;
  CallRecords records;
  Knowledge knowledge{[this](std::string_view name) { return registry.category(name); }};
};

Lesson CauseFinder::Impl::lesson(const Verdict& verdict, const Attribution& of, QueueId queue,
                                 Time onset) const {
  Lesson lesson{.alert = verdict.alert, .incident = verdict.incident, .verdict = verdict.verdict};
  lesson.queue = queue;
  lesson.weighing = weigh(of.weighed, verdict.incident);
  const IncidentSnapshot* incident = verdict.incident ? registry.find(*verdict.incident) : nullptr;
  if (incident == nullptr) return lesson;
  lesson.category = incident->category;
  lesson.affected = incident->affected.value_or(0);
  lesson.lag_from = lesson.lag_to = onset - incident->started;
  const auto evidence =
      std::find_if(of.evidence.begin(), of.evidence.end(),
                   [&](const IncidentEvidence& e) { return e.incident == incident->id; });
  if (evidence == of.evidence.end()) return lesson;
  lesson.lag_from = evidence->lag_from;
  lesson.lag_to = evidence->lag_to;
  lesson.calls = evidence->calls;
  lesson.misreported = evidence->misreported;
  lesson.stated = evidence->stated;
  return lesson;
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
  return impl_->records.offered(queue, t, attributes);
}

void CauseFinder::tagged(QueueId queue, CallRef call, std::span<const AttributeKey> attributes) {
  impl_->records.tagged(queue, call, attributes);
}

void CauseFinder::surge_opened(QueueId queue, Time onset) {
  impl_->records.surge_opened(queue, onset);
}

void CauseFinder::surge_closed(QueueId queue, Time end) {
  impl_->records.surge_closed(queue, end);
}

bool CauseFinder::has_evidence() const {
  return impl_->registry.reports() > 0 || impl_->keys.any();
}

std::unique_ptr<Inquiry> CauseFinder::ask(SurgeEvidence surge, Time now) const {
  const CaseFile file{impl_->settings, impl_->keys, impl_->registry, impl_->records,
                      impl_->knowledge};
  return std::make_unique<Inquiry>(file, std::move(surge), now);
}

Attribution CauseFinder::attribute(SurgeEvidence surge, Time now) const {
  const auto inquiry = ask(std::move(surge), now);
  while (!inquiry->is_done()) inquiry->step();
  return std::move(*inquiry).answer();
}

std::vector<SuspectEvidence> CauseFinder::considered(const SurgeEvidence& surge, Time now,
                                                     const Attribution& decided) const {
  const CaseFile file{impl_->settings, impl_->keys, impl_->registry, impl_->records,
                      impl_->knowledge};
  return suspect_evidence(file, surge, now, decided);
}

void CauseFinder::verdict(const Verdict& verdict, const Attribution& of, QueueId queue,
                          Time onset) {
  impl_->knowledge.learn(impl_->lesson(verdict, of, queue, onset));
}

void CauseFinder::false_alarm(QueueId queue, Time onset, Time end) {
  impl_->records.false_alarm(queue, onset, end);
}

const Knowledge& CauseFinder::knowledge() const {
  return impl_->knowledge;
}

CauseModel CauseFinder::model(const std::function<std::string(QueueId)>& queue_name) const {
  return impl_->knowledge.model(queue_name);
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

void CauseFinder::save(StateWriter& archive) const {
  archive(kFinderVersion, *impl_);
}

void CauseFinder::load(StateReader& archive) {
  load_versioned(archive, kFinderVersion, *impl_);
}

}  // namespace holdwatch::core
