// Real recordings of an Asterisk 22, account by account, held against the queue_log of the same
// minutes. They are not part of the project: without them these tests skip.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>

#include "sources/asterisk_ami/recorded_ami.h"
#include "sources/queue_log/queue_log_source.h"
#include "support/call_courses.h"
#include "support/shared_data.h"

namespace holdwatch::asterisk_ami {
namespace {

using testing::IsEmpty;
using testing::UnorderedElementsAre;

using test::Course;

struct Replayed : test::CallCourses {
  std::vector<std::string> refused;
};

class AmiCaptures : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(shared_data("asterisk"))) GTEST_SKIP() << "no shared recordings";
  }

  static Replayed replay(const std::string& name, const AmiMapping& mapping = {}) {
    Replayed all;
    const auto file = open_recorded_ami(
        shared_data("asterisk/" + name),
        [&](Disposition reason, auto place, auto detail) {
          all.refused.push_back(fmt::format("{} {} {}", to_string(reason), place, detail));
        },
        mapping);
    while (file->next()) all.note(std::get<CallEvent>(file->input()));
    return all;
  }

  static Replayed queue_log() {
    Replayed all;
    const auto file = queue_log::kFormat.open(
        shared_data("asterisk/queue_log.gz"),
        [&](Disposition reason, auto, auto) { all.refused.emplace_back(to_string(reason)); });
    while (file->next()) all.note(std::get<CallEvent>(file->input()));
    return all;
  }

  static AmiMapping mapped() {
    AmiMapping mapping;
    mapping.left_queue = LeftQueueEvent{"CallLeftQueue", "QueueStatus"};
    mapping.user_events = {{"CallReason", {{"Sku", "sku"}, {"Reason", "reason"}}}};
    mapping.variables = {{"SKU", "sku"}, {"REASON", "reason"}};
    return mapping;
  }

  /// Call by call the same; the queue_log knows whole seconds only.
  static void expect_agreement(const Replayed& ami, const Replayed& log) {
    ASSERT_EQ(ami.calls.size(), log.calls.size());
    for (const auto& [call, course] : log.calls) {
      ASSERT_TRUE(ami.calls.contains(call)) << call;
      const Course& ours = ami.calls.at(call);
      EXPECT_EQ(ours.outcome, course.outcome) << call;
      EXPECT_EQ(ours.queue, course.queue) << call;
      EXPECT_EQ(std::chrono::floor<std::chrono::seconds>(ours.joined), course.joined) << call;
      EXPECT_LE(std::abs(to_seconds(ours.wait - course.wait)), 1.01) << call;
    }
  }
};

TEST_F(AmiCaptures, TheMinimalAccountAgreesWithTheQueueLogCallByCall) {
  const Replayed ami = replay("ami-min.txt.gz");
  EXPECT_THAT(ami.outcomes,
              UnorderedElementsAre(std::pair("answered", 157), std::pair("abandoned", 103),
                                   std::pair("timeout", 128), std::pair("key", 22)));
  EXPECT_THAT(ami.refused, IsEmpty());
  expect_agreement(ami, queue_log());
}

TEST_F(AmiCaptures, WithTheDialplansEventMappedBothAccountsAgreeAndRefusedCallersAreSeen) {
  for (const char* name : {"ami-min.txt.gz", "ami-filter.txt.gz"}) {
    const Replayed ami = replay(name, mapped());
    EXPECT_THAT(
        ami.outcomes,
        UnorderedElementsAre(std::pair("answered", 157), std::pair("abandoned", 103),
                             std::pair("timeout", 128), std::pair("key", 22), std::pair("full", 3)))
        << name;
    EXPECT_THAT(ami.refused, IsEmpty());
    EXPECT_THAT(ami.oddities, IsEmpty());
    expect_agreement(ami, queue_log());
  }
}

TEST_F(AmiCaptures, TheFilteredAccountWithoutTheMappingGuessesNothing) {
  const Replayed ami = replay("ami-filter.txt.gz");
  EXPECT_THAT(ami.outcomes, UnorderedElementsAre(std::pair("answered", 157),
                                                 std::pair("unknown", 231), std::pair("key", 22)));
}

TEST_F(AmiCaptures, EveryConversationEndsAndEveryHoldIsSeen) {
  const Replayed ami = replay("ami-min.txt.gz");
  EXPECT_EQ(ami.types.at("joined"), 410);
  EXPECT_EQ(ami.types.at("completed"), 157);
  EXPECT_EQ(ami.types.at("held"), 35);
  EXPECT_EQ(ami.types.at("resumed"), 33);
}

TEST_F(AmiCaptures, ACallerWhoHoldsWhileWaitingWaitsOn) {
  const Replayed ami = replay("ami-hold-while-waiting.txt.gz");
  ASSERT_EQ(ami.calls.size(), 1u);
  const Course& course = ami.calls.at("1795290280.63934");
  EXPECT_EQ(course.outcome, "abandoned");
  EXPECT_EQ(course.wait, Duration{11'518'468});  // its own timestamps: 281.353273 to 292.871741
}

TEST_F(AmiCaptures, ACallerOnTheOtherHalfOfALocalChannelIsKnownByItsUniqueid) {
  const Replayed ami = replay("ami-linkedid.txt.gz", mapped());
  EXPECT_EQ(ami.calls.size(), 3u);
  EXPECT_EQ(ami.calls.at("1795290748.63936").outcome, "answered");
  EXPECT_EQ(ami.types.at("completed"), 3);
}

TEST_F(AmiCaptures, AReloadDisturbsNobodyAndARestartEndsAllWaits) {
  const Replayed reload = replay("ami-reload.txt.gz");
  EXPECT_EQ(reload.types.at("joined"), 14);
  EXPECT_THAT(reload.refused, IsEmpty());
  const Replayed restart = replay("ami-restart-old-session.txt.gz");
  EXPECT_EQ(restart.calls.at("1795289816.1305").outcome, "abandoned");
  EXPECT_THAT(restart.refused, IsEmpty());
}

TEST_F(AmiCaptures, RepliesOfAllKindsAndRefusedLoginsAreRead) {
  for (const char* name : {"ami-badlogin.txt.gz", "ami-noauth.txt.gz", "ami-min-denied.txt.gz",
                           "ami-restart-new-session.txt.gz", "ami-sample-each-event.txt.gz"}) {
    EXPECT_THAT(replay(name).refused, IsEmpty()) << name;
  }
}

}  // namespace
}  // namespace holdwatch::asterisk_ami
