#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace holdwatch::net {

/// What a route needs, and what somebody may do: look, feed, or everything.
enum class HttpRole : std::uint8_t { everybody, scrape, ingest, operate };
inline constexpr std::array<std::string_view, 4> kHttpRoles = {"everybody", "scrape", "ingest",
                                                               "operate"};

inline bool may(HttpRole held, HttpRole needed) {
  return needed == HttpRole::everybody || held == needed || held == HttpRole::operate;
}

struct HttpToken {
  std::string secret;
  HttpRole role = HttpRole::scrape;
};

struct HttpUser {
  std::string name;
  std::string hash;  ///< bcrypt
  HttpRole role = HttpRole::scrape;
};

/// Who may do what.
struct HttpAccess {
  std::vector<HttpToken> tokens;
  std::vector<HttpUser> users;
  /// What those may do who show neither.
  std::vector<HttpRole> unauthenticated = {HttpRole::scrape, HttpRole::ingest, HttpRole::operate};
};

/// Why somebody was turned away.
enum class HttpRefusal : std::uint8_t {
  handshake,  ///< TLS failed, or no certificate that we trust was shown
  no_credentials,
  wrong_credentials,
  role,          ///< known, but not for this
  rate_limited,  ///< too many wrong credentials before
  busy,          ///< too many passwords, or too many bytes, are being taken already
  cross_origin   ///< a browser, for a page of somebody else
};
inline constexpr std::array<std::string_view, 7> kHttpRefusals = {
    "handshake",    "no_credentials", "wrong_credentials", "role",
    "rate_limited", "busy",           "cross_origin"};

/// How often, by HttpRefusal.
using HttpRefusals = std::array<std::uint64_t, kHttpRefusals.size()>;

}  // namespace holdwatch::net
