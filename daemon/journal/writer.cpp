#include "journal/writer.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>

#include "journal/refused.h"
#include "journal/set_aside.h"

namespace holdwatch::journal {

namespace {

using std::chrono::steady_clock;

constexpr std::size_t kUrgentBytes = 256 * 1024;
constexpr std::size_t kSpareBatches = 32;
constexpr std::size_t kPackedBytes = 256 * 1024;  // of a snapshot, at most in one commit
constexpr int kMostUntidied = 16;                 // commits in a row, while somebody waits

void tell(std::vector<std::function<void(bool)>>& waiting, bool is_durable) {
  for (const auto& done : std::exchange(waiting, {})) done(is_durable);
}

FileEnd end_after(FileEnd end, const Parcel& parcel) {
  if (!parcel.batches.empty()) {
    end.sequence = parcel.batches.back().first + parcel.batches.back().inputs - 1;
  }
  if (parcel.snapshot) end.sequence = std::max(end.sequence, parcel.snapshot->sequence);
  end.sources += parcel.sources.size();
  return end;
}

}  // namespace

Writer::Writer(const Settings& settings, std::unique_ptr<Store> store, std::optional<FileEnd> end)
    : settings_(settings), store_(std::move(store)), end_(end) {}

void Writer::start_thread() {
  thread_ = std::thread([this] { work(); });
}

Writer::~Writer() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

bool Writer::is_idle() const {
  return pending_.bytes == 0 && pending_.waiting.empty();
}

bool Writer::is_urgent() const {
  return closing_ || pending_.bytes >= kUrgentBytes || !pending_.waiting.empty();
}

bool Writer::is_waited_for() const {
  const std::lock_guard lock(mutex_);
  return !pending_.waiting.empty();
}

Urgency Writer::urgency() const {
  const std::lock_guard lock(mutex_);
  if (is_urgent() || snapshot_work_) return Urgency::at_once;
  return is_idle() ? Urgency::none : Urgency::some;
}

void Writer::work() {
  while (wait_for_parcel()) {
    while (!commit()) {
      if (is_closing_after(settings_.retry)) return give_up();
    }
  }
}

bool Writer::wait_for_parcel() {
  if (snapshot_work_) return true;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closing_ || !is_idle(); });
  changed_.wait_for(lock, settings_.commit_interval, [this] { return is_urgent(); });
  return !is_idle();
}

bool Writer::is_closing_after(Duration pause) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, pause, [this] { return closing_; });
}

void Writer::give_up() {
  const std::lock_guard lock(mutex_);
  spdlog::error("journal ends without its last inputs path={:?} bytes={}", settings_.path,
                in_hand_->bytes + pending_.bytes);
  pending_ = {};
}

bool Writer::commit() {
  if (!in_hand_) in_hand_ = take();
  if (!attempt(*in_hand_)) return false;
  tidy(*in_hand_);
  take_back(*in_hand_);
  in_hand_.reset();
  pack_ahead();
  return true;
}

Parcel Writer::take() {
  const std::lock_guard lock(mutex_);
  Parcel parcel = std::exchange(pending_, {});
  pending_.spare = std::move(parcel.spare);
  state_.in_flight = parcel.bytes;
  return parcel;
}

/// Memory that is in place costs the event thread nothing.
void Writer::take_back(Parcel& parcel) {
  const std::lock_guard lock(mutex_);
  for (Batch& batch : parcel.batches) {
    if (pending_.spare.size() >= kSpareBatches) return;
    batch.records.clear();
    pending_.spare.push_back(std::move(batch.records));
  }
}

bool Writer::attempt(Parcel& parcel) {
  const auto began = steady_clock::now();
  try {
    if (store_ && !store_->is_in_place()) store_.reset();
    if (!store_) open(parcel);
    leave_out_what_is_stale(parcel);
    store_->write(parcel, snapshot_work_ ? &*snapshot_work_ : nullptr);
  } catch (const std::exception& error) {
    lose_store(error);
    failed(parcel, error.what());
    return false;
  }
  end_ = end_after(*end_, parcel);
  go_on_with_snapshot(parcel);
  succeeded(parcel, steady_clock::now() - began);
  return true;
}

/// What was packed of it is written. A newer one takes its place.
void Writer::go_on_with_snapshot(Parcel& parcel) {
  bool is_over = parcel.snapshot.has_value();
  if (snapshot_work_) {
    is_over = is_over || snapshot_work_->is_all_packed();
    snapshot_work_->written();
  }
  if (is_over) snapshot_work_.reset();
  if (parcel.in_pieces) snapshot_work_.emplace(*std::exchange(parcel.in_pieces, {}));
  is_tidy_ = is_tidy_ && !is_over;
}

