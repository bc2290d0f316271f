#include "sinks/delivery/pace.h"

#include <gtest/gtest.h>

#include "sinks/delivery/answer.h"

namespace holdwatch {
namespace {

using namespace std::chrono_literals;

const Instant kNow = Instant{} + 24h;

TEST(Pace, ABurstIsFollowedByTheRate) {
  Pace pace(60);
  Instant now = kNow;
  int sent = 0;
  for (; now < kNow + 60s; now += 100ms) {
    while (pace.ready_at() <= now) {
      pace.sent(now);
      ++sent;
    }
    if (now == kNow) {
      EXPECT_EQ(sent, 11);
    }
  }
  EXPECT_EQ(sent, 11 + 59);
}

TEST(Pace, ASlowRateStillLetsTheFirstGoAtOnce) {
  Pace pace(1);
  EXPECT_LE(pace.ready_at(), kNow);
  pace.sent(kNow);
  EXPECT_EQ(pace.ready_at(), kNow + 50s);
}

TEST(Pace, FailuresMakePausesThatGrowToTheirLimitAndSuccessEndsThem) {
  Pace pace(60'000);
  std::vector<double> pauses;
  for (int i = 0; i < 9; ++i) {
    pace.failed(kNow, 0s, 0.999999);
    pauses.push_back(std::chrono::round<std::chrono::seconds>(pace.ready_at() - kNow).count());
  }
  EXPECT_EQ(pauses, (std::vector<double>{1, 2, 4, 8, 16, 32, 60, 60, 60}));
  pace.succeeded();
  pace.failed(kNow, 0s, 0);
  EXPECT_EQ(pace.ready_at(), kNow + 500ms);
}

TEST(Pace, WhatTheReceiverAsksForIsHeededWithinReason) {
  Pace pace(60'000);
  pace.failed(kNow, 90s, 0);
  EXPECT_EQ(pace.ready_at(), kNow + 90s);
  pace.failed(kNow, std::chrono::hours{1000}, 0);
  EXPECT_EQ(pace.ready_at(), kNow + 1h);
}

TEST(Answer, SaysWhetherToTryAgain) {
  struct Case {
    unsigned status;
    Fate fate;
    const char* reason;
  };
  for (const Case& c : {Case{200, Fate::delivered, ""}, Case{204, Fate::delivered, ""},
                        Case{301, Fate::give_up, "http_301"}, Case{400, Fate::give_up, "http_400"},
                        Case{401, Fate::give_up, "http_401"}, Case{404, Fate::give_up, "http_404"},
                        Case{408, Fate::retry, "http_408"}, Case{425, Fate::retry, "http_425"},
                        Case{429, Fate::retry, "http_429"}, Case{500, Fate::retry, "http_500"},
                        Case{503, Fate::retry, "http_503"}}) {
    const Judgement judgement = judge({.status = c.status});
    EXPECT_EQ(judgement.fate, c.fate) << c.status;
    EXPECT_EQ(judgement.reason, c.reason) << c.status;
  }
}

TEST(Answer, TellsThePauseThatIsAskedFor) {
  const auto pause = [](const char* text) {
    return judge({.status = 429, .headers = {{"retry-after", text}}}).pause;
  };
  EXPECT_EQ(pause("120"), 120s);
  for (const char* text :
       {"", "soon", "-5", "1.5", "Wed, 21 Oct 2026 07:28:00 GMT", "99999999999999999999"}) {
    EXPECT_EQ(pause(text), 0s) << text;
  }
}

}  // namespace
}  // namespace holdwatch
