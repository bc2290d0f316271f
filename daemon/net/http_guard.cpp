#include "net/http_guard.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "net/secret_file.h"

namespace holdwatch::net {
namespace {

namespace asio = boost::asio;

/// Nobody's: what the password of an unknown name is held against.
constexpr const char* kNobodysHash = "$2y$10$N9qo8uLOickgx2ZMRZoMye3IjPeZAgcfl7p92ldGxad68LJZdL17l";

HttpResponse unauthorized(const HttpAccess& access, std::string_view detail) {
  HttpResponse response = problem(401, "Unauthorized", detail);
  if (!access.users.empty()) {
    response.headers.emplace_back("WWW-Authenticate",
                                  R"(Basic realm="holdwatch", charset="UTF-8")");
  }
  if (!access.tokens.empty()) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

/// All are looked at, so that the time doesn't tell which one it was.
std::optional<HttpRole> role_of(const std::vector<HttpToken>& tokens, const BearerToken& shown) {
  std::optional<HttpRole> role;
  for (const HttpToken& token : tokens) {
    if (is_same_secret(token.secret, shown.secret)) role = token.role;
  }
  return role;
}

bool is_open(const HttpAccess& access, HttpRole needed) {
  if (needed == HttpRole::everybody) return true;
  return std::any_of(access.unauthenticated.begin(), access.unauthenticated.end(),
                     [needed](HttpRole open) { return may(open, needed); });
}

}  // namespace

HttpGuard::HttpGuard() : access_(std::make_shared<const HttpAccess>()) {}

void HttpGuard::set(HttpAccess access) {
  access_ = std::make_shared<const HttpAccess>(std::move(access));
}

asio::awaitable<std::optional<HttpResponse>> HttpGuard::objection(HttpRole needed, std::string peer,
                                                                  std::string authorization) {
  const Access access = access_;
  if (is_open(*access, needed)) co_return std::nullopt;
  if (authorization.empty()) {
    co_return refuse(HttpRefusal::no_credentials,
                     unauthorized(*access, "expected a header Authorization"));
  }
  if (!attempts_.may_try(peer, std::chrono::steady_clock::now())) {
    co_return refuse(HttpRefusal::rate_limited, too_many("too many wrong credentials from here"));
  }
  auto identifying = identify(access, parse_credentials(authorization));
  const Finding found = co_await std::move(identifying);
  if (found.is_busy) {
    co_return refuse(HttpRefusal::busy,
                     unavailable("too many passwords are being checked already"));
  }
  if (!found.role) {
    attempts_.was_wrong(peer, std::chrono::steady_clock::now());
    co_return refuse(HttpRefusal::wrong_credentials,
                     unauthorized(*access, "these credentials are nobody's"));
  }
  if (may(*found.role, needed)) co_return std::nullopt;
  const std::string_view role = kHttpRoles[static_cast<std::size_t>(needed)];
  co_return refuse(HttpRefusal::role,
                   problem(403, "Forbidden", fmt::format("this needs the role {}", role)));
}

asio::awaitable<HttpGuard::Finding> HttpGuard::identify(Access access, HttpCredentials shown) {
  if (const auto* token = std::get_if<BearerToken>(&shown)) {
    co_return Finding{role_of(access->tokens, *token)};
  }
  const auto* person = std::get_if<NameAndPassword>(&shown);
  if (person == nullptr || access->users.empty()) co_return Finding{};
  const auto user = std::find_if(access->users.begin(), access->users.end(),
                                 [&](const HttpUser& known) { return known.name == person->name; });
  const bool is_known = user != access->users.end();
  auto checking = passwords_.check(person->password, is_known ? user->hash : kNobodysHash);
  const PasswordCheck::Answer answer = co_await std::move(checking);
  if (answer == PasswordCheck::Answer::busy) co_return Finding{std::nullopt, true};
  if (!is_known || answer == PasswordCheck::Answer::wrong) co_return Finding{};
  co_return Finding{user->role};
}

HttpResponse HttpGuard::refuse(HttpRefusal why, HttpResponse response) {
  refused(why);
  return response;
}

}  // namespace holdwatch::net
