#pragma once

#include <boost/asio/awaitable.hpp>
#include <string>

#include "app/source_intake.h"
#include "net/back_off.h"
#include "sources/source.h"

namespace holdwatch {

/// Runs a source until its own end or until cancelled. When it fails, it is down, and is run again
/// after a pause that grows while it doesn't come up (a TryLater asks for a longer one). The same
/// failure is logged once. A history that can't be read to its end counts as done: it must not keep
/// the daemon from its work.
boost::asio::awaitable<void> supervise(Source& source, SourceIntake& intake, net::BackOff back_off);

}  // namespace holdwatch
