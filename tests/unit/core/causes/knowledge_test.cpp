#include "core/causes/knowledge.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace holdwatch::core {
namespace {

using std::chrono::hours;

Category backorder() {
  Category c;
  c.name = "backorder";
  c.department = "supply_chain";
  c.queues = {"orders"};
  c.median_lag = hours{3};
  return c;
}

struct KnowledgeTest : testing::Test {
  Lesson lesson(int alert, VerdictType verdict) const {
    Lesson l;
    l.alert = fmt::format("alert {}", alert);
    l.incident = "INC-1";
    l.verdict = verdict;
    l.category = "backorder";
    l.lag_from = l.lag_to = hours{10};
    l.calls = 100;
    l.affected = 100;
    l.stated = {.in_scope = 90, .elsewhere = 20, .nothing = 60, .usually_nothing = 30};
    return l;
  }

  CauseModel model() const {
    return knowledge.model([](QueueId) { return "orders"; });
  }

  Category category = backorder();
  Knowledge knowledge{
      [this](std::string_view name) { return name == "backorder" ? &category : nullptr; }};
};

TEST_F(KnowledgeTest, KnowsNothingBeyondTheCatalogueBeforeAnyVerdict) {
  EXPECT_NEAR(knowledge.belief().error_rate, 0.03, 1e-9);
  EXPECT_EQ(knowledge.belief().silence, 1);
  EXPECT_NEAR(to_minutes(knowledge.category("backorder").lag().histogram().median), 180, 15);
  EXPECT_EQ(model().confirmed, 0U);
}

TEST_F(KnowledgeTest, ConfirmedCasesTeachHowOftenReportsNameSomethingWrong) {
  const double before = knowledge.belief().misreported;
  for (int i = 0; i < 60; ++i) {
    Lesson l = lesson(i, VerdictType::confirmed);
    l.misreported = i % 4 == 0 ? 0.95 : 0;
    knowledge.learn(std::move(l));
  }
  EXPECT_LT(before, 0.05);
  EXPECT_NEAR(knowledge.belief().misreported, 0.16, 0.02);
}

TEST_F(KnowledgeTest, ConfirmedCasesTeachLagErrorRateAndThePriorOfNone) {
  const double before = knowledge.unreported_per_open_hour();
  for (int i = 0; i < 20; ++i) knowledge.learn(lesson(i, VerdictType::confirmed));
  EXPECT_GT(knowledge.category("backorder").lag().histogram().median, hours{8});
  EXPECT_GT(knowledge.belief().error_rate, 0.1);
  EXPECT_GT(knowledge.belief().silence, 1.5);
  EXPECT_LT(knowledge.unreported_per_open_hour(), before);
  EXPECT_EQ(model().categories.at(0).department, "supply_chain");
  EXPECT_EQ(model().categories.at(0).confirmed, 20U);
}

TEST_F(KnowledgeTest, ALaterVerdictOnTheSameAlertTakesThePlaceOfTheEarlierOne) {
  knowledge.learn(lesson(1, VerdictType::confirmed));
  knowledge.learn(lesson(1, VerdictType::rejected));
  EXPECT_EQ(model().confirmed, 0U);
  EXPECT_EQ(model().rejected, 1U);
  EXPECT_NEAR(to_minutes(knowledge.category("backorder").lag().histogram().median), 180, 15);
}

TEST_F(KnowledgeTest, SayingTheSameTwiceTeachesOnce) {
  knowledge.learn(lesson(1, VerdictType::confirmed));
  const double once = knowledge.belief().error_rate;
  knowledge.learn(lesson(1, VerdictType::confirmed));
  EXPECT_EQ(knowledge.belief().error_rate, once);
  EXPECT_EQ(model().confirmed, 1U);
}

TEST_F(KnowledgeTest, OldLessonsStayThoughTheyCanNoLongerBeTakenBack) {
  for (int i = 0; i < 500; ++i) knowledge.learn(lesson(i, VerdictType::confirmed));
  knowledge.learn(lesson(499, VerdictType::rejected));
  EXPECT_EQ(model().confirmed, 499U);
  EXPECT_EQ(model().rejected, 1U);
}

}  // namespace
}  // namespace holdwatch::core
