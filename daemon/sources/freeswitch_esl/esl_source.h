#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "net/stream_client.h"
#include "sources/freeswitch_esl/esl_probe.h"
#include "sources/freeswitch_esl/naming.h"
#include "sources/source.h"

/// FreeSWITCH's mod_callcenter over the event socket.
namespace holdwatch::freeswitch_esl {

struct EslSettings {
  net::StreamSettings stream;
  std::string password_file;  ///< as net::read_secret_file() takes it
  bool is_json = true;
  Naming naming;
  std::chrono::milliseconds resync{30'000};      ///< between two listings of who waits and serves
  std::chrono::milliseconds second_look{1'000};  ///< from the first listing to its confirmation
  std::chrono::milliseconds answer_timeout{10'000};
};

Naming read_naming(config::Section& section);
EslSettings read_settings(config::Section& section);

std::unique_ptr<Source> make_source(const SourceContext& context, EslSettings settings);

/// `{name, type: freeswitch_esl, address: 127.0.0.1:8021, password_file, format: json, domain:
/// default, attributes: {NAME: HEADER}, resync: 30s}`
SourceFactory read_source(config::Section& section);
inline constexpr SourceKind kKind{"freeswitch_esl", &read_source, &probe};

}  // namespace holdwatch::freeswitch_esl
