#include "net/http_guard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "support/run_io.h"

namespace holdwatch::net {
namespace {

namespace asio = boost::asio;
using ::testing::Contains;
using ::testing::Pair;
using ::testing::StartsWith;

constexpr unsigned kWelcome = 0;
// htpasswd -nbBC 4: "open sesame" and "other"
constexpr const char* kSesame = "$2y$04$elCivvpm4q8202jWELlGa.Uyyqmb98SxAVAcJSzQt985uWgRdUI6O";
constexpr const char* kOther = "$2y$04$hXLqkkK9phsEGaE1vlEPI.BS834PXnitbOUyNpP6eVMthaZXTJ.Ci";
constexpr const char* kAnna = "Basic YW5uYTpvcGVuIHNlc2FtZQ==";  // anna:open sesame
constexpr const char* kWrong = "Basic YW5uYTpvcGVuIHNlc2Ft";     // anna:open sesam
constexpr const char* kNobody = "Basic Ym9iOm9wZW4gc2VzYW1l";    // bob:open sesame
constexpr const char* kFeeder = "Bearer a-token-that-feeds";

class HttpGuardTest : public ::testing::Test {
 protected:
  HttpGuardTest() {
    guard_.set({{{"a-token-that-looks", HttpRole::scrape},
                 {"a-token-that-feeds", HttpRole::ingest},
                 {"a-token-that-does", HttpRole::operate}},
                {{"anna", kSesame, HttpRole::operate}},
                {}});
  }

  /// The status of the refusal; kWelcome when there is none.
  unsigned ask(HttpRole needed, std::string authorization, std::string peer = "192.0.2.1") {
    response_ = test::run(io_, guard_.objection(needed, std::move(peer), std::move(authorization)));
    return response_ ? response_->status : kWelcome;
  }

  std::uint64_t refused(HttpRefusal why) const {
    return guard_.refusals()[static_cast<std::size_t>(why)];
  }

