#include "journal/journal.h"

#include <algorithm>
#include <boost/asio/post.hpp>
#include <future>
#include <utility>

#include "journal/file_lock.h"
#include "journal/opening.h"
#include "journal/rows.h"
#include "journal/writer.h"
#include "wire/alert_json.h"
#include "wire/journal_encoder.h"
#include "wire/json_encoder.h"

namespace holdwatch::journal {

namespace {

constexpr std::size_t kBatchBytes = 64 * 1024;  // more packs no better, and takes longer
constexpr std::size_t kLongestEvent = 4096;     // nearly always

/// What is put in a row of a table of its own besides.
void add_row(Parcel& parcel, std::uint64_t sequence, const IncidentReport& report) {
  parcel.incidents.push_back({sequence, report.time, report.id, wire::to_json(report)});
}
void add_row(Parcel& parcel, std::uint64_t sequence, const Verdict& verdict) {
  parcel.verdicts.push_back({sequence, verdict.time, verdict.alert, wire::to_json(verdict)});
}
template <class Input>
void add_row(Parcel&, std::uint64_t, const Input&) {}

}  // namespace

struct Journal::Impl {
  Impl(Settings given, boost::asio::any_io_executor answers, Time now, Writing writing);

  void take_over(StoredState state);
  template <class Fill>
  void put(Fill fill);
  template <class Input>
  void put_input(const Stamp& stamp, const Input& input);
  void begin_generation(Parcel& parcel, std::uint64_t number);
  Batch& open_batch(Parcel& parcel, const Stamp& stamp);
  void bridge_gap(Parcel& parcel);
  void wait(std::function<void(bool)> done);

  const Settings settings;
  const boost::asio::any_io_executor executor;
  const FileLock lock;
  std::optional<StoredSnapshot> stored;
  std::vector<StoredBatch> batches;  ///< until replay() has handed them over
  std::vector<std::string> source_names;
  std::vector<std::optional<std::string>> cursors;

  wire::JournalEncoder encoder;
  std::uint64_t sequence = 0;  ///< of the input put last
  std::uint32_t alerts = 0;    ///< told after it
  Time clock;                  ///< the engine's, before it
  Time latest;                 ///< moment of arrival
  std::uint64_t inputs = 0;
  std::uint64_t lost_inputs = 0;

  std::uint64_t generation = 0;
  bool needs_snapshot = false;             ///< until then inputs are lost
  std::optional<std::uint64_t> gap_begin;  ///< the first one lost from this file
  std::optional<Time> snapshot_clock;      ///< of the newest
  std::uint64_t snapshot_sequence = 0;

