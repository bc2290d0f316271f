#pragma once

#include <optional>
#include <string>

#include "app/remote/server.h"
#include "model/verdict.h"

namespace holdwatch::remote {

/// What a person says of an alert: a verdict, or that they have seen it.
struct Remark {
  Server server;
  std::string alert;
  std::optional<VerdictType> verdict;  ///< absent: seen
  std::string incident;                ///< that a verdict is about; empty: none that was reported
  std::string who;                     ///< has seen it; may be empty
};

/// What is sent for it, and what is said once it was taken.
net::HttpCall call_of_remark(const Remark& remark);
std::string thanks(const Remark& remark);

/// Tells the daemon and says on standard output that it was taken. Returns the exit status;
/// standard error says what went wrong.
int tell(const Remark& remark);

}  // namespace holdwatch::remote
