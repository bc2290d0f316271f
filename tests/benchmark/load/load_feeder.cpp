// load_feeder ENDPOINT: pushes events as fast as they are taken. All are encoded before the first
// is sent, with times that follow each other evenly over a span from now on. With --last QUEUE, a
// caller who has waited 1.5 s there comes last, so that a daemon which watches that queue says when
// it has come so far. Prints when the first message was sent, and how many events and messages.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <string>
#include <vector>
#include <zmq.hpp>

#include "calls.h"
#include "frames.h"
#include "wall_clock.h"

namespace {

using namespace holdwatch;
using namespace holdwatch::load;

struct Options {
  std::string endpoint;
  bool is_json = false;
  std::size_t batch = 1;
  std::size_t events = 1'000'000;
  std::size_t queues = 100;
  std::size_t calls = 10'000;
  std::int64_t span_seconds = 30;
  std::string ids = "1771065667";
  std::string last;
};

CallEvent last_event(const std::string& queue, Time time) {
  return {.time = time - std::chrono::milliseconds{1500},
          .type = EventType::joined,
          .queue = queue,
          .call = "last"};
}

std::vector<std::string> encode(const Options& options) {
  Calls calls(options.queues, options.calls, options.ids);
  Frames frames(options.is_json ? Format::json : Format::protobuf);
  std::vector<std::string> messages;
  const Time begin = now();
  const Duration span = std::chrono::seconds{options.span_seconds};
  const auto time_of = [&](std::size_t i) {
    const double passed = static_cast<double>(i) / static_cast<double>(options.events);
    return begin + std::chrono::duration_cast<Duration>(passed * span);
  };
  for (std::size_t i = 0; i < options.events; ++i) {
    frames.add(calls.next(time_of(i)));
    if ((i + 1) % options.batch == 0 || i + 1 == options.events) messages.push_back(frames.take());
  }
  if (!options.last.empty()) {
    frames.add(last_event(options.last, begin + span));
    messages.push_back(frames.take());
  }
  return messages;
}

void feed(const Options& options) {
  const std::vector<std::string> messages = encode(options);
  zmq::context_t context;
  zmq::socket_t socket(context, zmq::socket_type::push);
  socket.connect(options.endpoint);
  const Time began = now();
  for (const std::string& message : messages) {
    socket.send(zmq::buffer(message), zmq::send_flags::none);
  }
  socket.close();
  context.close();  // waits until everything has been taken
  fmt::print(R"({{"began": {:.6f}, "events": {}, "messages": {}}})"
             "\n",
             to_unix_seconds(began), options.events + (options.last.empty() ? 0 : 1),
             messages.size());
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Pushes call events over ZeroMQ as fast as they are taken");
  app.add_option("endpoint", options.endpoint)->required();
  app.add_flag("--json", options.is_json, "JSON instead of protobuf");
  app.add_option("--batch", options.batch, "Events a message")->check(CLI::PositiveNumber);
  app.add_option("--events", options.events)->check(CLI::PositiveNumber);
  app.add_option("--queues", options.queues)->check(CLI::PositiveNumber);
  app.add_option("--calls", options.calls, "Calls at once")->check(CLI::PositiveNumber);
  app.add_option("--span", options.span_seconds, "Seconds from the first event to the last");
  app.add_option("--ids", options.ids, "What the ids of calls begin with");
  app.add_option("--last", options.last, "Queue of a caller who has waited and comes last");
  CLI11_PARSE(app, argc, argv);
  feed(options);
}
