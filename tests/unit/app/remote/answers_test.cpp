#include "app/remote/answers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/remote/queue_state.h"
#include "model/names.h"
#include "sample_answers.h"
#include "wire/alert_json.h"
#include "wire/rfc3339.h"

namespace holdwatch::remote {
namespace {

using ::testing::ElementsAre;

TEST(Answers, QueuesAreRead) {
  const Queues answer = read_queues(test::kQueuesAnswer);
  EXPECT_EQ(answer.zone, "Europe/Berlin");
  EXPECT_EQ(wire::format_rfc3339(answer.time), "2026-03-03T14:08:11.000Z");
  ASSERT_EQ(answer.queues.size(), 5u);
  const QueueView& orders = answer.queues[1];
  EXPECT_EQ(orders.name, "orders");
  EXPECT_EQ(orders.waiting, 12u);
  EXPECT_EQ(longest_wait_seconds(orders, answer.time), 252);
  EXPECT_EQ(orders.expected_wait_seconds, 180.2);
  EXPECT_THAT(orders.agents.value(), ElementsAre(0, 11, 2, 4));
  EXPECT_EQ(orders.offered, 412u);
  EXPECT_EQ(orders.service_level, 0.713);
  EXPECT_EQ(orders.surge, "5f0c7d3a9be21846");
  EXPECT_EQ(answer.queues[2].staffed, 2u);
  EXPECT_FALSE(answer.queues[2].agents);
  EXPECT_FALSE(answer.queues[3].is_known);
}

TEST(Answers, AnAlertComesBackAsItWasWritten) {
  const std::string written = wire::to_json(read_alert(test::kSurgeAlert));
  EXPECT_EQ(wire::to_json(read_alert(written)), written);
  const AlertChange change = read_alert(written);
  EXPECT_EQ(change.kind, AlertKind::surge);
  EXPECT_EQ(change.status, AlertStatus::updated);
  EXPECT_EQ(change.severity, Severity::critical);
  EXPECT_EQ(change.driver, Driver::demand);
  ASSERT_EQ(change.causes.size(), 2u);
  EXPECT_EQ(change.causes[0].incident, "INC-51");
  EXPECT_FALSE(change.causes[1].incident);
  EXPECT_EQ(change.acknowledged_by, "Ada");
}

TEST(Answers, TheRestIsReadToo) {
  EXPECT_EQ(read_surges(test::kSurgesAnswer).surges.at(0).curve.size(), 3u);
  EXPECT_EQ(read_incidents(test::kIncidentsAnswer).incidents.at(0).scope.at("sku").size(), 2u);
  EXPECT_EQ(read_departments(test::kDepartmentsAnswer).departments.at(1).open_requests.size(), 1u);
  EXPECT_EQ(read_feeds(test::kFeedsAnswer).journal->bytes, 12345678u);
  EXPECT_FALSE(read_feeds(R"({"feeds":[],"journal":null})").journal);
  EXPECT_EQ(read_abandoned(test::kAbandonedAnswer).calls.at(1).waited_seconds, 71.5);
}

TEST(Answers, WhatIsAbsentOrOfAnotherTypeIsNotThere) {
  const Queues answer =
      read_queues(R"({"queues":[{"name":"q","waiting":-3,"agents":7,"x":[]}, 4]})");
  ASSERT_EQ(answer.queues.size(), 2u);
  EXPECT_FALSE(answer.queues[0].is_known);
  EXPECT_EQ(answer.queues[0].waiting, 0u);
  EXPECT_FALSE(answer.queues[0].agents);
}

TEST(Answers, SomethingElseIsNoAnswer) {
  for (const char* body : {"", "<html>", "[]", "{}", "{\"queues\":7}", "{\"queues\":[}"}) {
    EXPECT_THROW(read_queues(body), std::runtime_error) << body;
  }
}

TEST(QueueState, TheWorstIsFirstAndWhatIsNotSeenIsNeverCalm) {
  Queues answer = read_queues(test::kQueuesAnswer);
  sort_worst_first(answer.queues, answer.time);
  std::vector<std::string> told;
  for (const QueueView& queue : answer.queues) {
    told.push_back(queue.name + ": " + std::string(word_for(state_of(queue, answer.time))));
  }
  EXPECT_THAT(told, ElementsAre("orders: surge", "returns: unknown", "support: long hold",
                                "billing: waiting", "press: calm"));
}

}  // namespace
}  // namespace holdwatch::remote
