#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "net/host_port.h"
#include "net/tls_client.h"

namespace holdwatch::net {

struct StreamSettings {
  HostPort peer;
  std::optional<TlsSettings> tls;
  std::chrono::milliseconds connect_timeout{10'000};  ///< name, connection and TLS together
  std::chrono::milliseconds write_timeout{10'000};
  std::size_t read_ahead_bytes = 16 * 1024 * 1024;  ///< beyond this the peer has to wait
};

/// One TCP or TLS connection to a peer that must never be made to wait: what it sends is taken into
/// memory at once, up to a bound, and worked off later by read(). All members are called on the
/// executor's one thread. What goes wrong is thrown as std::runtime_error (boost::system's and
/// TimedOut are such), with a message for the operator.
class StreamClient {
 public:
  /// Reads the TLS files; throws when they can't be used.
  StreamClient(boost::asio::any_io_executor executor, StreamSettings settings);
  ~StreamClient();
  StreamClient(const StreamClient&) = delete;
  StreamClient& operator=(const StreamClient&) = delete;

  boost::asio::awaitable<void> connect();

  /// Takes in what the peer sends until it ends or the connection breaks, which read() then tells.
  /// Runs beside read() and write(), from connect() on.
  boost::asio::awaitable<void> read_ahead();

  /// Copies what has come into `room`, at least one byte, waiting for it if need be. When all has
  /// been read and no more will come, throws why.
  boost::asio::awaitable<std::size_t> read(std::span<char> room);

  /// One at a time.
  boost::asio::awaitable<void> write(std::string bytes);

  /// Bytes taken in that nobody has read yet.
  std::size_t backlog() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace holdwatch::net
