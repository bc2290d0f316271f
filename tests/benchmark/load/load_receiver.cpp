// load_receiver ENDPOINT MESSAGES: the least that a receiver can do. Takes so many messages over
// ZeroMQ and forgets them; prints when the last had come and the processor time that all took.
#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <zmq.hpp>

#include "wall_clock.h"

int main(int argc, char** argv) {
  if (argc != 3) return 64;
  const auto messages = std::strtoull(argv[2], nullptr, 10);
  zmq::context_t context;
  zmq::socket_t socket(context, zmq::socket_type::pull);
  socket.set(zmq::sockopt::rcvhwm, 10'000);  // as the daemon's source has it
  socket.bind(argv[1]);
  zmq::message_t message;
  for (std::size_t i = 0; i < messages; ++i) {
    if (!socket.recv(message)) return 1;
  }
  const double ended = holdwatch::to_unix_seconds(holdwatch::load::now());
  const double processor = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  fmt::print(R"({{"ended": {:.6f}, "processor_seconds": {:.6f}}})"
             "\n",
             ended, processor);
}
