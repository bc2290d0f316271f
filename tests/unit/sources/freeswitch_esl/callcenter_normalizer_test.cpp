#include "sources/freeswitch_esl/callcenter_normalizer.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "unit/wire/collector.h"

namespace holdwatch::freeswitch_esl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kAt[] = {"2026-11-21T19:52:09.000Z", "2026-11-21T19:52:10.000Z",
                               "2026-11-21T19:52:11.000Z", "2026-11-21T19:52:12.000Z",
                               "2026-11-21T19:52:13.000Z", "2026-11-21T19:52:14.000Z"};
constexpr std::int64_t kBegin = 1795290729;  // kAt[0]

using Headers = std::map<std::string, std::string>;

class CallcenterNormalizerTest : public ::testing::Test {
 protected:
  // An event of the second `at`, about the member m1 of the queue orders unless told otherwise.
  void take(int at, const std::string& action, Headers more = {}) {
    Headers headers = {{"Event-Name", "CUSTOM"},
                       {"Event-Subclass", "callcenter::info"},
                       {"CC-Queue", "orders@default"},
                       {"CC-Member-UUID", "m1"},
                       {"CC-Member-Session-UUID", "caller-1"},
                       {"CC-Member-CID-Number", "+15550100"},
                       {"CC-Action", action},
                       {"Event-Date-Timestamp", fmt::format("{}000000", kBegin + at)}};
    for (const auto& [name, value] : more) headers[name] = value;
    std::vector<wire::NamedText> texts;
    for (const auto& [name, value] : headers) texts.push_back({name, value});
    normalizer_.take(EslEvent(texts), found_);
  }
  void bridge(int at) {
    take(at, "bridge-agent-start", {{"CC-Agent", "1001@default"}, {"CC-Agent-UUID", "agent-1"}});
  }
  void unbridge(int at) { take(at, "bridge-agent-end", {{"CC-Agent", "1001@default"}}); }
  void terminate(int at, Headers more = {}) {
    more["CC-Cause"] = "Terminated";
    more["CC-Agent"] = "1001@default";
    take(at, "member-queue-end", more);
  }
  void cancel(int at, const std::string& reason, Headers more = {}) {
    more["CC-Cause"] = "Cancel";
    more["CC-Cancel-Reason"] = reason;
    take(at, "member-queue-end", more);
  }

  // Listings of orders at the second `at`.
  void list(int at, const std::string& rows) {
    const std::string text =
        "queue|uuid|session_uuid|cid_number|joined_epoch|rejoined_epoch|bridge_epoch|"
        "abandoned_epoch|state\n" +
        rows + "+OK\n";
    normalizer_.members().listed("orders", *CallcenterTable::parse(text),
                                 Time{std::chrono::seconds{kBegin + at}}, found_);
  }
  static std::string row(const std::string& state, int joined = 0, int then = 0) {
    const std::int64_t second = kBegin + then;
    return fmt::format("orders@default|m1|caller-1|+15550100|{}|0|{}|{}|{}\n", kBegin + joined,
                       state == "Answered" ? second : 0, state == "Abandoned" ? second : 0, state);
  }

  static std::string event(int at, const std::string& type, const std::string& more = "") {
    return fmt::format(R"({{"time":"{}","type":"{}","queue":"orders","call":"m1"{}}})", kAt[at],
                       type, more);
  }
  static std::string joined(int at) { return event(at, "joined", R"(,"caller":"+15550100")"); }
  static std::string answered(int at) { return event(at, "answered", R"(,"agent":"1001")"); }
  static std::string completed(int at) { return event(at, "completed", R"(,"agent":"1001")"); }
  static std::string exited(int at, const std::string& outcome) {
    return event(at, "exited", fmt::format(R"(,"outcome":"{}")", outcome));
  }
  static std::string agent(int at, const std::string& queue, const std::string& state) {
    return fmt::format(R"({{"time":"{}","type":"agent","queue":"{}","agent":"1001","state":"{}"}})",
                       kAt[at], queue, state);
  }

  CallcenterNormalizer normalizer_{Naming{}};
  wire::Collector found_;
};

TEST_F(CallcenterNormalizerTest, AWaitEndsAtTheBridgeAndAConversationAtItsEnd) {
  take(0, "member-queue-start");
  bridge(2);
  unbridge(4);
  terminate(4);
  EXPECT_THAT(found_.inputs,
              ElementsAre(joined(0), agent(2, "orders", "available"), answered(2), completed(4)));
}

TEST_F(CallcenterNormalizerTest, ATimeoutDuringTheConversationIsNoEnd) {
  take(0, "member-queue-start");
  bridge(1);
  cancel(2, "TIMEOUT");
  unbridge(3);
  terminate(3);
  EXPECT_THAT(found_.inputs,
              ElementsAre(joined(0), agent(1, "orders", "available"), answered(1), completed(3)));
}

