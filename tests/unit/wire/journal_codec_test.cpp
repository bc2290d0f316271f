#include <fmt/format.h>
#include <gmock/gmock.h>
#include <holdwatch/v1/journal.pb.h>

#include "model/names.h"
#include "wire/journal_decoder.h"
#include "wire/journal_encoder.h"
#include "wire/json_encoder.h"

namespace holdwatch::wire {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr Time kNoon = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 12h;

struct InWords {
  std::string operator()(const CallEvent& event) const { return to_json(event); }
  std::string operator()(const IncidentReport& report) const { return to_json(report); }
  std::string operator()(const Verdict& verdict) const { return to_json(verdict); }
  std::string operator()(const Acknowledgement& a) const {
    return fmt::format("{} by {} at {}", a.alert, a.who, (a.time - kNoon).count());
  }
  std::string operator()(const Missed& missed) const { return fmt::format("{}", missed.count); }
  std::string operator()(const FeedUp& feed) const {
    return feed.is_away ? "unheard" : feed.is_up ? "up" : "down";
  }
  std::string operator()(const Passed&) const { return "time passed"; }
};

std::vector<std::string> batch_decoded(std::string_view batch) {
  std::vector<std::string> found;
  JournalDecoder decoder;
  const bool is_whole = decoder.decode(batch, [&](const Stamp& stamp, const JournalInput& input) {
    found.push_back(fmt::format("{} {} {} {}", (stamp.clock - kNoon).count(),
                                (stamp.received_at - kNoon).count(), stamp.source,
                                std::visit(InWords{}, input)));
  });
  if (!is_whole) found.emplace_back("broken");
  return found;
}

template <class Input>
std::string encoded(const Input& input) {
  std::string batch;
  JournalEncoder().add(batch, {kNoon, kNoon, 0}, input);
  return batch;
}

/// As it comes back, without its stamp.
template <class Input>
std::string through(const Input& input) {
  const std::vector<std::string> found = batch_decoded(encoded(input));
  return found.size() == 1 ? found.front().substr(std::string("0 0 0 ").size()) : "not one";
}

TEST(JournalCodec, EventsOfEveryTypeComeBackAsTheyWere) {
  const Attribute attributes[] = {{"sku", "SKU-0042"}, {"region", ""}};
  CallEvent event{.time = kNoon, .queue = "orders", .call = "1-2"};
  for (std::size_t type = 0; type < std::size(Names<EventType>::kNames); ++type) {
    event.type = static_cast<EventType>(type);
    EXPECT_EQ(through(event), to_json(event));
    event.attributes = attributes;
  }
}

TEST(JournalCodec, WhatAForeignEventMayNotBeComesBackAsWell) {
  for (const std::size_t size : {1000, 5000}) {
    const std::string long_text(size, 'x');
    const CallEvent event{.time = Time{-5us},
                          .type = EventType::answered,
                          .position = 4'000'000'000,
                          .queue = "or\nders",
                          .call = long_text,
                          .caller = "not of this type"};
    std::string batch = encoded(event);
    JournalDecoder().decode(batch, [&](const Stamp&, const JournalInput& input) {
      const auto& found = std::get<CallEvent>(input);
      EXPECT_EQ(found.time, event.time);
      EXPECT_EQ(found.position, event.position);
      EXPECT_EQ(found.queue, event.queue);
      EXPECT_EQ(found.call, event.call);
      EXPECT_EQ(found.caller, event.caller);
    });
  }
}

TEST(JournalCodec, EveryOutcomeAndStateComesBack) {
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    const CallEvent event{
        .time = kNoon, .type = EventType::exited, .outcome = static_cast<Outcome>(i), .call = "1"};
    EXPECT_EQ(through(event), to_json(event));
  }
  for (std::size_t i = 0; i < kAgentStates; ++i) {
    const CallEvent event{
        .time = kNoon, .type = EventType::agent, .agent_state = static_cast<AgentState>(i)};
    EXPECT_EQ(through(event), to_json(event));
  }
}

TEST(JournalCodec, AnIncidentKeepsWhatItSaysAndWhatItLeavesOut) {
  IncidentReport report{.time = kNoon, .id = "i", .category = "backorder", .department = "d"};
  EXPECT_EQ(through(report), to_json(report));
  report.scope = Scope{};
  EXPECT_EQ(through(report), to_json(report));
  report.scope = Scope{{"sku", {"a", "b"}}, {"region", {}}};
  report.started = kNoon - 1h;
  report.affected = 12.5;
  report.summary = "gone";
  report.url = "https://example.com";
  report.type = ReportType::updated;
  EXPECT_EQ(through(report), to_json(report));
}

TEST(JournalCodec, AVerdictOnNoneOfTheIncidentsIsNotOneOnAnIncidentWithoutName) {
  for (const std::optional<std::string>& incident :
       {std::optional<std::string>(), std::optional<std::string>("i")}) {
    const Verdict verdict{kNoon, "a", incident, VerdictType::false_alarm};
    EXPECT_EQ(through(verdict), to_json(verdict));
  }
}