  std::unique_ptr<Writer> writer;
};

Journal::Impl::Impl(Settings given, boost::asio::any_io_executor answers, Time now, Writing writing)
    : settings(std::move(given)),
      executor(std::move(answers)),
      lock(settings.path),
      clock(now),
      latest(now) {
  Opened opened = open_at_start(settings.path, now);
  std::optional<FileEnd> end;
  if (opened.state) end = opened.state->end;
  if (opened.state) take_over(*std::move(opened.state));
  writer = std::make_unique<Writer>(settings, std::move(opened.store), end);
  if (writing == Writing::by_thread) writer->start_thread();
}

void Journal::Impl::take_over(StoredState state) {
  for (StoredSource& source : state.sources) {
    source_names.push_back(std::move(source.name));
    cursors.push_back(std::move(source.cursor));
  }
  batches = std::move(state.batches);
  stored = std::move(state.snapshot);
  sequence = state.end.sequence;
  if (!stored) return;
  snapshot_sequence = stored->sequence;
  snapshot_clock = clock = stored->clock;
  alerts = stored->alerts;
}

Journal::Journal(Settings settings, boost::asio::any_io_executor executor, Time now,
                 Writing writing)
    : impl_(std::make_unique<Impl>(std::move(settings), std::move(executor), now, writing)) {}

Journal::~Journal() = default;

const std::optional<StoredSnapshot>& Journal::snapshot() const {
  return impl_->stored;
}

void Journal::replay(const std::function<void(Time clock)>& advance,
                     const std::function<void(const JournalRecord&)>& apply) {
  const std::uint64_t after = impl_->stored ? impl_->stored->sequence : 0;
  impl_->sequence = after;
  for (const StoredBatch& batch : std::exchange(impl_->batches, {})) {
    for_each_record(batch, after, [&](const JournalRecord& record) {
      advance(record.stamp.clock);
      impl_->sequence = record.sequence;
      impl_->alerts = 0;
      apply(record);
    });
  }
  impl_->stored.reset();
}

SourceId Journal::source_id(std::string_view name) {
  for (std::size_t i = 0; i < impl_->source_names.size(); ++i) {
    if (impl_->source_names[i] == name) return static_cast<SourceId>(i);
  }
  const auto id = static_cast<SourceId>(impl_->source_names.size());
  impl_->put([&](Parcel& parcel, bool) {
    parcel.sources.emplace_back(id, name);
    parcel.bytes += name.size() + 1;
  });
  impl_->source_names.emplace_back(name);
  impl_->cursors.emplace_back();
  return id;
}

const std::vector<std::string>& Journal::source_names() const {
  return impl_->source_names;
}

std::optional<std::string> Journal::cursor(SourceId source) const {
  return impl_->cursors.at(source);
}

template <class Fill>
void Journal::Impl::put(Fill fill) {
  writer->put([&](Parcel& parcel, const Writer::State& state) {
    if (state.generation != generation) begin_generation(parcel, state.generation);
    parcel.generation = generation;
    parcel.until = latest;
    const bool is_full = parcel.bytes + state.in_flight > settings.backlog_bytes;
    fill(parcel, is_full);
  });
}

void Journal::Impl::begin_generation(Parcel& parcel, std::uint64_t number) {
  generation = number;
  needs_snapshot = true;
  gap_begin.reset();
  parcel.batches.clear();
  parcel.cursors.clear();
  parcel.gaps.clear();
  parcel.snapshot.reset();
  parcel.in_pieces.reset();
  parcel.sources.clear();
  for (std::size_t i = 0; i < source_names.size(); ++i) {
    parcel.sources.emplace_back(static_cast<SourceId>(i), source_names[i]);
  }
}

Batch& Journal::Impl::open_batch(Parcel& parcel, const Stamp& stamp) {
  if (parcel.batches.empty() || parcel.batches.back().records.size() >= kBatchBytes) {
    parcel.batches.push_back({.first = sequence, .from = stamp.received_at});
    if (parcel.spare.empty()) parcel.spare.emplace_back().reserve(kBatchBytes + kLongestEvent);
    parcel.batches.back().records = std::move(parcel.spare.back());
    parcel.spare.pop_back();
  }
  return parcel.batches.back();
}

template <class Input>
void Journal::Impl::put_input(const Stamp& stamp, const Input& input) {
  ++sequence;
  ++inputs;
  alerts = 0;
  clock = stamp.clock;
  latest = std::max(latest, stamp.received_at);
  put([&](Parcel& parcel, bool is_full) {
    if (is_full && !needs_snapshot) {
      needs_snapshot = true;
      gap_begin = sequence;
    }
    if (needs_snapshot) {
      ++lost_inputs;
      return;
    }
    Batch& batch = open_batch(parcel, stamp);
    const std::size_t before = batch.records.size();
    encoder.add(batch.records, stamp, input);
    ++batch.inputs;
    batch.until = stamp.received_at;
    parcel.bytes += batch.records.size() - before;
    add_row(parcel, sequence, input);
  });
}

void Journal::input(const Stamp& stamp, const CallEvent& event) {
  impl_->put_input(stamp, event);
}
void Journal::input(const Stamp& stamp, const IncidentReport& report) {
  impl_->put_input(stamp, report);
}
void Journal::input(const Stamp& stamp, const Verdict& verdict) {
  impl_->put_input(stamp, verdict);
}
void Journal::input(const Stamp& stamp, const Acknowledgement& acknowledgement) {
  impl_->put_input(stamp, acknowledgement);
}
void Journal::input(const Stamp& stamp, const Missed& missed) {
  impl_->put_input(stamp, missed);
}
void Journal::input(const Stamp& stamp, const FeedUp& feed_up) {
  impl_->put_input(stamp, feed_up);
}
void Journal::input(const Stamp& stamp, const Passed& passed) {
  impl_->put_input(stamp, passed);
}

void Journal::reached(SourceId source, std::string_view cursor) {
  impl_->cursors.at(source) = cursor;
  impl_->put([&](Parcel& parcel, bool) {
    if (impl_->needs_snapshot) return;  // goes with the snapshot
    parcel.cursors[source] = cursor;
    parcel.bytes += cursor.size() + 1;
  });
}

void Journal::alert(const AlertChange& change) {
  AlertRow row{impl_->sequence, impl_->alerts++, change.time,  change.kind,
               change.status,   change.id,       change.queue, wire::to_json(change)};
  impl_->put([&](Parcel& parcel, bool) {
    parcel.bytes += sizeof(row) + row.change.size();
    parcel.alerts.push_back(std::move(row));
  });
}

bool Journal::snapshot_due(bool by_age) const {
  const Writer::State state = impl_->writer->state();
  if (state.is_failing) return false;
  if (impl_->needs_snapshot || state.generation != impl_->generation) return true;
  if (!impl_->snapshot_clock) return true;
  if (state.is_snapshot_under_way) return false;
  const Time old_at = *impl_->snapshot_clock + impl_->settings.snapshot_interval;
  return impl_->sequence - impl_->snapshot_sequence >= impl_->settings.snapshot_inputs ||
         (by_age && impl_->clock >= old_at);
}

void Journal::snapshot(Time clock, std::string state, std::vector<std::string> owed, Pace pace) {
  const bool has_older = impl_->snapshot_clock && impl_->sequence > impl_->snapshot_sequence;
  impl_->snapshot_sequence = impl_->sequence;
  impl_->snapshot_clock = clock;
  impl_->put([&](Parcel& parcel, bool) {
    const bool is_whole = pace == Pace::at_once || impl_->needs_snapshot || !has_older;
    if (is_whole) impl_->bridge_gap(parcel);
    for (std::size_t i = 0; i < impl_->cursors.size(); ++i) {
      if (impl_->cursors[i]) parcel.cursors[static_cast<SourceId>(i)] = *impl_->cursors[i];
    }
    parcel.bytes += 1;  // not its size: no input is lost for a snapshot's sake
    parcel.in_pieces.reset();
    (is_whole ? parcel.snapshot : parcel.in_pieces) = {impl_->sequence, impl_->alerts, clock,
                                                       std::move(state), std::move(owed)};
  });
}

/// Of snapshots that are put between two commits the last is kept: it bridges their gaps, too.
void Journal::Impl::bridge_gap(Parcel& parcel) {
  if (!parcel.gaps.empty()) {
    parcel.gaps.back().last = sequence;
  } else if (gap_begin) {
    parcel.gaps.push_back({*gap_begin, sequence});
  }
  gap_begin.reset();
  needs_snapshot = false;
}

/// What is lost isn't durable, though what is put with it may be.
void Journal::Impl::wait(std::function<void(bool)> done) {
  put([&](Parcel& parcel, bool) {
    parcel.waiting.emplace_back([done = std::move(done), is_lost = needs_snapshot](
                                    bool is_durable) { done(is_durable && !is_lost); });
  });
}

void Journal::when_durable(std::function<void(bool is_durable)> done) {
  impl_->wait([executor = impl_->executor, done = std::move(done)](bool is_durable) {
    boost::asio::post(executor, [done, is_durable] { done(is_durable); });
  });
}

bool Journal::flush() {
  std::promise<bool> result;
  impl_->wait([&](bool is_durable) { result.set_value(is_durable); });
  return result.get_future().get();
}

bool Journal::commit() {
  return impl_->writer->commit();
}

Urgency Journal::urgency() const {
  return impl_->writer->urgency();
}

JournalHealth Journal::health() const {
  JournalHealth health = impl_->writer->health();
  health.inputs = impl_->inputs;
  health.lost_inputs = impl_->lost_inputs;
  return health;
}

}  // namespace holdwatch::journal