  asio::io_context io_;
  HttpGuard guard_;
  std::optional<HttpResponse> response_;
};

TEST_F(HttpGuardTest, WhatIsForEverybodyNeedsNothing) {
  EXPECT_EQ(ask(HttpRole::everybody, ""), kWelcome);
  EXPECT_EQ(ask(HttpRole::everybody, "nonsense"), kWelcome);
}

TEST_F(HttpGuardTest, EachTokenOpensWhatItsRoleMay) {
  struct Case {
    const char* token;
    bool scrape, ingest, operate;
  };
  for (const Case& c :
       {Case{"Bearer a-token-that-looks", true, false, false}, Case{kFeeder, false, true, false},
        Case{"Bearer a-token-that-does", true, true, true}}) {
    EXPECT_EQ(ask(HttpRole::scrape, c.token) == kWelcome, c.scrape) << c.token;
    EXPECT_EQ(ask(HttpRole::ingest, c.token) == kWelcome, c.ingest) << c.token;
    EXPECT_EQ(ask(HttpRole::operate, c.token) == kWelcome, c.operate) << c.token;
  }
  EXPECT_EQ(refused(HttpRefusal::role), 4u);
}

TEST_F(HttpGuardTest, WithoutCredentialsItSaysWhichAreTaken) {
  EXPECT_EQ(ask(HttpRole::scrape, ""), 401u);
  EXPECT_THAT(response_->headers, Contains(Pair("WWW-Authenticate", "Bearer")));
  EXPECT_THAT(response_->headers, Contains(Pair("WWW-Authenticate", StartsWith("Basic realm="))));
  EXPECT_EQ(refused(HttpRefusal::no_credentials), 1u);
}

TEST_F(HttpGuardTest, WrongCredentialsAreRefusedWhicheverPartIsWrong) {
  for (const char* shown : {kWrong, kNobody, "Bearer a-token-that-feeDs", "Bearer a-token",
                            "a-token-that-feeds", "Basic a-token-that-feeds", "Digest x"}) {
    EXPECT_EQ(ask(HttpRole::ingest, shown), 401u) << shown;
  }
  EXPECT_EQ(refused(HttpRefusal::wrong_credentials), 7u);
}

TEST_F(HttpGuardTest, ARightPasswordIsWelcomeAgainAndAgain) {
  EXPECT_EQ(ask(HttpRole::operate, kAnna), kWelcome);
  EXPECT_EQ(ask(HttpRole::operate, kAnna), kWelcome);
  EXPECT_EQ(ask(HttpRole::operate, kWrong), 401u);
}

TEST_F(HttpGuardTest, AChangedPasswordHoldsAtOnce) {
  EXPECT_EQ(ask(HttpRole::operate, kAnna), kWelcome);
  guard_.set({{}, {{"anna", kOther, HttpRole::operate}}, {}});
  EXPECT_EQ(ask(HttpRole::operate, kAnna), 401u);
}

TEST_F(HttpGuardTest, WhoWasWrongTooOftenHasToWaitAndNobodyElse) {
  for (int i = 0; i < AttemptLimit::kBurst; ++i) ask(HttpRole::scrape, "Bearer guess");
  EXPECT_EQ(ask(HttpRole::scrape, "Bearer a-token-that-looks"), 429u);
  EXPECT_THAT(response_->headers, Contains(Pair("Retry-After", "1")));
  EXPECT_EQ(ask(HttpRole::scrape, "Bearer a-token-that-looks", "192.0.2.2"), kWelcome);
  EXPECT_EQ(refused(HttpRefusal::rate_limited), 1u);
}

TEST_F(HttpGuardTest, WhatIsOpenStaysOpen) {
  guard_.set({{{"a-token-that-feeds", HttpRole::ingest}}, {}, {HttpRole::scrape}});
  EXPECT_EQ(ask(HttpRole::scrape, ""), kWelcome);
  EXPECT_EQ(ask(HttpRole::ingest, ""), 401u);
  EXPECT_EQ(ask(HttpRole::operate, kFeeder), 403u);
}

TEST(PasswordCheck, HashesEachRightPasswordOnce) {
  asio::io_context io;
  PasswordCheck check;
  int right = 0;
  for (std::size_t i = 0; i < PasswordCheck::kMostWaiting; ++i) {
    asio::co_spawn(io, check.check("open sesame", kSesame),
                   [&](std::exception_ptr, PasswordCheck::Answer answer) {
                     right += answer == PasswordCheck::Answer::right;
                   });
  }
  test::run_until(io, [&] { return right == static_cast<int>(PasswordCheck::kMostWaiting); });
  EXPECT_EQ(check.hashed(), 1u);
}

TEST(PasswordCheck, TakesNoMoreThanItCanWorkOffSoon) {
  asio::io_context io;
  PasswordCheck check;
  int busy = 0;
  int answered = 0;
  constexpr int kMany = 2 * PasswordCheck::kMostWaiting;
  for (int i = 0; i < kMany; ++i) {
    asio::co_spawn(io, check.check(std::to_string(i), kSesame),
                   [&](std::exception_ptr, PasswordCheck::Answer answer) {
                     busy += answer == PasswordCheck::Answer::busy;
                     ++answered;
                   });
  }
  test::run_until(io, [&] { return answered == kMany; });
  EXPECT_GT(busy, 0);
  EXPECT_EQ(check.hashed(), static_cast<std::uint64_t>(kMany - busy));
}

TEST(PasswordCheck, KnowsABcryptHash) {
  EXPECT_TRUE(is_bcrypt_hash(kSesame));
  for (const char* text : {"", "secret", "$2y$04$short", "$6$salt$sha512crypt",
                           "$1y$04$elCivvpm4q8202jWELlGa.Uyyqmb98SxAVAcJSzQt985uWgRdUI6O"}) {
    EXPECT_FALSE(is_bcrypt_hash(text)) << text;
  }
}

}  // namespace
}  // namespace holdwatch::net
