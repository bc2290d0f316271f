#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <string>

#include "net/attempt_limit.h"
#include "net/http_access.h"
#include "net/http_credentials.h"
#include "net/http_message.h"
#include "net/password_check.h"

namespace holdwatch::net {

/// Lets in who may do what they ask. Secrets are compared in a time that doesn't tell where they
/// differ, an unknown name costs as much as a wrong password, and a peer that was wrong too often
/// has to wait. Everything happens on one thread.
class HttpGuard {
 public:
  HttpGuard();

  /// From now on. What is being judged is judged by what held before.
  void set(HttpAccess access);

  /// What is answered to a request that may not be served; nullopt: it may. `peer` is whose wrong
  /// attempts count together.
  boost::asio::awaitable<std::optional<HttpResponse>> objection(HttpRole needed, std::string peer,
                                                                std::string authorization);

  /// Counts one that was turned away, here or elsewhere.
  void refused(HttpRefusal why) { ++refused_[static_cast<std::size_t>(why)]; }
  const HttpRefusals& refusals() const { return refused_; }

 private:
  struct Finding {
    std::optional<HttpRole> role;  ///< nullopt: of nobody
    bool is_busy = false;
  };
  using Access = std::shared_ptr<const HttpAccess>;

  boost::asio::awaitable<Finding> identify(Access access, HttpCredentials shown);
  HttpResponse refuse(HttpRefusal why, HttpResponse response);

  Access access_;
  AttemptLimit attempts_;
  PasswordCheck passwords_;
  HttpRefusals refused_{};
};

}  // namespace holdwatch::net