TEST(JournalCodec, TheRestComesBackToo) {
  EXPECT_EQ(through(Acknowledgement{kNoon + 1us, "a", "ann"}), "a by ann at 1");
  EXPECT_EQ(through(Missed{1'000'000'000'000}), "1000000000000");
  EXPECT_EQ(through(FeedUp{true}), "up");
  EXPECT_EQ(through(FeedUp{false}), "down");
  EXPECT_EQ(through(Passed{}), "time passed");
  EXPECT_EQ(through(FeedUp{false, true}), "unheard");
}

TEST(JournalCodec, StampsComeBackWhateverTheClocksDid) {
  JournalEncoder encoder;
  std::string batch;
  encoder.add(batch, {Time::min(), kNoon, 7}, FeedUp{true});
  encoder.add(batch, {kNoon, kNoon - 1h, 65535}, FeedUp{true});
  encoder.add(batch, {kNoon, Time::max(), 0}, FeedUp{true});
  std::vector<Time> found;
  JournalDecoder().decode(batch, [&](const Stamp& stamp, const JournalInput&) {
    found.push_back(stamp.clock);
    found.push_back(stamp.received_at);
  });
  EXPECT_THAT(found, ElementsAre(Time::min(), kNoon, kNoon, kNoon - 1h, kNoon, Time::max()));
}

TEST(JournalCodec, BatchesThatAreJoinedByteForByteAreABatch) {
  JournalEncoder encoder;
  std::string first;
  std::string second;
  encoder.add(first, {kNoon, kNoon + 1us, 0}, FeedUp{true});
  encoder.add(second, {kNoon + 5us, kNoon + 6us, 0}, FeedUp{false});
  EXPECT_THAT(batch_decoded(first + second), ElementsAre("0 1 0 up", "5 6 0 down"));
}

TEST(JournalCodec, TheSchemaSaysWhatIsWritten) {
  JournalEncoder encoder;
  std::string batch;
  encoder.add(batch, {kNoon, kNoon + 3us, 2},
              CallEvent{.time = kNoon, .type = EventType::joined, .queue = "orders", .call = "1"});
  encoder.add(batch, {kNoon + 4us, kNoon + 4us, 2},
              Verdict{kNoon, "a", "i", VerdictType::rejected});
  encoder.add(batch, {kNoon + 4us, kNoon + 4us, 2}, Acknowledgement{kNoon, "a", "ann"});
  encoder.add(batch, {kNoon + 4us, kNoon + 4us, 2}, Missed{3});
  v1::JournalBatch message;
  ASSERT_TRUE(message.ParseFromString(batch));
  ASSERT_EQ(message.records_size(), 4);
  EXPECT_EQ(message.base_us(), kNoon.time_since_epoch().count());
  EXPECT_EQ(message.records(0).received_delta_us(), 3);
  EXPECT_EQ(message.records(0).source(), 2);
  EXPECT_EQ(message.records(0).event().queue(), "orders");
  EXPECT_EQ(message.records(1).clock_delta_us(), 1);
  EXPECT_EQ(message.records(1).verdict().verdict(), v1::REJECTED);
  EXPECT_EQ(message.records(1).verdict().incident(), "i");
  EXPECT_EQ(message.records(2).acknowledgement().who(), "ann");
  EXPECT_EQ(message.records(3).missed(), 3);
}

TEST(JournalCodec, BytesThatAreNoBatchAreToldAndCostNothingElse) {
  const std::string good = encoded(FeedUp{true});
  EXPECT_THAT(batch_decoded(""), IsEmpty());
  EXPECT_THAT(batch_decoded(good.substr(0, good.size() - 1)), ElementsAre("broken"));
  EXPECT_THAT(batch_decoded(good + "\x12\x7f"), ElementsAre("0 0 0 up", "broken"));
  EXPECT_THAT(batch_decoded("\x12\x01\x48"), ElementsAre("broken"));
  EXPECT_THAT(batch_decoded(good + "garbage"), ElementsAre("0 0 0 up", "broken"));
  v1::JournalBatch no_input;
  no_input.add_records()->set_source(1);
  EXPECT_THAT(batch_decoded(no_input.SerializeAsString()), ElementsAre("broken"));
  v1::JournalBatch no_such_source;
  no_such_source.add_records()->set_feed_up(true);
  no_such_source.mutable_records(0)->set_source(65536);
  EXPECT_THAT(batch_decoded(no_such_source.SerializeAsString()), ElementsAre("broken"));
  v1::JournalBatch no_such_type;
  no_such_type.add_records()->mutable_event()->set_type(static_cast<v1::EventType>(99));
  EXPECT_THAT(batch_decoded(no_such_type.SerializeAsString()), ElementsAre("broken"));
}

}  // namespace
}  // namespace holdwatch::wire
