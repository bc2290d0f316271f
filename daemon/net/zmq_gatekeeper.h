#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>
#include <zmq.hpp>

namespace holdwatch::net {

/// Lets only those clients connect to the CURVE sockets of a context whose public keys stand in a
/// file (ZAP, RFC 27). Without it CURVE takes any key. The file is read for each that knocks, so a
/// key that is added or struck out holds at once; while it can't be read, nobody comes in.
class ZmqGatekeeper {
 public:
  /// Before any socket of the context binds. Works on a thread of its own.
  ZmqGatekeeper(::zmq::context_t& context, std::string clients_file);
  /// The context must have been shut down.
  ~ZmqGatekeeper();
  ZmqGatekeeper(const ZmqGatekeeper&) = delete;
  ZmqGatekeeper& operator=(const ZmqGatekeeper&) = delete;

 private:
  void answer_one();
  void report(const std::string& address);
  bool is_welcome(const ::zmq::message_t& mechanism, const ::zmq::message_t& key) const;

  std::string clients_file_;
  ::zmq::socket_t door_;
  std::uint64_t refused_ = 0;
  std::chrono::steady_clock::time_point next_report_{};
  std::thread thread_;
};

}  // namespace holdwatch::net
