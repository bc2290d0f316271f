#pragma once

#include <boost/asio/io_context.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/pipeline.h"
#include "journal/journal.h"
#include "simulation/feed.h"
#include "simulation/people.h"
#include "simulation/receiver.h"
#include "simulation/screen.h"
#include "simulation/simulated_clock.h"
#include "simulation/simulated_disk.h"

namespace holdwatch::simulation {

/// Everybody whom a daemon has to do with, and who outlives it.
struct Surroundings {
  SimulatedClock clock;
  SimulatedDisk disk;
  std::vector<std::unique_ptr<Feed>> feeds;
  People people;
  Screen screen;
  Receiver receiver;
  std::map<std::string, std::uint64_t> exported;  ///< calls offered, by queue, as last seen
};

/// A daemon from its start to its end: its true pipeline and journal, which write to the disk when
/// they are told to.
class Life {
 public:
  Life(const journal::Settings& journal, Settings settings, Surroundings& around);
  ~Life();
  Life(const Life&) = delete;
  Life& operator=(const Life&) = delete;

  /// Plays what the journal has, then listens to the feeds.
  void begin();
  /// A turn of the event loop; gives when the next is due, `longest` at most.
  Duration turn(Duration longest);
  /// Whatever was posted to the event thread.
  void run_posted();
  /// A clean end, but for what the journal has yet to write.
  void close() { pipeline_.close(); }

  /// The next snapshot is held against what everybody was told.
  void take_stock() { is_stock_due_ = true; }
  bool is_stock_taken() const { return !is_stock_due_; }

  Pipeline& pipeline() { return pipeline_; }
  journal::Journal& journal() { return journal_; }
  /// The last one handed to the sinks; null: there was none yet.
  const std::shared_ptr<const Snapshot>& snapshot() const { return snapshot_; }

 private:
  class Window;

  Surroundings& around_;
  boost::asio::io_context events_;
  journal::Journal journal_;
  std::shared_ptr<const Snapshot> snapshot_;
  bool is_stock_due_ = true;
  Pipeline pipeline_;
  std::vector<SourceIntake*> intakes_;
};

}  // namespace holdwatch::simulation
