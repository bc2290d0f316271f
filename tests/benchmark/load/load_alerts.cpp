// load_alerts ENDPOINT: hears the alerts that a daemon publishes over ZeroMQ, and prints each with
// the time at which it came, until it is ended.
#include <fmt/format.h>

#include <cstdio>
#include <zmq.hpp>

#include "wall_clock.h"

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  zmq::context_t context;
  zmq::socket_t socket(context, zmq::socket_type::sub);
  socket.set(zmq::sockopt::rcvhwm, 0);
  socket.set(zmq::sockopt::subscribe, "alert.");
  socket.connect(argv[1]);
  zmq::message_t frame;
  for (;;) {
    if (!socket.recv(frame)) return 1;
    const auto came = holdwatch::load::now().time_since_epoch().count();
    while (frame.more()) {
      if (!socket.recv(frame)) return 1;
      if (frame.size() > 0 && *frame.data<char>() == '{') {
        fmt::print("{} {}\n", came, frame.to_string_view());
        std::fflush(stdout);
      }
    }
  }
}
