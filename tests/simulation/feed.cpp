#include "simulation/feed.h"

#include <algorithm>
#include <deque>
#include <iterator>

#include "sources/zmq/publishers.h"
#include "wire/json_encoder.h"

namespace holdwatch::simulation {

using namespace std::chrono_literals;

// --- What happens to messages --------------------------------------------------------------------

Duration Feed::delay() {
  return from_seconds(0.001 + random_.exponential(0.05));
}

void Feed::publish(const CallEvent& event) {
  const Time now = event.time;
  std::string line = spoilt(event);
  const auto befalls = [&](double share, const char* what) {
    const bool does = random_.chance(share);
    if (does) tally_.count(what);
    return does;
  };
  if (befalls(troubles_.absurd, "absurd messages")) send_absurd(event);
  if (befalls(troubles_.garbled, "garbled messages")) line = garbled(std::move(line));
  if (befalls(troubles_.doubled, "doubled messages")) {
    send(line, now + from_seconds(random_.uniform(0, 600)));
  }
  if (befalls(troubles_.held_up, "messages held up")) {
    return send(std::move(line), now + from_seconds(random_.uniform(0, 30)));
  }
  if (befalls(troubles_.late, "late messages")) {
    return send(std::move(line), now + from_seconds(random_.uniform(60, 3 * 3600)));
  }
  send(std::move(line), now);
}

/// As it is to be told: perhaps by somebody whose clock is ahead.
std::string Feed::spoilt(const CallEvent& event) {
  if (!random_.chance(troubles_.early)) return wire::to_json(event);
  tally_.count("early messages");
  CallEvent ahead = event;
  ahead.time += from_seconds(random_.uniform(0, 7200));
  return wire::to_json(ahead);
}

/// Something else about the same call, or about nobody's.
void Feed::send_absurd(const CallEvent& about) {
  constexpr EventType kTypes[] = {EventType::joined,  EventType::answered,  EventType::abandoned,
                                  EventType::exited,  EventType::completed, EventType::held,
                                  EventType::resumed, EventType::tagged,    EventType::staffed,
                                  EventType::agent,   EventType::heartbeat};
  CallEvent event = about;
  event.type = kTypes[random_.below(std::size(kTypes))];
  event.outcome = static_cast<Outcome>(2 + random_.below(kOutcomes - 2));
  event.agent_state = static_cast<AgentState>(random_.below(kAgentStates));
  event.agents = static_cast<std::uint32_t>(random_.chance(0.1) ? 1'000'000 : random_.below(30));
  event.time -= from_seconds(random_.uniform(0, 60));
  event.talk_seconds = random_.uniform(0, 20'000);
  if (random_.chance(0.5)) event.call = "nobody's";
  if (event.call.empty()) event.call = "odd";
  if (event.agent.empty()) event.agent = "agent-1";
  const std::string value = "value-" + std::to_string(random_.below(100'000));
  const Attribute attributes[] = {{"campaign", value}, {"reason", "order_status"}};
  event.attributes = attributes;
  send(wire::to_json(event), about.time);
}

/// Never another message that could be meant.
std::string Feed::garbled(std::string line) {
  if (random_.chance(0.5)) line.resize(1 + random_.below(line.size() - 1));
  line[random_.below(line.size())] = '\x01';
  return line;
}

void Feed::arrive(Time now) {
  while (next_arrival() <= now) {
    Message message = std::move(under_way_.extract(under_way_.begin()).mapped());
    receive(std::move(message), now);
  }
}

void Feed::hand_over(Intake& intake, std::string_view line) {
  taker_ = &intake;
  tally_.count("messages");
  decoder_.decode_line(line, *this);
}

void Feed::event(const CallEvent& event) {
  taker_->event(event);
}

void Feed::rejected(const wire::Rejection& rejection) {
  taker_->rejected(rejection.reason, name_, rejection.detail);
}

namespace {

// --- A connection --------------------------------------------------------------------------------

class Connection : public Feed {
 public:
  using Feed::Feed;

  bool misses_while_away() const override { return true; }

  void disconnect(Time now, Time back) override {
    if (intake_ == nullptr || now < back_) return;
    back_ = back;
    intake_->up(false);
    travel({}, back);
  }

  void attach(Intake& intake, Time now) override {
    intake_ = &intake;
    back_ = now;
    intake.up(true);
  }
  void detach() override { intake_ = nullptr; }

 protected:
  void send(std::string line, Time at) override {
    if (random_.chance(troubles_.lost)) return tally_.count("lost messages");
    travel({0, std::move(line)}, at + delay());
  }

  void receive(Message message, Time now) override {
    if (intake_ == nullptr || now < back_) return tally_.count("unheard messages");
    if (message.line.empty()) return intake_->up(true);
    take(*intake_, message);
  }

  virtual void take(Intake& intake, const Message& message) { hand_over(intake, message.line); }

 private:
  Intake* intake_ = nullptr;
  Time back_;  ///< until then nothing arrives
};

// --- A publisher ---------------------------------------------------------------------------------

class Publisher final : public Connection {
 public:
  using Connection::Connection;

  void attach(Intake& intake, Time now) override {
    publishers_ = {};
    Connection::attach(intake, now);
  }

 private:
  void send(std::string line, Time at) override {
    if (random_.chance(0.00002)) sequence_ = 0;  // it was started anew
    ++sequence_;
    if (random_.chance(troubles_.lost)) return tally_.count("lost messages");
    travel({sequence_, std::move(line)}, at + delay());
  }

  void take(Intake& intake, const Message& message) override {
    const zmq::Publishers::Seen seen = publishers_.see("publisher", message.sequence);
    if (seen.restarted) intake.resynced("publisher_restart");
    if (seen.missed > 0) intake.missed(seen.missed, name());
    hand_over(intake, message.line);
  }

  std::uint64_t sequence_ = 0;
  zmq::Publishers publishers_;
};

// --- A file --------------------------------------------------------------------------------------

class File final : public Feed {
 public:
  using Feed::Feed;

  bool misses_while_away() const override { return false; }

  /// A file can't be disconnected, but whoever writes it may halt.
  void disconnect(Time /*now*/, Time back) override { halted_until_ = back; }

  void attach(Intake& intake, Time now) override {
    intake_ = &intake;
    const auto kept = intake.place();
    next_ = std::clamp<std::uint64_t>(kept ? std::stoull(*kept) : first_, first_,
                                      first_ + lines_.size());
    if (!kept) tally_.count("files read from their beginning");
    intake.up(true);
    look_again(now);
  }
  void detach() override { intake_ = nullptr; }

 private:
  static constexpr std::size_t kKept = 5000;
  static constexpr std::size_t kLinesALook = 64;

  void send(std::string line, Time at) override {
    if (random_.chance(troubles_.lost)) return tally_.count("lost messages");
    travel({1, std::move(line)}, std::max(at, halted_until_) + delay());
  }

  /// Either a line has been written, or it is time to look whether one has.
  void receive(Message message, Time now) override {
    if (!message.line.empty()) {
      lines_.push_back(std::move(message.line));
      if (lines_.size() > kKept && first_ < next_) {
        lines_.pop_front();
        ++first_;
      }
    } else {
      is_look_due_ = false;
      read_on();
    }
    if (next_ < first_ + lines_.size()) look_again(now);
  }

  void look_again(Time now) {
    if (is_look_due_ || intake_ == nullptr) return;
    is_look_due_ = true;
    travel({}, now + 250ms);
  }

  void read_on() {
    if (intake_ == nullptr) return;
    for (std::size_t n = 0; n < kLinesALook && next_ < first_ + lines_.size(); ++n) {
      hand_over(*intake_, lines_[next_++ - first_]);
    }
    intake_->reached(std::to_string(next_));
  }

  Intake* intake_ = nullptr;
  std::deque<std::string> lines_;
  std::uint64_t first_ = 0;  ///< number of the oldest line kept
  std::uint64_t next_ = 0;   ///< number of the line to be read next
  Time halted_until_;
  bool is_look_due_ = false;
};

}  // namespace

std::unique_ptr<Feed> make_connection(std::string name, std::uint64_t seed,
                                      const Troubles& troubles, Tally& tally) {
  return std::make_unique<Connection>(std::move(name), seed, troubles, tally);
}

std::unique_ptr<Feed> make_publisher(std::string name, std::uint64_t seed, const Troubles& troubles,
                                     Tally& tally) {
  return std::make_unique<Publisher>(std::move(name), seed, troubles, tally);
}

std::unique_ptr<Feed> make_file(std::string name, std::uint64_t seed, const Troubles& troubles,
                                Tally& tally) {
  return std::make_unique<File>(std::move(name), seed, troubles, tally);
}

}  // namespace holdwatch::simulation
