#include "sinks/zmq/zmq_sink.h"

#include <array>
#include <optional>
#include <string>

#include "net/zmq_endpoint.h"
#include "net/zmq_socket.h"
#include "wire/alert_json.h"

namespace holdwatch::zmq {
namespace {

/// Sends from the event thread: a PUB socket never waits.
class ZmqSink : public Sink {
 public:
  ZmqSink(const SinkContext& context, const net::ZmqOptions& options) {
    socket_.emplace(context.service, options);
    socket_->open();
  }

  void alert(const AlertChange& change) override {
    const std::string topic = "alert." + change.queue;
    const std::string json = wire::to_json(change);
    const std::array<std::string_view, 2> frames = {topic, json};
    socket_->send(frames);
  }

  void close() override { socket_.reset(); }

 private:
  std::optional<net::ZmqSocket> socket_;
};

}  // namespace

SinkFactory read_sink(config::Section& section) {
  net::ZmqOptions options;
  options.pattern = net::ZmqPattern::pub;
  options.linger = std::chrono::seconds{1};
  options.endpoints = section.texts("publish");
  if (!section.has("publish")) options.endpoints = {"tcp://127.0.0.1:9480"};
  options.bind = section.flag("bind", true);
  options.high_water_mark =
      static_cast<int>(section.whole("high_water_mark", 10'000, 1, 100'000'000));
  const bool allow_remote = section.flag("allow_remote", false);
  for (const std::string& endpoint : options.endpoints) {
    const auto wrong = net::check_zmq_endpoint(endpoint, options.bind, allow_remote);
    if (wrong) section.problem("publish", *wrong);
  }
  return
      [options](const SinkContext& context) { return std::make_unique<ZmqSink>(context, options); };
}

}  // namespace holdwatch::zmq