/// Whoever waits meanwhile waits for one piece only.
void Writer::pack_ahead() {
  while (snapshot_work_ && !snapshot_work_->is_all_packed()) {
    snapshot_work_->pack();
    if (snapshot_work_->packed_bytes() >= kPackedBytes || is_waited_for()) return;
  }
}

/// What was opened before goes on only where it was left; a commit that failed may be there all the
/// same, and is then written once more.
void Writer::open(const Parcel& parcel) {
  if (!is_damaged_) {
    store_ = std::make_unique<Store>(settings_.path);
    const FileEnd found = store_->end();
    const FileEnd left = end_.value_or(FileEnd{});
    const bool is_ours = found == left || (end_ && found == end_after(left, parcel));
    end_ = left;
    if (is_ours) return;
    if (found == FileEnd{}) {
      spdlog::error("journal is gone, a fresh one is begun path={:?}", settings_.path);
      return begin_generation();
    }
    store_.reset();
  }
  spdlog::error("journal is {}, a fresh one is begun path={:?} kept_as={:?}",
                is_damaged_ ? "damaged" : "not the one written before", settings_.path,
                set_aside(settings_.path, parcel.until));
  store_ = std::make_unique<Store>(settings_.path);
  is_damaged_ = false;
  begin_generation();
}

void Writer::begin_generation() {
  end_ = FileEnd{};
  snapshot_work_.reset();
  const std::lock_guard lock(mutex_);
  ++state_.generation;
  state_.is_snapshot_under_way = false;
}

void Writer::lose_store(const std::exception& error) {
  is_damaged_ = is_damage(error);
  store_.reset();
}

/// What nobody waits for: it can be put off while somebody waits for the next commit, but not for
/// good. What makes room has something to do after a snapshot.
void Writer::tidy(const Parcel& parcel) {
  if (is_waited_for() && ++commits_untidied_ < kMostUntidied) return;
  commits_untidied_ = 0;
  store_->move_log();
  if (is_tidy_) return;
  try {
    is_tidy_ = !store_->tidy(Retention(settings_), parcel.until,
                             snapshot_work_ ? &*snapshot_work_ : nullptr);
  } catch (const std::exception& error) {
    spdlog::error("journal can't be tidied path={:?} problem={:?}", settings_.path, error.what());
    lose_store(error);
  }
}

/// Inputs mean nothing in a fresh file before there is a snapshot in it. Whoever waits for them is
/// told so.
void Writer::leave_out_what_is_stale(Parcel& parcel) {
  if (parcel.generation == state_.generation) return;
  tell(parcel.waiting, false);
  parcel.batches.clear();
  parcel.sources.clear();
  parcel.cursors.clear();
  parcel.gaps.clear();
  parcel.snapshot.reset();
  parcel.in_pieces.reset();
}

void Writer::failed(Parcel& parcel, const std::string& problem) {
  std::vector<std::function<void(bool)>> waiting = std::exchange(parcel.waiting, {});
  {
    const std::lock_guard lock(mutex_);
    waiting.insert(waiting.end(), pending_.waiting.begin(), pending_.waiting.end());
    pending_.waiting.clear();
    state_.is_failing = true;
    if (health_.problem != problem) {
      spdlog::error("journal can't be written path={:?} problem={:?}", settings_.path, problem);
    }
    health_.problem = problem;
    if (!health_.failing_since) health_.failing_since = parcel.until;
  }
  tell(waiting, false);
}

void Writer::succeeded(Parcel& parcel, steady_clock::duration took) {
  {
    const std::lock_guard lock(mutex_);
    if (state_.is_failing) spdlog::warn("journal is written again path={:?}", settings_.path);
    state_.is_failing = false;
    state_.is_snapshot_under_way = snapshot_work_ || pending_.in_pieces;
    state_.in_flight = 0;
    health_.failing_since.reset();
    health_.problem.clear();
    health_.bytes = store_->bytes();
    health_.last_commit = parcel.until;
    health_.commit_seconds = std::chrono::duration<double>(took).count();
    ++health_.commits;
  }
  tell(parcel.waiting, true);
}

Writer::State Writer::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

JournalHealth Writer::health() const {
  const std::lock_guard lock(mutex_);
  JournalHealth health = health_;
  health.backlog_bytes = pending_.bytes + state_.in_flight;
  return health;
}

}  // namespace holdwatch::journal
