#include "net/password_check.h"

#include <crypt.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <stdexcept>
#include <utility>

#include "net/secret_file.h"

namespace holdwatch::net {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kHashBytes = 60;

bool matches(const std::string& password, const std::string& hash) {
  const auto room = std::make_unique<crypt_data>();
  const char* made = ::crypt_r(password.c_str(), hash.c_str(), room.get());
  return made != nullptr && is_same_secret(made, hash);
}

}  // namespace

bool is_bcrypt_hash(std::string_view text) {
  return text.size() == kHashBytes &&
         (text.starts_with("$2a$") || text.starts_with("$2b$") || text.starts_with("$2y$")) &&
         text[6] == '$';
}

PasswordCheck::PasswordCheck() {
  if (RAND_bytes(key_.data(), static_cast<int>(key_.size())) != 1) {
    throw std::runtime_error("no random bytes can be had");
  }
}

PasswordCheck::~PasswordCheck() {
  thread_.stop();
  thread_.join();
}

asio::awaitable<PasswordCheck::Answer> PasswordCheck::check(std::string password,
                                                            std::string hash) {
  const Digest key = digest(password, hash);
  if (is_known(key)) co_return Answer::right;
  if (waiting_ >= kMostWaiting) co_return Answer::busy;
  ++waiting_;
  auto comparing = compare(std::move(password), std::move(hash), key);
  auto hop = asio::co_spawn(thread_, std::move(comparing), asio::use_awaitable);
  const bool is_right = co_await std::move(hop);
  --waiting_;
  co_return is_right ? Answer::right : Answer::wrong;
}

/// On the hashing thread. Whoever waited behind the same password finds it known.
asio::awaitable<bool> PasswordCheck::compare(std::string password, std::string hash, Digest key) {
  if (is_known(key)) co_return true;
  const bool is_right = matches(password, hash);
  const std::lock_guard lock(mutex_);
  ++hashed_;
  if (is_right && known_.size() >= kMostKnown) known_.clear();
  if (is_right) known_.insert(key);
  co_return is_right;
}

std::uint64_t PasswordCheck::hashed() const {
  const std::lock_guard lock(mutex_);
  return hashed_;
}

bool PasswordCheck::is_known(const Digest& digest) const {
  const std::lock_guard lock(mutex_);
  return known_.contains(digest);
}

PasswordCheck::Digest PasswordCheck::digest(const std::string& password,
                                            const std::string& hash) const {
  const std::string both = hash + password;  // a hash has always the same length
  Digest made{};
  HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
       reinterpret_cast<const unsigned char*>(both.data()), both.size(), made.data(), nullptr);
  return made;
}

}  // namespace holdwatch::net
