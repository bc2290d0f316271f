#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "journal/parcel.h"
#include "journal/settings.h"
#include "journal/snapshot_work.h"
#include "journal/store.h"
#include "journal/urgency.h"
#include "model/health.h"

namespace holdwatch::journal {

/// Writes what is put: in a thread of its own once that is started, or else whenever it is told to.
/// What is put between two commits is one parcel; while the disk can't be written, the writer keeps
/// its parcel and tries again. A file that turns out to be damaged, or that isn't the one it left,
/// is set aside and a fresh one begun: a new generation, in which nothing that was put before has a
/// meaning without a snapshot. A snapshot in pieces is packed between commits and written along
/// with what else is put by then, so that nobody waits for more than a piece of it.
class Writer {
 public:
  /// `store` is null when the file could not be opened yet. `end`: of what was read from it; none:
  /// nothing could be read.
  Writer(const Settings& settings, std::unique_ptr<Store> store, std::optional<FileEnd> end);
  /// The thread writes what is there, if that can be done at once.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// What whoever fills the parcel has to know.
  struct State {
    std::uint64_t generation = 0;  ///< of the file
    bool is_failing = false;
    bool is_snapshot_under_way = false;  ///< in pieces
    std::size_t in_flight = 0;           ///< bytes of the parcel that is being written
  };

  /// Calls `fill(parcel, state)` with the parcel that is written next. Never waits for the disk.
  template <class Fill>
  void put(Fill&& fill) {
    bool wake = false;
    {
      const std::lock_guard lock(mutex_);
      const bool was_idle = is_idle();
      const bool was_urgent = is_urgent();
      fill(pending_, std::as_const(state_));
      if (pending_.in_pieces) state_.is_snapshot_under_way = true;
      wake = (was_idle && !is_idle()) || (!was_urgent && is_urgent());
    }
    if (wake) changed_.notify_one();
  }

  /// From now on a thread commits: when something urgent was put, or `commit_interval` after
  /// anything was.
  void start_thread();

  /// Without a thread: one attempt to write what has been put. False: it failed, and is part of the
  /// next attempt.
  bool commit();
  Urgency urgency() const;

  State state() const;
  JournalHealth health() const;

 private:
  bool is_idle() const;
  bool is_urgent() const;
  bool is_waited_for() const;
  void work();
  bool wait_for_parcel();
  bool is_closing_after(Duration pause);
  void give_up();
  Parcel take();
  void take_back(Parcel& parcel);
  bool attempt(Parcel& parcel);
  void open(const Parcel& parcel);
  void begin_generation();
  void lose_store(const std::exception& error);
  void go_on_with_snapshot(Parcel& parcel);
  void pack_ahead();
  void tidy(const Parcel& parcel);
  void leave_out_what_is_stale(Parcel& parcel);
  void failed(Parcel& parcel, const std::string& problem);
  void succeeded(Parcel& parcel, std::chrono::steady_clock::duration took);

  const Settings settings_;
  std::unique_ptr<Store> store_;  ///< of whoever commits, like the next six
  std::optional<FileEnd> end_;
  std::optional<Parcel> in_hand_;              ///< taken, but not written yet
  std::optional<SnapshotWork> snapshot_work_;  ///< in pieces
  int commits_untidied_ = 0;
  bool is_damaged_ = false;
  bool is_tidy_ = false;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Parcel pending_;
  State state_;
  JournalHealth health_;
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace holdwatch::journal
