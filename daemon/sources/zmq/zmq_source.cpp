#include "sources/zmq/zmq_source.h"

#include <fmt/format.h>

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <stdexcept>
#include <utility>

#include "net/zmq_section.h"
#include "net/zmq_socket.h"
#include "sources/zmq/publishers.h"
#include "wire/message_decoder.h"

namespace holdwatch::zmq {
namespace {

namespace asio = boost::asio;

// How much is taken in one turn of the event thread: about a millisecond's worth.
constexpr int kMessagesPerTurn = 1000;
constexpr std::size_t kBytesPerTurn = 256 * 1024;

// Who pulls makes publishers wait, so little is kept; what a subscriber can't keep is lost.
constexpr int kPullHighWaterMark = 10'000;
constexpr int kSubscribeHighWaterMark = 100'000;

/// Hands what a message holds to the intake.
class Delivery : public wire::Receiver {
 public:
  explicit Delivery(Intake& intake) : intake_(intake) {
    publishers_.restore(intake_.place().value_or(""));
  }

  /// Where the next message comes from, for what is said of it.
  void from(std::string_view endpoint, std::uint64_t message) {
    endpoint_ = endpoint;
    message_ = message;
  }

  void event(const CallEvent& event) override { intake_.event(event); }
  void incident(const IncidentReport& report) override { intake_.incident(report); }
  void verdict(const Verdict& verdict) override { intake_.verdict(verdict); }
  void rejected(const wire::Rejection& rejection) override {
    std::string place = fmt::format("{} message {}", endpoint_, message_);
    if (rejection.place > 0) place += fmt::format(" element {}", rejection.place);
    intake_.rejected(rejection.reason, place, rejection.detail);
  }
  void numbered(std::string_view publisher, std::uint64_t sequence) override {
    has_moved_ = true;
    const Publishers::Seen seen = publishers_.see(publisher, sequence);
    if (seen.restarted) intake_.resynced("publisher_restart");
    if (seen.missed > 0) {
      intake_.missed(seen.missed, fmt::format("publisher {} before message {}",
                                              wire::excerpt(publisher), sequence));
    }
  }

  /// After a turn: the next run of the daemon counts from here.
  void keep_place() {
    if (std::exchange(has_moved_, false)) intake_.reached(publishers_.to_text());
  }

 private:
  Intake& intake_;
  std::string_view endpoint_;
  std::uint64_t message_ = 0;
  bool has_moved_ = false;
  Publishers publishers_;
};

class ZmqSource : public Source {
 public:
  ZmqSource(const SourceContext& context, net::ZmqOptions options)
      : name_(context.name),
        intake_(context.intake),
        delivery_(context.intake),
        is_listening_(options.bind),
        makes_wait_(options.pattern == net::ZmqPattern::pull),
        socket_(context.events, std::move(options)) {}

  void bind() override {
    try {
      socket_.open();
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(fmt::format("sources.{}: {}", name_, error.what()));
    }
  }

  bool misses_while_away() const override { return !makes_wait_; }

  asio::awaitable<void> run() override {
    using asio::experimental::awaitable_operators::operator&&;
    co_await (receive() && watch());
  }

 private:
  asio::awaitable<void> receive() {
    for (;;) {
      co_await socket_.readable();
      take_some();
    }
  }

  /// Whoever pulls makes publishers wait; a subscriber has to say whether it keeps up.
  void take_some() {
    const bool is_all = take_a_turn();
    delivery_.keep_place();
    if (!makes_wait_) intake_.took(is_all);
  }

  /// Whether nothing is left.
  bool take_a_turn() {
    std::size_t bytes = 0;
    intake_.arrived();
    for (int taken = 0; taken < kMessagesPerTurn && bytes < kBytesPerTurn; ++taken) {
      const auto payload = socket_.receive();
      if (!payload) return true;
      bytes += payload->size();
      delivery_.from(socket_.endpoints().front(), ++messages_);
      decoder_.decode(*payload, delivery_);
    }
    return false;
  }

  /// A socket that listens is up; one that connects is up while all its publishers are there.
  asio::awaitable<void> watch() {
    for (;;) {
      intake_.up(is_listening_ || socket_.peers() >= socket_.endpoints().size());
      co_await socket_.peers_changed();
    }
  }

  std::string name_;
  Intake& intake_;
  Delivery delivery_;
  wire::MessageDecoder decoder_;
  bool is_listening_;
  bool makes_wait_;
  std::uint64_t messages_ = 0;
  net::ZmqSocket socket_;
};

}  // namespace

SourceFactory read_source(config::Section& section) {
  const bool is_pull = section.has("pull");
  if (is_pull == section.has("subscribe")) {
    section.problem("", "expected either pull or subscribe, with endpoints");
  }
  const std::string_view key = is_pull ? "pull" : "subscribe";
  net::ZmqOptions options;
  options.pattern = is_pull ? net::ZmqPattern::pull : net::ZmqPattern::sub;
  options.endpoints = section.texts(key);
  options.bind = section.flag("bind", is_pull);
  if (!is_pull) options.topics = section.texts("topics");
  const int kept = is_pull ? kPullHighWaterMark : kSubscribeHighWaterMark;
  options.high_water_mark =
      static_cast<int>(section.whole("high_water_mark", kept, 1, 100'000'000));
  options.curve = net::read_zmq_curve(section);
  if (options.endpoints.empty()) section.problem(key, "expected at least one endpoint");
  net::check_zmq_options(section, key, options, section.flag("allow_remote", false));
  return [options](const SourceContext& context) {
    return std::make_unique<ZmqSource>(context, options);
  };
}

}  // namespace holdwatch::zmq
