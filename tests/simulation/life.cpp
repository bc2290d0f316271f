#include "simulation/life.h"

#include <utility>

#include "simulation/accounts.h"
#include "simulation/violation.h"

namespace holdwatch::simulation {

using namespace std::chrono_literals;

/// The sink through which the surroundings see the daemon.
class Life::Window final : public Sink {
 public:
  explicit Window(Life& life) : life_(life) {}

  void alert(const AlertChange& change) override {
    life_.around_.screen.take(change);
    life_.around_.receiver.tell(change, life_.around_.clock.world);
    life_.around_.people.see(change, life_.around_.clock.world);
  }

  void snapshot(const std::shared_ptr<const Snapshot>& snapshot) override {
    const auto& before = life_.snapshot_;
    require(!before || before->time <= snapshot->time, "the engine's clock went back");
    check_queues(*snapshot, life_.pipeline_.live_from());
    check_counters(*snapshot);
    life_.snapshot_ = snapshot;
    Surroundings& around = life_.around_;
    around.screen.expect_repeats(false);
    around.receiver.see(*snapshot);
    if (!std::exchange(life_.is_stock_due_, false)) return;
    around.screen.check(*snapshot);
    around.receiver.check(*snapshot);
    around.people.check(*snapshot);
  }

  std::vector<std::string> owed() override { return life_.around_.receiver.owed(); }

  void close() override { life_.around_.receiver.close(life_.around_.clock.world); }

 private:
  /// Prometheus would take a counter that goes back for one that began anew.
  void check_counters(const Snapshot& snapshot) {
    for (const QueueSnapshot& queue : snapshot.queues) {
      std::uint64_t& seen = life_.around_.exported[queue.name];
      require(queue.offered >= seen, "{}: the counter of offered calls went from {} back to {}",
              queue.name, seen, queue.offered);
      seen = queue.offered;
    }
  }

  Life& life_;
};

Life::Life(const journal::Settings& journal, Settings settings, Surroundings& around)
    : around_(around),
      journal_(journal, events_.get_executor(), around.clock.now(),
               journal::Journal::Writing::by_hand),
      pipeline_(std::move(settings), around.clock, BuildInfo{}, &journal_) {
  pipeline_.add_sink(std::make_unique<Window>(*this));
  for (const auto& feed : around_.feeds) intakes_.push_back(&pipeline_.add_source(feed->name()));
  intakes_.push_back(&pipeline_.add_source(People::kName));
}

Life::~Life() {
  for (const auto& feed : around_.feeds) feed->detach();
  around_.receiver.detach();
  around_.people.detach();
}

void Life::begin() {
  around_.screen.expect_repeats(true);
  around_.receiver.attach();
  const bool goes_on = pipeline_.go_on();
  for (std::size_t i = 0; i < around_.feeds.size(); ++i) {
    Feed& feed = *around_.feeds[i];
    if (goes_on && feed.misses_while_away()) intakes_[i]->was_away();
    feed.attach(*intakes_[i], around_.clock.world);
  }
  intakes_.back()->up(true);
  around_.people.attach(*intakes_.back());
}

Duration Life::turn(Duration longest) {
  pipeline_.turn(0s);
  return pipeline_.until_next_turn(longest);
}

void Life::run_posted() {
  events_.restart();
  events_.poll();
}

}  // namespace holdwatch::simulation
