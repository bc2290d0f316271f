#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sources/asterisk_ami/ami_message.h"
#include "sources/asterisk_ami/ami_settings.h"
#include "sources/probe.h"

namespace holdwatch::asterisk_ami {

/// What an account has been heard to get.
struct Heard {
  std::string version;  ///< of the interface, as the banner says
  std::string filter;   ///< why no filter may be set; empty: it may
  std::uint64_t queues = 0;
  std::uint64_t members = 0;
  std::uint64_t waiting = 0;
  std::map<std::string, std::uint64_t, std::less<>> classes;  ///< events by class
  std::uint64_t events = 0;                                   ///< but those of lists
  std::uint64_t timestamps = 0;                               ///< events that have one
  std::uint64_t variables = 0;                                ///< events that have a ChanVariable
  std::uint64_t hangup_requests = 0;
  std::uint64_t queue_status = 0;  ///< QUEUESTATUS, in a variable or the dialplan's event

  void note(const Message& message, const AmiMapping& mapping);
};

/// In words: what is there, and what each thing that isn't costs.
std::vector<Finding> findings(const Heard& heard, const AmiSettings& settings);

/// Logs in to the source of that section, lists its queues, and listens for a while; throws
/// std::runtime_error when that fails.
std::vector<Finding> probe(config::Section& section);

}  // namespace holdwatch::asterisk_ami
