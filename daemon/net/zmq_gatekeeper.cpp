#include "net/zmq_gatekeeper.h"

#include <spdlog/spdlog.h>

#include <array>
#include <fstream>
#include <sstream>
#include <utility>
#include <zmq_addon.hpp>

#include "net/zmq_curve.h"

namespace holdwatch::net {
namespace {

constexpr const char* kDoor = "inproc://zeromq.zap.01";  // where libzmq asks, by RFC 27

// A request: version, request id, domain, address, identity, mechanism, credentials.
constexpr std::size_t kFrames = 7;
enum Frame : std::size_t { version, id, domain, address, identity, mechanism, credentials };

constexpr std::size_t kClientKeyBytes = 32;
constexpr std::chrono::seconds kReportPeriod{10};

}  // namespace

ZmqGatekeeper::ZmqGatekeeper(::zmq::context_t& context, std::string clients_file)
    : clients_file_(std::move(clients_file)), door_(context, ::zmq::socket_type::rep) {
  door_.bind(kDoor);
  thread_ = std::thread([this] {
    try {
      for (;;) answer_one();
    } catch (const ::zmq::error_t&) {
      door_.close();  // the context is shut down
    }
  });
}

ZmqGatekeeper::~ZmqGatekeeper() {
  thread_.join();
}

void ZmqGatekeeper::answer_one() {
  std::vector<::zmq::message_t> request;
  (void)::zmq::recv_multipart(door_, std::back_inserter(request));
  const bool is_request = request.size() == kFrames;
  const bool is_let_in = is_request && is_welcome(request[mechanism], request[credentials]);
  if (is_request && !is_let_in) report(request[address].to_string());
  const std::string request_id = is_request ? request[id].to_string() : "";
  const std::array<std::string, 6> reply = {
      "1.0", request_id, is_let_in ? "200" : "400", is_let_in ? "OK" : "not in the list", "", ""};
  ::zmq::send_multipart(
      door_, std::array{::zmq::buffer(reply[0]), ::zmq::buffer(reply[1]), ::zmq::buffer(reply[2]),
                        ::zmq::buffer(reply[3]), ::zmq::buffer(reply[4]), ::zmq::buffer(reply[5])});
}

/// Strangers can't fill the log.
void ZmqGatekeeper::report(const std::string& stranger) {
  ++refused_;
  const auto now = std::chrono::steady_clock::now();
  if (now < next_report_) return;
  next_report_ = now + kReportPeriod;
  spdlog::warn("zmq client refused address={:?} clients_file={:?} refused_so_far={}", stranger,
               clients_file_, refused_);
}

bool ZmqGatekeeper::is_welcome(const ::zmq::message_t& shown, const ::zmq::message_t& key) const {
  if (shown.to_string_view() != "CURVE" || key.size() != kClientKeyBytes) return false;
  std::array<char, 41> text{};
  ::zmq_z85_encode(text.data(), key.data<std::uint8_t>(), key.size());
  std::ifstream file(clients_file_, std::ios::binary);
  std::stringstream list;
  list << file.rdbuf();
  return parse_zmq_keys(list.str()).contains(text.data());
}

}  // namespace holdwatch::net
