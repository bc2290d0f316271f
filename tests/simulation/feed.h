#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "model/call_event.h"
#include "simulation/tally.h"
#include "simulation/world.h"
#include "sources/source.h"
#include "wire/json_decoder.h"

namespace holdwatch::simulation {

/// Where the events of some queues come from: messages that travel, and what happens to them on
/// the way. It outlives the daemons that listen to it.
class Feed : private wire::Receiver {
 public:
  Feed(std::string name, std::uint64_t seed, const Troubles& troubles, Tally& tally)
      : random_(seed), troubles_(troubles), tally_(tally), name_(std::move(name)) {}

  const std::string& name() const { return name_; }

  /// What a source says of itself.
  virtual bool misses_while_away() const = 0;

  /// The centre's side: something has happened.
  void publish(const CallEvent& event);
  /// The connection breaks, until `back`.
  virtual void disconnect(Time now, Time back) = 0;

  /// The daemon's side. A daemon begins to listen, or is no more.
  virtual void attach(Intake& intake, Time now) = 0;
  virtual void detach() = 0;

  /// When the next message arrives; Time::max(): none is under way.
  Time next_arrival() const { return under_way_.empty() ? Time::max() : under_way_.begin()->first; }
  /// Lets arrive what is due.
  void arrive(Time now);

 protected:
  struct Message {
    std::uint64_t sequence = 0;
    std::string line;  ///< empty: the connection is back
  };

  virtual void send(std::string line, Time at) = 0;
  virtual void receive(Message message, Time now) = 0;

  void travel(Message message, Time arrival) { under_way_.emplace(arrival, std::move(message)); }
  /// How long a message travels.
  Duration delay();
  void hand_over(Intake& intake, std::string_view line);

  demo::Random random_;
  const Troubles& troubles_;
  Tally& tally_;

 private:
  std::string spoilt(const CallEvent& event);
  void send_absurd(const CallEvent& event);
  std::string garbled(std::string line);

  void event(const CallEvent& event) override;
  void incident(const IncidentReport&) override {}
  void verdict(const Verdict&) override {}
  void rejected(const wire::Rejection& rejection) override;

  std::string name_;
  std::multimap<Time, Message> under_way_;
  wire::JsonDecoder decoder_;
  Intake* taker_ = nullptr;  ///< during hand_over()
};

/// A connection over which a telephone system tells what happens, and nothing twice: AMI.
std::unique_ptr<Feed> make_connection(std::string name, std::uint64_t seed,
                                      const Troubles& troubles, Tally& tally);
/// A publisher that numbers its messages: ZeroMQ.
std::unique_ptr<Feed> make_publisher(std::string name, std::uint64_t seed, const Troubles& troubles,
                                     Tally& tally);
/// A file that is written on whoever reads it, and read on from the place that was kept.
std::unique_ptr<Feed> make_file(std::string name, std::uint64_t seed, const Troubles& troubles,
                                Tally& tally);

}  // namespace holdwatch::simulation
