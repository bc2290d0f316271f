#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/engine_run.h"
#include "support/monday.h"

namespace holdwatch::core {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;
using test::kMonday;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::vector<std::string> kQueues = {"billing", "complaints", "delivery", "orders",
                                          "parts",   "returns",    "sales",    "support"};

/// Four weeks of eight queues with 15 calls an hour each, and a Monday with whatever a test adds.
struct QueueGroupsTest : ::testing::Test {
  static constexpr double kUsual = 0.25;

  void learn() {
    for (int day = 0; day < 28; ++day) {
      for (const std::string& queue : kQueues) calls(queue, day, 9, 17, kUsual);
    }
    run.emplace(settings);
    play();
    run->alerts.clear();
  }

  void calls(const std::string& queue, int day, int from, int to, double per_minute,
             const std::vector<Attribute>& about = {}) {
    const Time midnight = kMonday + days{day};
    plan.push_back([=, this] {
      run->plan_calls(midnight + hours{from}, midnight + hours{to}, per_minute, seconds{5}, random,
                      about, queue);
    });
  }

  void play() {
    for (const auto& step : plan) step();
    plan.clear();
    run->run_calls();
  }

  Settings settings;
  std::mt19937_64 random{20260302};
  std::vector<std::function<void()>> plan;
  std::optional<test::EngineRun> run;
};

TEST_F(QueueGroupsTest, ASurgeSpreadOverQueuesIsSeenInTheirSum) {
  learn();
  for (const std::string& queue : kQueues) {
    calls(queue, 28, 9, 11, kUsual);
    calls(queue, 28, 11, 13, 1.6 * kUsual);
  }
  play();
  const auto surges = run->of(AlertKind::aggregate_surge);
  ASSERT_FALSE(surges.empty());
  const AlertChange& first = surges.front();
  EXPECT_EQ(first.status, AlertStatus::firing);
  EXPECT_EQ(first.queue, "");
  EXPECT_EQ(subject(first), "all queues");
  EXPECT_GE(first.opened, kMonday + days{28} + hours{11});
  EXPECT_EQ(first.driver, Driver::demand);
  ASSERT_TRUE(first.scope.count("queues"));
  EXPECT_GE(first.scope.at("queues").size(), 2u);
  EXPECT_GT(surges.back().excess_calls.value().estimate, 20);
  EXPECT_THAT(surges.back().causes, SizeIs(1)) << "nothing was reported";
}

TEST_F(QueueGroupsTest, ASurgeOfOneQueueIsToldOnce) {
  learn();
  for (const std::string& queue : kQueues) {
    calls(queue, 28, 9, 11, kUsual);
    calls(queue, 28, 11, 16, queue == "orders" ? 5 * kUsual : kUsual);
  }
  play();
  EXPECT_FALSE(run->of(AlertKind::surge).empty());
  EXPECT_THAT(run->of(AlertKind::aggregate_surge), IsEmpty());
}

TEST_F(QueueGroupsTest, WhatOneProductMakesInManyQueuesIsSeen) {
  learn();
  for (const std::string& queue : kQueues) {
    calls(queue, 28, 9, 17, kUsual, {{"sku", "SKU-1"}});
    calls(queue, 29, 9, 11, kUsual, {{"sku", "SKU-1"}});
    calls(queue, 29, 11, 13, kUsual, {{"sku", "SKU-1"}});
    calls(queue, 29, 11, 13, 0.2 * kUsual, {{"sku", "SKU-7"}});
  }
  play();
  EXPECT_FALSE(run->of(AlertKind::aggregate_surge).empty());
}

TEST_F(QueueGroupsTest, ConfiguredGroupsAreWatchedToo) {
  settings.detection.whole_centre = false;
  settings.groups = {{"aftersales", {"billing", "complaints", "parts", "returns"}}};
  learn();
  for (const std::string& queue : kQueues) {
    calls(queue, 28, 9, 11, kUsual);
    calls(queue, 28, 11, 13, 1.8 * kUsual);
  }
  play();
  const auto surges = run->of(AlertKind::aggregate_surge);
  ASSERT_FALSE(surges.empty());
  EXPECT_THAT(surges.front().scope.at("group"), ElementsAre("aftersales"));
  for (const std::string& queue : surges.front().scope.at("queues")) {
    EXPECT_THAT(settings.groups[0].queues, Contains(queue));
  }
}

TEST_F(QueueGroupsTest, AVerdictOnASurgeOfAGroupIsTaken) {
  learn();
  for (const std::string& queue : kQueues) calls(queue, 28, 9, 13, 2 * kUsual);
  play();
  const auto surges = run->of(AlertKind::aggregate_surge);
  ASSERT_FALSE(surges.empty());
  const Time now = run->engine.now();
  EXPECT_EQ(run->engine.apply(Verdict{now, surges.front().id, {}, VerdictType::false_alarm}, now),
            Disposition::accepted);
  EXPECT_EQ(run->alerts.back().verdict, VerdictType::false_alarm);
}

TEST_F(QueueGroupsTest, GroupsAreNoQueues) {
  learn();
  EXPECT_THAT(run->engine.snapshot().queues, SizeIs(kQueues.size()));
}

struct BudgetTest : QueueGroupsTest {
  double score_at_work() {
    random.seed(20260302);
    learn();
    calls("orders", 28, 9, 11, kUsual);
    play();
    return run->queue().surge_score;
  }
};

TEST_F(BudgetTest, OfTheOrganisationItMakesEachQueueLessEager) {
  const double alone = score_at_work();
  ASSERT_GT(alone, 0);
  settings.detection.shared_budget = true;
  EXPECT_DOUBLE_EQ(8 * score_at_work(), alone);
}

TEST_F(BudgetTest, IsSharedFromTheFirstMomentAfterARestart) {
  settings.detection.shared_budget = true;
  const double before = score_at_work();
  test::EngineRun restarted(settings);
  ASSERT_TRUE(restarted.engine.restore(run->engine.save().value()));
  EXPECT_DOUBLE_EQ(restarted.queue().surge_score, before);
}

TEST_F(BudgetTest, IsSharedOrNotAsOfAReload) {
  const double alone = score_at_work();
  settings.detection.shared_budget = true;
  run->engine.reconfigure(settings);
  EXPECT_DOUBLE_EQ(8 * run->queue().surge_score, alone);
  settings.detection.shared_budget = false;
  run->engine.reconfigure(settings);
  EXPECT_DOUBLE_EQ(run->queue().surge_score, alone);
}

}  // namespace
}  // namespace holdwatch::core
