#pragma once

#include <string>

#include "sinks/delivery/notice.h"

namespace holdwatch {

/// What a notice is about, in one line: "More calls than usual in orders: 42 beyond the usual".
std::string headline(const Notice& notice);

/// Where a person sees the alert: `public_url` is the daemon's own, as people reach it.
std::string link_to(const std::string& public_url, const AlertChange& change);

/// A notice that says it is a test, and nothing else.
Notice test_notice(Time now);

}  // namespace holdwatch
