#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>
#include <zmq.hpp>

#include "net/zmq_gatekeeper.h"
#include "net/zmq_options.h"

namespace holdwatch::net {

/// One ZeroMQ socket as the options say, in a context of its own: configured, encrypted, guarded.
/// The file descriptors and threads behind it end with it.
class ZmqLink {
 public:
  explicit ZmqLink(ZmqOptions options) : options_(std::move(options)) {}
  ~ZmqLink() { close(); }
  ZmqLink(const ZmqLink&) = delete;
  ZmqLink& operator=(const ZmqLink&) = delete;

  /// A fresh socket that neither binds nor connects yet. This and attach() throw
  /// std::runtime_error with a message for the operator.
  void make();
  /// Binds or connects.
  void attach();
  void close();
  /// Makes calls that wait on the socket throw, on whichever thread; only close() is left then.
  void shut_down() { context_.shutdown(); }

  const ZmqOptions& options() const { return options_; }
  ::zmq::context_t& context() { return context_; }
  ::zmq::socket_t& socket() { return socket_; }
  /// As the system gave them, after attach(): ports instead of `*`.
  const std::vector<std::string>& endpoints() const { return endpoints_; }

 private:
  std::string attach(const std::string& endpoint);

  ZmqOptions options_;
  ::zmq::context_t context_;
  ::zmq::socket_t socket_;
  std::unique_ptr<ZmqGatekeeper> gatekeeper_;
  std::vector<std::string> endpoints_;
};

}  // namespace holdwatch::net
