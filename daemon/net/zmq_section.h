#pragma once

#include <optional>
#include <string_view>

#include "net/zmq_endpoint.h"
#include "net/zmq_options.h"

/// What the sections of the configuration have in common that tell of ZeroMQ. Templates, since this
/// room knows no configuration: `Section` is config::Section.
namespace holdwatch::net {

/// `curve: {secret_key_file, clients_file, server_key_file}`; nullopt when there is none.
template <class Section>
std::optional<ZmqCurve> read_zmq_curve(Section& section) {
  if (!section.has("curve")) return std::nullopt;
  Section read = section.section("curve");
  ZmqCurve curve;
  curve.secret_key_file = read.required_text("secret_key_file");
  curve.clients_file = read.text("clients_file", "");
  curve.server_key_file = read.text("server_key_file", "");
  read.finish();
  return curve;
}

/// Tells what is wrong with the endpoints under `key`, and whether they are protected enough.
template <class Section>
void check_zmq_options(Section& section, std::string_view key, const ZmqOptions& options,
                       bool allow_remote) {
  const bool is_protected = options.curve || allow_remote;
  for (const std::string& endpoint : options.endpoints) {
    const auto wrong = check_zmq_endpoint(endpoint, options.bind, is_protected);
    if (wrong) section.problem(key, *wrong);
  }
  if (!options.curve || options.endpoints.empty()) return;
  const auto missing = check_zmq_curve(*options.curve, options.bind);
  if (missing) section.problem("curve", *missing);
}

}  // namespace holdwatch::net