TEST_F(CallcenterNormalizerTest, TheReasonOfACancelIsTheOutcome) {
  const auto outcome_of = [&](const std::string& reason, Headers more) {
    found_.inputs.clear();
    take(0, "member-queue-start");
    cancel(1, reason, std::move(more));
    return found_.inputs.back();
  };
  const Headers hung_up = {{"Hangup-Cause", "NORMAL_CLEARING"}};
  EXPECT_EQ(outcome_of("BREAK_OUT", hung_up), event(1, "abandoned"));
  EXPECT_EQ(outcome_of("NONE", hung_up), event(1, "abandoned"));
  EXPECT_EQ(outcome_of("BREAK_OUT", {}), exited(1, "transferred"));
  EXPECT_EQ(outcome_of("TIMEOUT", {}), exited(1, "timeout"));
  EXPECT_EQ(outcome_of("TIMEOUT", hung_up), exited(1, "timeout"));
  EXPECT_EQ(outcome_of("NO_AGENT_TIMEOUT", {}), exited(1, "empty"));
  EXPECT_EQ(outcome_of("EXIT_WITH_KEY", {}), exited(1, "key"));
  EXPECT_EQ(outcome_of("NONE", {}), exited(1, "unknown"));
  EXPECT_EQ(outcome_of("A_LATER_INVENTION", {}), exited(1, "unknown"));
}

TEST_F(CallcenterNormalizerTest, AnAbandonedCallerMayComeBack) {
  take(0, "member-queue-start");
  cancel(1, "BREAK_OUT", {{"Hangup-Cause", "NORMAL_CLEARING"}});
  take(3, "member-queue-resume");
  EXPECT_THAT(found_.inputs, ElementsAre(joined(0), event(1, "abandoned"), joined(3)));
}

TEST_F(CallcenterNormalizerTest, AttributesAreTheChannelVariablesThatTheNamingNames) {
  take(0, "member-queue-start",
       {{"variable_sku", "SKU-4711"},
        {"Caller-Destination-Number", "5550199"},
        {"variable_x", "y"}});
  EXPECT_THAT(found_.inputs,
              ElementsAre(HasSubstr(R"("attributes":{"sku":"SKU-4711","dnis":"5550199"})")));
}

TEST_F(CallcenterNormalizerTest, AnUnfitAttributeCostsOnlyItself) {
  take(0, "member-queue-start", {{"variable_sku", std::string(300, 'x')}});
  EXPECT_THAT(found_.inputs, ElementsAre(joined(0)));
  EXPECT_THAT(found_.reasons, ElementsAre(Disposition::oversized));
}

TEST_F(CallcenterNormalizerTest, AQueueOfAnotherDomainKeepsIt) {
  take(0, "member-queue-start", {{"CC-Queue", "orders@other"}});
  EXPECT_THAT(found_.inputs, ElementsAre(HasSubstr(R"("queue":"orders@other")")));
}

TEST_F(CallcenterNormalizerTest, EitherPartyMayHold) {
  take(0, "member-queue-start");
  bridge(1);
  found_.inputs.clear();
  take(2, "", {{"Event-Name", "CHANNEL_HOLD"}, {"Unique-ID", "agent-1"}});
  take(3, "", {{"Event-Name", "CHANNEL_UNHOLD"}, {"Unique-ID", "agent-1"}});
  take(4, "", {{"Event-Name", "CHANNEL_HOLD"}, {"Unique-ID", "caller-1"}});
  take(5, "", {{"Event-Name", "CHANNEL_HOLD"}, {"Unique-ID", "somebody else"}});
  EXPECT_THAT(found_.inputs, ElementsAre(event(2, "held"), event(3, "resumed"), event(4, "held")));
}

TEST_F(CallcenterNormalizerTest, AnEndBringsALostBeginAlong) {
  cancel(3, "TIMEOUT", {{"CC-Member-Joined-Time", std::to_string(kBegin + 1)}});
  EXPECT_THAT(found_.inputs, ElementsAre(joined(1), exited(3, "timeout")));
  found_.inputs.clear();
  terminate(5, {{"CC-Member-Joined-Time", std::to_string(kBegin + 2)},
                {"CC-Agent-Answered-Time", std::to_string(kBegin + 4)}});
  EXPECT_THAT(found_.inputs, ElementsAre(joined(2), answered(4), completed(5)));
}

// --- Agents --------------------------------------------------------------------------------------

