#include "core/causes/category_knowledge.h"

#include <gtest/gtest.h>

namespace holdwatch::core {
namespace {

using std::chrono::hours;

Category backorder_category() {
  Category c;
  c.name = "backorder";
  c.queues = {"orders", "support"};
  c.median_lag = hours{3};
  c.calls_per_affected = 0.5;
  return c;
}

/// A case confirmed in a queue, of a backorder 3 h before with `affected` customers.
Lesson lesson(QueueId queue, double calls, double affected) {
  Lesson l;
  l.queue = queue;
  l.lag_from = l.lag_to = hours{3};
  l.calls = calls;
  l.affected = affected;
  return l;
}

TEST(CategoryKnowledge, ExpectsCallsWhereTheCatalogueSaysAndHardlyElsewhere) {
  const CategoryKnowledge knowledge(backorder_category());
  EXPECT_GT(knowledge.lands_in(0, "orders"), 10 * knowledge.lands_in(1, "billing"));
}

TEST(CategoryKnowledge, ACategoryWithoutQueuesMayLandAnywhere) {
  const CategoryKnowledge knowledge{Category{}};
  EXPECT_EQ(knowledge.lands_in(0, "orders"), knowledge.lands_in(1, "billing"));
}

TEST(CategoryKnowledge, ConfirmedCasesTeachAQueueThatTheCatalogueDidNotName) {
  CategoryKnowledge knowledge(backorder_category());
  const double before = knowledge.lands_in(1, "billing");
  for (int i = 0; i < 5; ++i) knowledge.confirmed(lesson(1, 50, 100), true);
  EXPECT_GT(knowledge.lands_in(1, "billing"), 0.4);
  EXPECT_LT(before, 0.05);
}

TEST(CategoryKnowledge, IncidentsConfirmedElsewhereSpeakAgainstAQueue) {
  CategoryKnowledge knowledge(backorder_category());
  const double before = knowledge.lands_in(2, "support");
  for (int i = 0; i < 20; ++i) knowledge.confirmed(lesson(0, 50, 100), true);
  EXPECT_LT(knowledge.lands_in(2, "support"), 0.5 * before);
}

TEST(CategoryKnowledge, OneIncidentInTwoQueuesSpeaksForBoth) {
  CategoryKnowledge knowledge{Category{}};
  for (int i = 0; i < 20; ++i) {
    knowledge.confirmed(lesson(0, 50, 100), true);
    knowledge.confirmed(lesson(1, 50, 100), false);
  }
  EXPECT_GT(knowledge.lands_in(0, "orders"), 0.8);
  EXPECT_GT(knowledge.lands_in(1, "billing"), 0.8);
}

TEST(CategoryKnowledge, ShowsWhatWasLearned) {
  CategoryKnowledge knowledge(backorder_category());
  for (int i = 0; i < 30; ++i) knowledge.confirmed(lesson(1, 200, 100), true);
  knowledge.rejected();
  const CategoryModel model = knowledge.model([](QueueId) { return "billing"; });
  EXPECT_EQ(model.confirmed, 30U);
  EXPECT_EQ(model.rejected, 1U);
  EXPECT_NEAR(to_minutes(model.lag.median), 180, 20);
  EXPECT_LT(model.lag.low, model.lag.median);
  EXPECT_GT(model.lag.high, model.lag.median);
  EXPECT_GT(model.lands_in.at("billing"), 0.8);
  EXPECT_TRUE(model.lands_in.contains("orders"));
}

TEST(CategoryKnowledge, RejectionsLowerTheChanceOfMakingCallsAndConfirmationsRestoreIt) {
  CategoryKnowledge knowledge(backorder_category());
  const double prior = knowledge.makes_calls();
  for (int i = 0; i < 6; ++i) knowledge.rejected();
  const double rejected = knowledge.makes_calls();
  EXPECT_LT(rejected, 0.5 * prior);
  for (int i = 0; i < 20; ++i) knowledge.confirmed(lesson(0, 50, 100), true);
  EXPECT_GT(knowledge.makes_calls(), 2 * rejected);
}

TEST(CategoryKnowledge, TheContactRateMovesToWhatWasConfirmed) {
  CategoryKnowledge knowledge(backorder_category());
  for (int i = 0; i < 30; ++i) knowledge.confirmed(lesson(0, 200, 100), true);
  EXPECT_NEAR(knowledge.calls_per_affected(), 2, 0.25);
}

TEST(CategoryKnowledge, ACaseWithoutANumberOfCustomersSaysNothingOfTheContactRate) {
  CategoryKnowledge knowledge(backorder_category());
  const double before = knowledge.calls_per_affected();
  knowledge.confirmed(lesson(0, 200, 0), true);
  EXPECT_EQ(knowledge.calls_per_affected(), before);
}

TEST(UnreportedKnowledge, FollowsTheShareOfConfirmedCasesThatNobodyReported) {
  UnreportedKnowledge often;
  UnreportedKnowledge never;
  const double prior = often.per_open_hour();
  for (int i = 0; i < 40; ++i) {
    often.confirmed(i % 2 == 0);
    never.confirmed(true);
  }
  EXPECT_GT(often.per_open_hour(), 2 * prior);
  EXPECT_LT(never.per_open_hour(), 0.3 * prior);
}

}  // namespace
}  // namespace holdwatch::core
