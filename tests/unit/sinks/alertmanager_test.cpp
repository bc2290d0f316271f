#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sample_alert.h"
#include "sinks/alertmanager/alert_body.h"
#include "sinks/alertmanager/belief.h"
#include "sinks/delivery/delivery_queue.h"

namespace holdwatch::alertmanager {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

AlertChange surge(AlertStatus status, Severity severity = Severity::warning) {
  AlertChange change = test::sample_alert();
  change.status = status;
  change.severity = severity;
  return change;
}

AlertChange without_owner(AlertChange change) {
  change.causes = {{.probability = 1}};
  return change;
}

/// `+name` for what holds, `-name` for what has ended, by its labels.
std::vector<std::string> in_words(const std::vector<Notice>& notices) {
  std::vector<std::string> words;
  for (const Notice& notice : notices) {
    const Labels labels = labels_of(notice);
    std::string text = notice.change.status == AlertStatus::resolved ? "-" : "+";
    for (const auto& [name, value] : labels) {
      if (name != "alertname") text += value + " ";
    }
    text.pop_back();
    words.push_back(text);
  }
  return words;
}

TEST(Belief, ASurgeIsOneAlertForServiceAndOneForTheOwner) {
  Belief belief({});
  const auto notices = belief.take(surge(AlertStatus::firing));
  EXPECT_THAT(in_words(notices), ElementsAre("+orders warning", "+backorder supply_chain"));
  EXPECT_EQ(labels_of(notices[0]).at("alertname"), "HoldwatchSurge");
  EXPECT_EQ(labels_of(notices[1]).at("alertname"), "HoldwatchSuspectedCause");
  EXPECT_THAT(in_words(belief.take(surge(AlertStatus::resolved))),
              ElementsAre("-orders warning", "-backorder supply_chain"));
}

TEST(Belief, AnotherSeverityEndsTheAlertWithTheOld) {
  Belief belief({});
  belief.take(without_owner(surge(AlertStatus::firing)));
  EXPECT_THAT(in_words(belief.take(without_owner(surge(AlertStatus::updated, Severity::critical)))),
              ElementsAre("-orders warning", "+orders critical"));
  EXPECT_THAT(in_words(belief.take(without_owner(surge(AlertStatus::resolved)))),
              ElementsAre("-orders critical"));
}

TEST(Belief, AnOwnerWhoIsNoLongerSuspectedIsRelieved) {
  Belief belief({});
  belief.take(surge(AlertStatus::firing));
  const auto notices = belief.take(without_owner(surge(AlertStatus::updated)));
  EXPECT_THAT(in_words(notices), ElementsAre("-backorder supply_chain", "+orders warning"));
  EXPECT_TRUE(notices[0].is_retraction);
}

TEST(Belief, WhoIsSuspectedAgainIsToldThoughTheFirstTimeWasNotHeard) {
  Belief belief({});
  DeliveryQueue owed(Duration{});
  const auto put = [&](std::vector<Notice> notices) {
    for (Notice& notice : notices) owed.put(std::move(notice), Instant{});
  };
  put(belief.take(surge(AlertStatus::firing)));
  put(belief.take(without_owner(surge(AlertStatus::updated))));
  put(belief.take(surge(AlertStatus::updated)));
  put(belief.repeat(surge(AlertStatus::updated).time));
  std::vector<Notice> told;
  for (const auto& parcel : owed.take(Instant{}, 10, [](const Notice&) { return true; })) {
    told.push_back(parcel.notice);
  }
  EXPECT_THAT(in_words(told), ElementsAre("+orders warning", "+backorder supply_chain"));
}

TEST(Belief, TwoSurgesOfOneCauseAreOneAlertForItsOwner) {
  Belief belief({});
  AlertChange other = surge(AlertStatus::firing);
  other.queue = "support";
  other.id = "77aa";
  belief.take(surge(AlertStatus::firing));
  EXPECT_THAT(in_words(belief.take(other)),
              ElementsAre("+support warning", "+backorder supply_chain"));
  EXPECT_THAT(in_words(belief.take(surge(AlertStatus::resolved))), ElementsAre("-orders warning"));
  other.status = AlertStatus::resolved;
  EXPECT_THAT(in_words(belief.take(other)),
              ElementsAre("-support warning", "-backorder supply_chain"));
}

TEST(Belief, WhatIsToldOfAnAlertAfterItsEndReopensNothing) {
  Belief belief({});
  belief.take(surge(AlertStatus::firing));
  belief.take(surge(AlertStatus::resolved));
  EXPECT_THAT(belief.take(surge(AlertStatus::updated)), IsEmpty());
}

TEST(Belief, WhatWasOpenBeforeARestartIsToldFromTheSnapshot) {
  Belief belief({});
  Snapshot snapshot;
  AlertChange over = surge(AlertStatus::resolved);
  over.id = "over";
  snapshot.alerts = {surge(AlertStatus::updated), over};
  EXPECT_THAT(in_words(belief.take(snapshot)),
              ElementsAre("+orders warning", "+backorder supply_chain"));
  EXPECT_THAT(belief.take(snapshot), IsEmpty());
}

TEST(Belief, WhatHoldsIsRepeatedAndWhatHasEndedForAWhile) {
  Belief belief({});
  const Time now = surge(AlertStatus::firing).time;
  belief.take(without_owner(surge(AlertStatus::firing)));
  EXPECT_THAT(in_words(belief.repeat(now + 24h)), ElementsAre("+orders warning"));
  belief.take(without_owner(surge(AlertStatus::resolved)));
  EXPECT_THAT(in_words(belief.repeat(now + 15min)), ElementsAre("-orders warning"));
  EXPECT_THAT(belief.repeat(now + 16min), IsEmpty());
}

TEST(Belief, ALongHoldClimbsByItsLabelAndNotOnceAcknowledged) {
  Belief belief({.min_step = 2});
  AlertChange hold;
  hold.kind = AlertKind::long_hold;
  hold.id = "aa";
  hold.queue = "orders";
  hold.step = 1;
  EXPECT_THAT(belief.take(hold), IsEmpty());
  hold.step = 2;
  EXPECT_THAT(in_words(belief.take(hold)), ElementsAre("+orders warning 2"));
  hold.step = 3;
  hold.severity = Severity::critical;
  EXPECT_THAT(in_words(belief.take(hold)), ElementsAre("-orders warning 2", "+orders critical 3"));
  hold.acknowledged_by = "ann";
  hold.step = 4;
  EXPECT_THAT(belief.take(hold), IsEmpty());
  hold.status = AlertStatus::resolved;
  hold.step = 0;
  EXPECT_THAT(in_words(belief.take(hold)).size(), 1U);
}

TEST(AlertBody, TellsWhatIsKnown) {
  Notice notice;
  notice.change = surge(AlertStatus::firing, Severity::critical);
  const Time now = notice.change.time;
  const std::string body =
      to_json({&notice}, {{{"site", "berlin"}}, "https://hold.example.com", 4min}, now);
  EXPECT_EQ(body,
            R"j([{"labels":{"alertname":"HoldwatchSurge","queue":"orders","severity":"critical",)j"
            R"j("site":"berlin"},"annotations":{"data":"38 calls beyond the usual since 08:57.",)j"
            R"j("driver":"demand","excess_calls":"38 (90 %: 29 to 47)","id":"5f2c",)j"
            R"j("request":"Tell customers of SKU-0042 a date of delivery today.",)j"
            R"j("story":"A caller waited 4 min 12 s about SKU-0042 and gave up.",)j"
            R"j("summary":"More calls than usual in orders: 38 beyond the usual",)j"
            R"j("suspect":"INC-7 (87 %): SKU-0042 is named"},)j"
            R"j("startsAt":"2026-02-02T09:05:00.000Z","endsAt":"2026-02-02T09:10:00.000Z",)j"
            R"j("generatorURL":"https://hold.example.com/?alert=5f2c"}])j");
}

TEST(AlertBody, AnEndIsNeverInTheFuture) {
  Notice notice;
  notice.change = surge(AlertStatus::resolved);
  EXPECT_THAT(to_json({&notice}, {}, notice.change.opened - 30s),
              AllOf(HasSubstr(R"("startsAt":"2026-02-02T09:04:30.000Z")"),
                    HasSubstr(R"("endsAt":"2026-02-02T09:04:30.000Z")")));
  EXPECT_THAT(to_json({&notice}, {}, notice.change.time + 1h),
              HasSubstr(R"("endsAt":"2026-02-02T09:06:00.000Z")"));
}

}  // namespace
}  // namespace holdwatch::alertmanager