TEST_F(CallcenterNormalizerTest, AnAgentIsWhatItsStatusAndItsStateSayTogether) {
  const auto now = [&](const std::string& status, const std::string& state) {
    take(0, "agent-status-change", {{"CC-Agent", "1001@default"}, {"CC-Agent-Status", status}});
    take(0, "agent-state-change", {{"CC-Agent", "1001@default"}, {"CC-Agent-State", state}});
    return found_.inputs.back();
  };
  take(0, "agent-offering", {{"CC-Agent", "1001@default"}});
  EXPECT_EQ(now("Available", "In a queue call"), agent(0, "orders", "busy"));
  EXPECT_EQ(now("Available", "Waiting"), agent(0, "orders", "available"));
  EXPECT_EQ(now("Available (On Demand)", "Receiving"), agent(0, "orders", "busy"));
  EXPECT_EQ(now("On Break", "Waiting"), agent(0, "orders", "paused"));
  EXPECT_EQ(now("On Break", "In a queue call"), agent(0, "orders", "busy"));
  EXPECT_EQ(now("Logged Out", "In a queue call"), agent(0, "orders", "offline"));
  EXPECT_EQ(now("Available", "Idle"), agent(0, "orders", "paused"));
}

TEST_F(CallcenterNormalizerTest, TheTiersTellWhoServesWhichQueue) {
  const Time now{std::chrono::seconds{kBegin}};
  const auto table = [](const char* text) { return *CallcenterTable::parse(text); };
  normalizer_.agents().listed(table("name|status|state\n1001@default|On Break|Waiting\n+OK\n"), now,
                              found_);
  normalizer_.agents().tiers_listed(
      table("queue|agent|state\na@default|1001@default|Ready\nb@default|1001@default|Ready\n+OK\n"),
      now, found_);
  EXPECT_THAT(found_.inputs, ElementsAre(agent(0, "a", "paused"), agent(0, "b", "paused")));
  found_.inputs.clear();
  normalizer_.agents().tiers_listed(table("queue|agent|state\nb@default|1001@default|Ready\n+OK\n"),
                                    now, found_);
  take(1, "agent-status-change", {{"CC-Agent", "1001@default"}, {"CC-Agent-Status", "Available"}});
  EXPECT_THAT(found_.inputs, ElementsAre(agent(0, "a", "offline"), agent(1, "b", "available")));
}

TEST_F(CallcenterNormalizerTest, NamesThatAreNoneInAListAreNobodysQueue) {
  const Time now{std::chrono::seconds{kBegin}};
  const std::string long_name(300, 'q');
  const std::string text = "queue|agent\n\x01\x02|1001\n|1001\n" + long_name + "|1001\na|\n" +
                           "a|" + long_name + "\nb|1001\n+OK\n";
  normalizer_.agents().tiers_listed(*CallcenterTable::parse(text), now, found_);
  take(0, "agent-offering", {{"CC-Agent", "1001@default"}, {"CC-Queue", ""}});
  EXPECT_THAT(found_.inputs, ElementsAre(agent(0, "b", "available")));
}

// --- Listings ------------------------------------------------------------------------------------

TEST_F(CallcenterNormalizerTest, WhoWaitsInTwoListingsWaits) {
  list(2, row("Trying", 1));
  EXPECT_THAT(found_.inputs, IsEmpty());
  list(3, row("Waiting", 1));
  EXPECT_THAT(found_.inputs, ElementsAre(joined(1)));
  EXPECT_EQ(normalizer_.members().take_missed(), 0u) << "it waited before we came";
  cancel(4, "TIMEOUT");
  EXPECT_THAT(found_.inputs.back(), exited(4, "timeout"));
}

TEST_F(CallcenterNormalizerTest, WhoTalksInTwoListingsTalks) {
  for (int at : {2, 3}) list(at, row("Answered", 0, 1));
  cancel(4, "TIMEOUT");  // of a wait that is over
  unbridge(5);
  terminate(5);
  EXPECT_THAT(found_.inputs, ElementsAre(joined(0), event(1, "answered"), completed(5)));
}

TEST_F(CallcenterNormalizerTest, ATimeoutAfterALostAnswerIsNoEnd) {
  take(0, "member-queue-start");
  list(2, row("Answered", 0, 1));
  cancel(3, "TIMEOUT");
  terminate(4);
  EXPECT_THAT(found_.inputs, ElementsAre(joined(0), event(1, "answered"), completed(4)));

  found_.inputs.clear();
  list(2, row("Answered", 0, 1));
  cancel(3, "TIMEOUT", {{"CC-Member-Joined-Time", std::to_string(kBegin)}});
  terminate(4);
  EXPECT_THAT(found_.inputs, ElementsAre(joined(0), event(1, "answered"), completed(4)));
}

TEST_F(CallcenterNormalizerTest, ACallerWhoJoinedUnseenIsMissed) {
  list(0, "");
  list(3, row("Waiting", 2));
  list(4, row("Waiting", 2));
  EXPECT_THAT(found_.inputs, ElementsAre(joined(2)));
  EXPECT_EQ(normalizer_.members().take_missed(), 1u);
  EXPECT_EQ(normalizer_.members().take_missed(), 0u);
}

