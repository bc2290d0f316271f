#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "net/zmq_link.h"

namespace holdwatch::net {

/// Answers requests over ZeroMQ on a thread of its own. Who asks is a DEALER: a request is one
/// message, its answer any number of them. An asker that doesn't take its answer in time misses the
/// rest of it.
class ZmqReplier {
 public:
  using Message = std::vector<std::string>;  ///< frames
  /// On the replier's thread.
  using Answer = std::function<std::vector<Message>(const Message& request)>;

  /// Binds; throws std::runtime_error with a message for the operator.
  ZmqReplier(ZmqOptions options, Answer answer);
  ~ZmqReplier();
  ZmqReplier(const ZmqReplier&) = delete;
  ZmqReplier& operator=(const ZmqReplier&) = delete;

  const std::vector<std::string>& endpoints() const { return link_.endpoints(); }

 private:
  void answer_one();

  Answer answer_;
  ZmqLink link_;
  std::thread thread_;
};

}  // namespace holdwatch::net
