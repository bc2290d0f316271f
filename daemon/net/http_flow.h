#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>

#include "net/wake_up.h"

namespace holdwatch::net {

/// A body without an end: chunks go out as they are put. Whoever puts and the connection that
/// writes share it, both on the server's executor. A chunk may be put to any number of flows, and
/// is never copied. A reader who falls behind by more than a measure is dropped.
class HttpFlow {
 public:
  using Chunk = std::shared_ptr<const std::string>;
  static constexpr std::size_t kMostBytes = 16 * 1024 * 1024;

  explicit HttpFlow(const boost::asio::any_io_executor& executor,
                    std::size_t most_bytes = kMostBytes)
      : wake_up_(executor), most_bytes_(most_bytes) {}

  void put(Chunk chunk);

  /// Nothing more goes out, nor what is still held. Either side may end it.
  void end();
  bool ended() const { return ended_; }

  /// For the connection: the next chunk, waited for; null when the flow has ended.
  boost::asio::awaitable<Chunk> next();

 private:
  WakeUp wake_up_;
  std::size_t most_bytes_;
  std::deque<Chunk> chunks_;
  std::size_t bytes_ = 0;
  bool ended_ = false;
};

}  // namespace holdwatch::net
