#include "core/alerts/narrative.h"

#include <gtest/gtest.h>

namespace holdwatch::core {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::Test;

constexpr Time kMorning = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + hours{14};

class NarrativeTest : public Test {
 protected:
  NarrativeTest() {
    facts_.surge.onset = {kMorning, kMorning, kMorning};
    facts_.surge.excess_calls = {50, 40, 60};
    facts_.zone = &zone_;
    facts_.attribution = &attribution_;
    facts_.tally.offered = 100;
    attribution_.excess_calls = {50, 40, 60};
    attribution_.causes = {{.incident = "INC-1", .probability = 1}};
  }

  Zone zone_{"America/New_York", {{Time::min(), hours{-5}}}};
  Attribution attribution_;
  SurgeFacts facts_;
};

TEST_F(NarrativeTest, ADemandSurgesDataSayHowManySinceWhenAndWhatShare) {
  EXPECT_EQ(surge_data(facts_),
            "50 calls beyond the usual (90 %: 40 to 60) since 09:00 (America/New_York), 50 % of "
            "the 100 that came.");
}

TEST_F(NarrativeTest, WhatCallersBoreIsSaidWhenItIsWorthSaying) {
  facts_.tally.wait_seconds = 29;
  EXPECT_EQ(surge_data(facts_).find("waited"), std::string::npos);
  facts_.tally.wait_seconds = 600;
  facts_.tally.abandoned = 3;
  facts_.waiting = 2;
  facts_.longest_wait = seconds{75};
  facts_.cost_per_minute = 0.8;
  facts_.currency = "USD";
  const std::string data = surge_data(facts_);
  EXPECT_NE(data.find(" Callers waited 10 minutes in all; 3 gave up. That cost 8 USD. 2 wait now, "
                      "the longest for 1 min 15 s."),
            std::string::npos)
      << data;
}

TEST_F(NarrativeTest, NoShareIsClaimedOfCallsThatAreNoLongerRemembered) {
  facts_.tally_is_whole = false;
  facts_.tally.wait_seconds = 600;
  const std::string data = surge_data(facts_);
  EXPECT_EQ(data.find("that came"), std::string::npos) << data;
  EXPECT_NE(data.find("at least 10 minutes"), std::string::npos) << data;
}

TEST_F(NarrativeTest, WhatIsStillToComeIsSaidOfTheFirstSuspectUntilTheEnd) {
  attribution_.still_to_come = {120, 30, 300};
  EXPECT_NE(surge_data(facts_).find("about 120 more are to come (90 %: 30 to 300)"),
            std::string::npos);
  facts_.over = true;
  EXPECT_EQ(surge_data(facts_).find("to come"), std::string::npos);
  facts_.over = false;
  attribution_.causes[0].incident.reset();
  EXPECT_EQ(surge_data(facts_).find("to come"), std::string::npos);
}

TEST_F(NarrativeTest, AStaffingGapNamesTheAgentsAndAsksService) {
  facts_.surge.driver = Driver::staffing;
  facts_.agents = 4;
  facts_.usual_agents = 11;
  facts_.attribution = nullptr;
  EXPECT_EQ(surge_data(facts_),
            "Callers wait though no more call than usual. 4 agents serve; 11 are usual at this "
            "hour.");
  EXPECT_EQ(service_request(facts_).rfind("Service:", 0), 0u);
}

TEST_F(NarrativeTest, LongConversationsSayHowMuchLonger) {
  facts_.surge.driver = Driver::handle_time;
  facts_.surge.handle_time_factor = 1.9;
  EXPECT_NE(surge_data(facts_).find("1.9 times as long as usual"), std::string::npos);
}

TEST_F(NarrativeTest, AnUnreportedClusterIsNamedInTheRequest) {
  attribution_.suspected = SuspectedIncident{
      .department = "merchandising", .category = {}, .scope = {{"sku", {"SKU-0042"}}}, .lift = 8};
  EXPECT_EQ(service_request(facts_),
            "Nothing reported fits. Ask merchandising about SKU-0042: what has happened?");
  attribution_.suspected->department.clear();
  EXPECT_EQ(service_request(facts_),
            "Nothing reported fits. Ask its owner about SKU-0042: what has happened?");
  attribution_.suspected.reset();
  EXPECT_EQ(service_request(facts_),
            "Nothing reported fits. Ask the agents what callers say, and report it.");
}

TEST_F(NarrativeTest, SaysWhatTheFeedDidNotSeeAndWhatWouldRefuteTheSuspect) {
  attribution_.blind_minutes = 12;
  attribution_.refuted_by = "callers name something else";
  const std::string data = surge_data(facts_);
  EXPECT_NE(data.find("lost messages in 12 min of this time"), std::string::npos) << data;
  EXPECT_NE(data.find("This is wrong if callers name something else."), std::string::npos) << data;
}

TEST_F(NarrativeTest, TheStoryIsOneCallersCourseAndNoneWhenNobodyWaitedLong) {
  facts_.course = Course{minutes{4} + seconds{12}, Outcome::abandoned, "SKU-0042"};
  EXPECT_EQ(surge_story(facts_), "One caller waited 4 min 12 s about SKU-0042 and gave up.");
  facts_.course = Course{seconds{29}, Outcome::abandoned, ""};
  EXPECT_EQ(surge_story(facts_), "");
  EXPECT_EQ(course_in_words({seconds{61}, std::nullopt, ""}),
            "One caller has waited 1 min 1 s and is still waiting.");
}

}  // namespace
}  // namespace holdwatch::core
