#include "sinks/zmq/zmq_sink.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "net/zmq_replier.h"
#include "net/zmq_section.h"
#include "net/zmq_socket.h"
#include "sinks/zmq/alert_board.h"

namespace holdwatch::zmq {
namespace {

constexpr std::int64_t kRequestBytes = 1024;

struct Settings {
  net::ZmqOptions publish;
  net::ZmqOptions snapshot;
};

/// Sends from the event thread: a PUB socket never waits.
class ZmqSink : public Sink {
 public:
  ZmqSink(const SinkContext& context, const Settings& settings)
      : channel_(context.name), deliveries_(context.deliveries) {
    deliveries_.open(channel_);
    socket_.emplace(context.service, settings.publish);
    socket_->open();
    if (settings.snapshot.endpoints.empty()) return;
    replier_.emplace(settings.snapshot, [this](const net::ZmqReplier::Message& request) {
      return board_.snapshot(request.empty() ? std::string_view() : request.front());
    });
  }

  /// Delivered means here: handed to libzmq, which doesn't tell who has received it.
  void alert(const AlertChange& change) override {
    const auto begun = std::chrono::steady_clock::now();
    publish(board_.put(change));
    deliveries_.delivered(
        channel_, std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now() - begun));
  }

  void snapshot(const std::shared_ptr<const Snapshot>& snapshot) override {
    board_.reconcile(snapshot->alerts);
    publish(board_.heartbeat());
  }

  void close() override {
    replier_.reset();
    socket_.reset();
  }

 private:
  void publish(const AlertBoard::Message& message) {
    const std::vector<std::string_view> frames(message.begin(), message.end());
    socket_->send(frames);
  }

  std::string channel_;
  DeliveryStats& deliveries_;
  AlertBoard board_;
  std::optional<net::ZmqSocket> socket_;
  std::optional<net::ZmqReplier> replier_;
};

}  // namespace

SinkFactory read_sink(config::Section& section) {
  Settings settings;
  net::ZmqOptions& publish = settings.publish;
  publish.pattern = net::ZmqPattern::pub;
  publish.linger = std::chrono::seconds{1};
  publish.endpoints = section.texts("publish");
  if (!section.has("publish")) publish.endpoints = {"tcp://127.0.0.1:9480"};
  publish.bind = section.flag("bind", true);
  publish.high_water_mark =
      static_cast<int>(section.whole("high_water_mark", 10'000, 1, 100'000'000));
  publish.curve = net::read_zmq_curve(section);
  settings.snapshot = publish;
  settings.snapshot.endpoints = section.texts("snapshot");
  settings.snapshot.bind = true;
  settings.snapshot.max_frame_bytes = kRequestBytes;
  const bool allow_remote = section.flag("allow_remote", false);
  net::check_zmq_options(section, "publish", publish, allow_remote);
  net::check_zmq_options(section, "snapshot", settings.snapshot, allow_remote);
  return [settings](const SinkContext& context) {
    return std::make_unique<ZmqSink>(context, settings);
  };
}

}  // namespace holdwatch::zmq