TEST_F(CallcenterNormalizerTest, AJoinOvertakenByTwoListingsStillTellsItsAttributes) {
  for (int at : {1, 2}) list(at, row("Waiting", 1));
  take(3, "member-queue-start", {{"variable_sku", "SKU-1"}});
  EXPECT_THAT(found_.inputs,
              ElementsAre(joined(1), event(3, "tagged", R"(,"attributes":{"sku":"SKU-1"})")));
}

TEST_F(CallcenterNormalizerTest, AnEventUnderWayOvertakenByAListingIsNoLoss) {
  list(0, "");
  list(1, row("Waiting", 1));
  take(1, "member-queue-start", {{"variable_sku", "SKU-1"}});
  list(2, row("Waiting", 1));
  EXPECT_THAT(found_.inputs, ElementsAre(HasSubstr("SKU-1")));
  list(3, "");
  bridge(3);
  list(4, row("Answered", 1, 3));
  EXPECT_THAT(found_.inputs.back(), answered(3));
  EXPECT_EQ(normalizer_.members().take_missed(), 0u);
}

TEST_F(CallcenterNormalizerTest, AGhostIsGoneAfterTwoListings) {
  take(0, "member-queue-start");
  list(1, "");
  EXPECT_THAT(found_.inputs, ElementsAre(joined(0)));
  list(2, "");
  EXPECT_THAT(found_.inputs, ElementsAre(joined(0), exited(2, "unknown")));
  EXPECT_EQ(normalizer_.members().take_missed(), 1u);
}

TEST_F(CallcenterNormalizerTest, AListingKnowsHowAWaitEnded) {
  take(0, "member-queue-start");
  for (int at : {3, 4}) list(at, row("Abandoned", 0, 2));
  EXPECT_THAT(found_.inputs, ElementsAre(joined(0), event(2, "abandoned")));
  list(5, row("Abandoned", 0, 2));
  EXPECT_EQ(found_.inputs.size(), 2u) << "they linger in the list";

  found_.inputs.clear();
  take(0, "member-queue-start");
  for (int at : {3, 4}) list(at, row("Answered", 0, 2));
  unbridge(5);
  terminate(5);
  EXPECT_THAT(found_.inputs, ElementsAre(joined(0), event(2, "answered"), completed(5)));
}

TEST_F(CallcenterNormalizerTest, AConversationThatIsListedNoLongerIsOver) {
  take(0, "member-queue-start");
  bridge(1);
  list(2, row("Answered", 0, 1));
  list(3, "");
  EXPECT_THAT(found_.inputs.back(), answered(1));
  list(4, "");
  EXPECT_THAT(found_.inputs.back(), event(4, "completed"));
  EXPECT_EQ(normalizer_.members().take_missed(), 1u);
}

TEST_F(CallcenterNormalizerTest, AListingOfOneQueueSaysNothingOfAnother) {
  take(0, "member-queue-start", {{"CC-Queue", "support@default"}});
  list(1, "");
  list(2, "");
  EXPECT_EQ(found_.inputs.size(), 1u);
}

// --- What is refused -----------------------------------------------------------------------------

TEST_F(CallcenterNormalizerTest, OtherEventsMeanNothing) {
  take(0, "members-count");
  take(0, "bridge-agent-fail");
  take(0, "");
  take(0, "member-queue-start", {{"Event-Name", "HEARTBEAT"}});
  take(0, "member-queue-start", {{"Event-Subclass", "conference::maintenance"}});
  EXPECT_THAT(found_.inputs, IsEmpty());
  EXPECT_THAT(found_.reasons, IsEmpty());
}

TEST_F(CallcenterNormalizerTest, SaysWhatIsMissingOrUnfit) {
  take(0, "member-queue-start", {{"CC-Member-UUID", ""}});
  take(0, "member-queue-end", {{"CC-Queue", ""}});
  take(0, "member-queue-start", {{"Event-Date-Timestamp", "soon"}});
  take(0, "member-queue-start", {{"CC-Queue", std::string(300, 'q')}});
  take(0, "member-queue-start", {{"CC-Member-UUID", "a\nb"}});
  EXPECT_THAT(found_.inputs, IsEmpty());
  EXPECT_THAT(found_.details, ElementsAre(HasSubstr("CC-Member-UUID of member-queue-start: needed"),
                                          HasSubstr("CC-Queue of member-queue-end: needed"),
                                          HasSubstr("Event-Date-Timestamp"), HasSubstr("CC-Queue"),
                                          HasSubstr("CC-Member-UUID")));
}

}  // namespace
}  // namespace holdwatch::freeswitch_esl
