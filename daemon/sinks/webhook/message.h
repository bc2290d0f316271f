#pragma once

#include <string>

#include "net/http_client.h"
#include "sinks/delivery/notice.h"

/// What a webhook's receiver is sent.
namespace holdwatch::webhook {

enum class Format : std::uint8_t { json, slack };

struct Style {
  Format format = Format::json;
  std::string public_url;  ///< where people see the daemon
  std::string secret;      ///< messages are signed with it; empty: not at all
};

/// One notice with its headers: Content-Type, Idempotency-Key, and the signature when there is a
/// secret. The key is the same whenever the same state is sent again.
net::HttpCall to_message(const Notice& notice, const Style& style, Time now);

/// The alert contract's object; `department` and `retracted` are added where they apply, `test`
/// where it is one.
std::string to_json(const Notice& notice);

/// A message of Slack's incoming webhooks: a header, what happened, and a link.
std::string to_slack(const Notice& notice, const std::string& public_url);

/// `t=UNIX_SECONDS,v1=HEX`, the HMAC-SHA256 of `UNIX_SECONDS.BODY`.
std::string sign(const std::string& body, const std::string& secret, Time now);

}  // namespace holdwatch::webhook
