// A loop over everything that can happen next: the earliest does, then whatever the daemon has
// posted to itself, then it is decided when the journal writes. When the disk has died under the
// daemon, in the middle of whatever it did, it is buried, and another is started later.
#include "simulation/simulation.h"

#include <algorithm>
#include <filesystem>

#include "simulation/violation.h"

namespace holdwatch::simulation {

using namespace std::chrono_literals;

namespace {

constexpr Duration kStockPeriod = 1h;
constexpr Duration kTurn = 250ms;

/// A third of all queues on each kind of feed, as it falls.
std::vector<std::unique_ptr<Feed>> make_feeds(const World& world, std::uint64_t seed,
                                              Tally& tally) {
  demo::Random random(seed);
  std::vector<std::unique_ptr<Feed>> feeds;
  feeds.push_back(make_connection("pbx", random.next(), world.troubles, tally));
  feeds.push_back(make_publisher("publisher", random.next(), world.troubles, tally));
  feeds.push_back(make_file("file", random.next(), world.troubles, tally));
  return feeds;
}

}  // namespace

Simulation::Simulation(std::uint64_t seed)
    : world_(make_world(seed)),
      seed_(seed),
      random_(seed ^ 0x5eed),
      centre_(world_.plan),
      around_{{},
              SimulatedDisk(seed),
              make_feeds(world_, seed, tally_),
              People(seed, tally_),
              Screen(tally_),
              Receiver(seed, tally_)},
      auditor_(around_.disk.path("journal.db"), settings(), tally_) {
  around_.clock.world = world_.from;
  journal_settings_.path = around_.disk.path("journal.db");
  journal_settings_.snapshot_interval = world_.snapshot_interval;
  journal_settings_.snapshot_inputs = world_.snapshot_inputs;
  journal_settings_.backlog_bytes = world_.backlog_bytes;
  journal_settings_.keep_bytes = world_.keep_bytes;
  journal_settings_.keep_for = world_.keep_for;
  next_start_ = world_.from;
  next_stock_ = world_.from + kStockPeriod;
  add_alarms();
}

Settings Simulation::settings() const {
  Settings settings = make_settings(world_, seed_, reloads_);
  for (const auto& feed : around_.feeds) settings.sources.push_back(feed->name());
  settings.sources.emplace_back(People::kName);
  return settings;
}

// --- What can happen -----------------------------------------------------------------------------

void Simulation::add_alarms() {
  alarms_.push_back({[this] { return centre_.next_time(); }, [this] { pass_on(); }});
  for (const auto& feed : around_.feeds) {
    alarms_.push_back(
        {[&feed] { return feed->next_arrival(); }, [this, &feed] { feed->arrive(now()); }, true});
  }
  const auto at = [this](Time& due, void (Simulation::*ring)(), bool is_of_daemon) {
    alarms_.push_back({[&due] { return due; }, [this, ring] { (this->*ring)(); }, is_of_daemon});
  };
  alarms_.push_back({[this] { return around_.people.next_word(); },
                     [this] { around_.people.speak(now()); }, true});
  alarms_.push_back({[this] { return around_.receiver.next(); },
                     [this] { around_.receiver.go_on(now()); }, true});
  at(next_start_, &Simulation::start, false);
  at(next_turn_, &Simulation::turn, true);
  at(next_commit_, &Simulation::commit, true);
  at(next_stock_, &Simulation::take_stock, true);
  alarms_.push_back({[this] { return trouble_ends_; },
                     [this] {
                       around_.disk.trouble(DiskTrouble::none);
                       trouble_ends_ = Time::max();
                     }});
  alarms_.push_back({[this] { return clock_is_right_; },
                     [this] {
                       around_.clock.off = {};
                       clock_is_right_ = Time::max();
                     }});
  const Troubles& t = world_.troubles;
  add_trouble(t.crash, [this] { crash(); });
  add_trouble(t.clean_restart, [this] { restart_cleanly(); });
  add_trouble(t.disk_trouble, [this] { trouble_disk(); });
  add_trouble(t.damage, [this] { damage_disk(); });
  add_trouble(t.clock_step, [this] { step_clock(); });
  add_trouble(t.suspension, [this] { suspend(); });
  add_trouble(t.reload, [this] { reload(); });
  add_trouble(t.disconnection, [this] { disconnect(); });
}

void Simulation::add_trouble(Duration mean, std::function<void()> ring) {
  if (mean <= 0s) return;
  const auto draw_next = [this, mean] {
    return now() + from_seconds(random_.exponential(to_seconds(mean)));
  };
  auto due = std::make_shared<Time>(draw_next());
  alarms_.push_back({[due] { return *due; },
                     [this, due, draw_next, ring = std::move(ring)] {
                       *due = draw_next();
                       watched_until_ = now() + 30s;
                       if (life_) next_turn_ = std::min(next_turn_, now() + kTurn);
                       ring();
                     }});
}

void Simulation::play_to(Duration age) {
  for (;;) {
    const auto due = [this](const Alarm& alarm) {
      return alarm.is_of_daemon ? std::max(alarm.due(), asleep_until_) : alarm.due();
    };
    Alarm* next = nullptr;
    Time first = Time::max();
    for (Alarm& alarm : alarms_) {
      const Time time = alarm.due() == Time::max() ? Time::max() : due(alarm);
      if (time < first) {
        first = time;
        next = &alarm;
      }
    }
    if (first > world_.from + age) return;
    around_.clock.world = std::max(now(), first);
    next->ring();
    if (life_ && !around_.disk.is_dead()) life_->run_posted();
    if (around_.disk.is_dead()) bury();
    plan_commit();
  }
}

// --- The centre ----------------------------------------------------------------------------------

void Simulation::pass_on() {
  const Input& input = centre_.next();
  if (const auto* event = std::get_if<CallEvent>(&input)) {
    feed_of(event->queue).publish(*event);
  } else {
    around_.people.report(std::get<IncidentReport>(input));
  }
}

Feed& Simulation::feed_of(std::string_view queue) {
  const auto number = static_cast<std::size_t>(queue.back()) + seed_;
  return *around_.feeds[number % around_.feeds.size()];
}

// --- The daemon ----------------------------------------------------------------------------------

void Simulation::start() {
  next_start_ = Time::max();
  life_ = std::make_unique<Life>(journal_settings_, settings(), around_);
  if (around_.disk.is_dead()) return;
  see_what_holds();
  life_->begin();
  if (around_.disk.is_dead()) return;
  life_->turn(kTurn);
  watched_until_ = now() + 30s;
  next_turn_ = now() + kTurn;
  tally_.count("starts");
}

/// Of what was known before: not all, where something was broken for good, or where what happened
/// before a reload has been judged again by what is configured now.
void Simulation::see_what_holds() {
  const bool is_judged_anew = before_reload_ && auditor_.newest_snapshot() == before_reload_;
  if (is_damaged_) around_.people.forget_acknowledged();
  if (is_damaged_ || is_judged_anew) auditor_.begin_anew(settings());
  if (is_damaged_ || is_judged_anew || !is_promised_) {
    around_.screen.doubt();
    around_.receiver.doubt();
    auditor_.doubt();
    around_.exported.clear();
  }
  is_damaged_ = false;
  is_promised_ = true;
  before_reload_.reset();
}

void Simulation::bury() {
  if (!is_told_in_time()) is_promised_ = false;
  life_.reset();
  around_.disk.revive();
  stop();
}

/// What was told is on disk, unless the disk doesn't take it, or the machine slept over it.
bool Simulation::is_told_in_time() const {
  return retry_ == 0s && around_.disk.trouble() == DiskTrouble::none && now() >= stuck_until_ &&
         now() >= asleep_until_ + 5s;
}

void Simulation::stop() {
  life_.reset();
  next_turn_ = next_commit_ = Time::max();
  retry_ = {};
  next_start_ = now() + (random_.chance(0.1) ? draw(10min, 3h) : draw(100ms, 30s));
}

void Simulation::turn() {
  const bool is_watched = now() < watched_until_;
  next_turn_ = now() + life_->turn(is_watched ? kTurn : Duration{1min});
}

/// When what was put is written: as soon as the daemon would, or a good deal later, as on a machine
/// that has no time for it.
void Simulation::plan_commit() {
  if (!life_) return;
  const journal::Urgency urgency = life_->journal().urgency();
  if (urgency == journal::Urgency::none || retry_ > 0s) return;
  const bool is_soon = urgency == journal::Urgency::at_once;
  if (next_commit_ == Time::max() || is_soon) {
    const Duration pause = is_soon                  ? draw(1ms, 20ms)
                           : now() < watched_until_ ? Duration{200ms}
                                                    : draw(200ms, 60s);
    next_commit_ = std::min(next_commit_, std::max(now() + pause, stuck_until_));
  }
}

void Simulation::commit() {
  next_commit_ = Time::max();
  if (life_->journal().commit()) {
    retry_ = {};
    return tally_.count("commits");
  }
  tally_.count("commits that failed");
  retry_ = std::clamp<Duration>(2 * retry_, 1s, 30s);
  next_commit_ = now() + retry_;
}

// --- Holding everything against everything -------------------------------------------------------

void Simulation::take_stock() {
  next_stock_ = now() + kStockPeriod;
  if (!life_) return;
  life_->take_stock();
  life_->turn(kTurn);
  const JournalHealth health = life_->journal().health();
  require(health.backlog_bytes <= world_.backlog_bytes + 1024 * 1024, "{} bytes wait to be written",
          health.backlog_bytes);
  if (now() < stuck_until_ || around_.disk.trouble() != DiskTrouble::none) return;
  commit();
  life_->run_posted();
  if (retry_ == 0s && !around_.disk.is_dead()) auditor_.audit();
}

// --- What befalls the daemon ---------------------------------------------------------------------

Duration Simulation::draw(Duration low, Duration high) {
  return from_seconds(random_.uniform(to_seconds(low), to_seconds(high)));
}

void Simulation::crash() {
  const Death death = random_.chance(0.5) ? Death::killed : Death::powered_off;
  tally_.count(death == Death::killed ? "crashes by kill" : "crashes by power loss");
  if (life_ && random_.chance(0.5)) return around_.disk.die(death);
  // Somewhere in the next commits; or in the next start, when there is no daemon now.
  around_.disk.die_at_write(1 + static_cast<std::uint32_t>(random_.below(40)), death);
}

void Simulation::restart_cleanly() {
  if (!life_) return;
  tally_.count("clean restarts");
  life_->close();
  commit();
  if (retry_ > 0s) is_promised_ = false;
  stop();
}

void Simulation::trouble_disk() {
  const auto kind = random_.below(4);
  if (kind == 3) {
    tally_.count("disk slow");
    stuck_until_ = now() + draw(1s, 30min);
    if (next_commit_ != Time::max()) next_commit_ = std::max(next_commit_, stuck_until_);
    return;
  }
  constexpr DiskTrouble kTroubles[] = {DiskTrouble::full, DiskTrouble::read_only,
                                       DiskTrouble::no_sync};
  constexpr const char* kNames[] = {"disk full", "disk read-only", "disk without sync"};
  tally_.count(kNames[kind]);
  around_.disk.trouble(kTroubles[kind]);
  trouble_ends_ = now() + draw(1s, 1h);
}

/// Only where nobody writes: what a running daemon makes of it is for other tests.
void Simulation::damage_disk() {
  if (life_) return;
  tally_.count("journals damaged");
  is_damaged_ = true;
  is_promised_ = false;
  around_.disk.damage("journal.db");
}

void Simulation::step_clock() {
  tally_.count("clock steps");
  const double size = std::pow(10, random_.uniform(-1, 4.3));
  around_.clock.off = from_seconds(random_.chance(0.5) ? size : -size);
  clock_is_right_ = now() + draw(1min, 6h);
}

void Simulation::suspend() {
  tally_.count("suspensions");
  take_stock();
  asleep_until_ = now() + draw(1min, 10h);
}

void Simulation::disconnect() {
  tally_.count("disconnections");
  Feed& feed = *around_.feeds[random_.below(around_.feeds.size())];
  feed.disconnect(now(), now() + draw(1s, 1h));
}

void Simulation::reload() {
  if (!life_ || around_.disk.trouble() != DiskTrouble::none || now() < stuck_until_) return;
  take_stock();
  if (retry_ > 0s || around_.disk.is_dead() || !life_->is_stock_taken()) return;
  // One that is being written would be there after the reload, and tell of before.
  if (life_->journal().urgency() == journal::Urgency::at_once) return;
  tally_.count("reloads");
  ++reloads_;
  before_reload_ = auditor_.newest_snapshot();
  life_->pipeline().reconfigure(settings());
  auditor_.reconfigure(settings(), life_->snapshot()->time);
}

}  // namespace holdwatch::simulation
