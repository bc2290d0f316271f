#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "config/section.h"
#include "net/stream_client.h"
#include "sources/asterisk_ami/ami_mapping.h"

namespace holdwatch::asterisk_ami {

struct AmiSettings {
  net::StreamSettings stream;
  std::string username;
  std::string secret;
  std::string secret_file;  ///< read at each login; empty: `secret` holds it
  std::string classes;      ///< the mask of events, as `agent,call`
  bool filter = true;       ///< ask Asterisk to send only what is read, where that is allowed
  std::chrono::milliseconds resync{30'000};   ///< between two lists of who waits
  std::chrono::milliseconds timeout{10'000};  ///< of connecting, sending and of each reply
  AmiMapping mapping;
};

AmiSettings read_settings(config::Section& section);

/// Only what tells the meaning of messages: `variables`, `user_events`, `left_queue`, `grace`.
AmiMapping read_mapping(config::Section& section);

/// What is asked of Asterisk to send: a regular expression over the text of an event.
std::string event_filter(const AmiMapping& mapping);

/// The password; throws std::runtime_error when its file can't be used.
std::string secret_of(const AmiSettings& settings);

}  // namespace holdwatch::asterisk_ami
