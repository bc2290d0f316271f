#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <stdexcept>
#include <string>

namespace holdwatch::net {

/// What within() throws when its time is over.
class TimedOut : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Runs `task` to its end, but no longer than `limit`: then it is cancelled and TimedOut thrown,
/// with `complaint` as its message. What the task throws comes out as it is.
boost::asio::awaitable<void> within(std::chrono::milliseconds limit,
                                    boost::asio::awaitable<void> task, std::string complaint);

}  // namespace holdwatch::net
