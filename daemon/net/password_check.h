#pragma once

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace holdwatch::net {

/// Whether a text is a bcrypt hash, as htpasswd -B writes them.
bool is_bcrypt_hash(std::string_view text);

/// Holds passwords against bcrypt hashes. That takes tens of milliseconds on purpose, so it is done
/// on a thread of its own, one after another, and what was right once is remembered (as a digest
/// that is good for this process only). All members are called on the executor's one thread.
class PasswordCheck {
 public:
  static constexpr std::size_t kMostWaiting = 32;
  static constexpr std::size_t kMostKnown = 1000;

  enum class Answer : std::uint8_t { right, wrong, busy };

  PasswordCheck();
  ~PasswordCheck();
  PasswordCheck(const PasswordCheck&) = delete;
  PasswordCheck& operator=(const PasswordCheck&) = delete;

  boost::asio::awaitable<Answer> check(std::string password, std::string hash);

  /// How many passwords were hashed.
  std::uint64_t hashed() const;

 private:
  using Digest = std::array<unsigned char, 32>;

  Digest digest(const std::string& password, const std::string& hash) const;
  bool is_known(const Digest& digest) const;
  boost::asio::awaitable<bool> compare(std::string password, std::string hash, Digest digest);

  std::array<unsigned char, 32> key_{};
  std::size_t waiting_ = 0;
  mutable std::mutex mutex_;  // of what follows, which the hashing thread changes
  std::set<Digest> known_;
  std::uint64_t hashed_ = 0;
  boost::asio::thread_pool thread_{1};
};

}  // namespace holdwatch::net
