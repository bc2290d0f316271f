#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "simulation/auditor.h"
#include "simulation/life.h"
#include "simulation/tally.h"
#include "simulation/world.h"
#include "sources/demo/contact_centre.h"

namespace holdwatch::simulation {

/// One world, its daemons one after the other, and everything that befalls them, in one thread and
/// from one seed: the same seed gives the same course, however far it is played. One at a time.
class Simulation {
 public:
  explicit Simulation(std::uint64_t seed);

  /// Plays on until the world is `age` old. Throws Violation.
  void play_to(Duration age);

  Duration age() const { return around_.clock.world - world_.from; }
  const Tally& tally() const { return tally_; }
  /// Of everything that was decided: the same seed and age give the same.
  std::uint64_t hash() const { return around_.screen.hash(); }

 private:
  /// Something that is to happen. What the daemon does waits while its machine sleeps.
  struct Alarm {
    std::function<Time()> due;
    std::function<void()> ring;
    bool is_of_daemon = false;
  };

  /// As the configuration says now.
  Settings settings() const;
  void add_alarms();
  void add_trouble(Duration mean, std::function<void()> ring);
  void pass_on();

  void start();
  void stop();
  bool is_told_in_time() const;
  void see_what_holds();
  void bury();
  void turn();
  void commit();
  void plan_commit();
  void take_stock();
  void crash();
  void restart_cleanly();
  void trouble_disk();
  void damage_disk();
  void step_clock();
  void suspend();
  void reload();
  void disconnect();

  Duration draw(Duration low, Duration high);
  Feed& feed_of(std::string_view queue);
  Time now() const { return around_.clock.world; }

  World world_;
  std::uint64_t seed_;
  demo::Random random_;
  Tally tally_;
  demo::ContactCentre centre_;
  Surroundings around_;
  journal::Settings journal_settings_;
  int reloads_ = 0;
  Auditor auditor_;
  std::unique_ptr<Life> life_;  ///< null: no daemon runs

  std::vector<Alarm> alarms_;
  Time next_start_;
  Time next_turn_ = Time::max();
  Time next_commit_ = Time::max();
  Time next_stock_;
  Time trouble_ends_ = Time::max();
  Time clock_is_right_ = Time::max();
  Time asleep_until_ = Time::min();
  Time stuck_until_ = Time::min();
  Time watched_until_ = Time::min();  ///< until then turns follow each other as in the daemon
  Duration retry_{};
  /// The newest snapshot before a reload whose own may not be on disk yet.
  std::optional<Time> before_reload_;
  bool is_damaged_ = false;  ///< the journal was, since the last start
  bool is_promised_ = true;  ///< what was told has to hold after the next start
};

}  // namespace holdwatch::simulation
