#include "net/zmq_replier.h"

#include <iterator>
#include <utility>
#include <zmq_addon.hpp>

namespace holdwatch::net {
namespace {

constexpr int kPatienceMilliseconds = 1000;

ZmqOptions as_router(ZmqOptions options) {
  options.pattern = ZmqPattern::router;
  return options;
}

}  // namespace

ZmqReplier::ZmqReplier(ZmqOptions options, Answer answer)
    : answer_(std::move(answer)), link_(as_router(std::move(options))) {
  link_.make();
  // Or else what an asker can't take would be dropped silently, in the middle of its answer.
  link_.socket().set(::zmq::sockopt::router_mandatory, true);
  link_.socket().set(::zmq::sockopt::sndtimeo, kPatienceMilliseconds);
  link_.attach();
  thread_ = std::thread([this] {
    try {
      for (;;) answer_one();
    } catch (const ::zmq::error_t&) {
      // The context is shut down.
    }
  });
}

ZmqReplier::~ZmqReplier() {
  link_.shut_down();
  thread_.join();
}

void ZmqReplier::answer_one() {
  std::vector<::zmq::message_t> frames;
  (void)::zmq::recv_multipart(link_.socket(), std::back_inserter(frames));
  Message request;
  for (std::size_t i = 1; i < frames.size(); ++i) request.push_back(frames[i].to_string());
  const std::string asker = frames.front().to_string();
  for (Message& message : answer_(request)) {
    message.insert(message.begin(), asker);
    std::vector<::zmq::const_buffer> parts;
    for (const std::string& part : message) parts.push_back(::zmq::buffer(part));
    try {
      if (!::zmq::send_multipart(link_.socket(), parts)) return;
    } catch (const ::zmq::error_t& error) {
      if (error.num() != EHOSTUNREACH) throw;
      return;  // the asker has gone
    }
  }
}

}  // namespace holdwatch::net
