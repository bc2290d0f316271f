#pragma once

#include <boost/asio/awaitable.hpp>

namespace holdwatch::net {

/// Runs both until both have ended, or one has failed: then the other is cancelled, and the failure
/// that came first is thrown as it is (`a && b` would throw one that stands for both).
boost::asio::awaitable<void> together(boost::asio::awaitable<void> a,
                                      boost::asio::awaitable<void> b);

}  // namespace holdwatch::net
