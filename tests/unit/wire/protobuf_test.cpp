#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "holdwatch/v1/events.pb.h"
#include "unit/wire/collector.h"
#include "wire/json_decoder.h"
#include "wire/limits.h"
#include "wire/protobuf_decoder.h"
#include "wire/protobuf_encoder.h"

namespace holdwatch::wire {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kTime = 1'770'008'855'255'000;
constexpr std::string_view kJoinedAsJson =
    R"({"time":"2026-02-02T05:07:35.255Z","type":"joined","queue":"vip","call":"c-1"})";

Collector frame_decoded(std::string_view frame) {
  Collector found;
  ProtobufDecoder().decode(frame, found);
  return found;
}
Collector frame_decoded(const v1::Batch& batch) {
  return frame_decoded(std::string_view(batch.SerializeAsString()));
}

v1::CallEvent joined() {
  v1::CallEvent event;
  event.set_time_us(kTime);
  event.set_type(v1::JOINED);
  event.set_queue("vip");
  event.set_call("c-1");
  return event;
}

v1::Batch batch_of(const v1::CallEvent& event) {
  v1::Batch batch;
  *batch.add_events() = event;
  return batch;
}
v1::Batch batch_of(const v1::Incident& incident) {
  v1::Batch batch;
  *batch.add_incidents() = incident;
  return batch;
}

TEST(Protobuf, EveryFieldOfAnEventArrives) {
  v1::CallEvent event = joined();
  event.set_caller("c083");
  event.set_position(3);
  auto* attribute = event.add_attributes();
  attribute->set_name("sku");
  attribute->set_value("SKU-1");
  EXPECT_THAT(
      frame_decoded(batch_of(event)).inputs,
      ElementsAre(
          R"({"time":"2026-02-02T05:07:35.255Z","type":"joined","queue":"vip","call":"c-1","caller":"c083","position":3,"attributes":{"sku":"SKU-1"}})"));
}

TEST(Protobuf, EveryTypeOfEventHasTheNameOfTheSchema) {
  for (int type = v1::JOINED; type <= v1::HEARTBEAT; ++type) {
    v1::CallEvent event = joined();
    event.set_type(static_cast<v1::EventType>(type));
    event.set_agent("Ana");
    event.set_agents(3);
    event.set_outcome(v1::KEY);
    event.set_state(v1::PAUSED);
    auto* attribute = event.add_attributes();
    attribute->set_name("sku");
    attribute->set_value("SKU-1");
    const Collector found = frame_decoded(batch_of(event));
    ASSERT_THAT(found.inputs, SizeIs(1)) << type;
    std::string name = v1::EventType_Name(type);
    for (char& c : name) c = static_cast<char>(std::tolower(c));
    EXPECT_THAT(found.inputs[0], HasSubstr(fmt::format(R"("type":"{}")", name)));
  }
}

TEST(Protobuf, EveryOutcomeHasTheNameOfTheSchema) {
  for (int outcome = v1::TIMEOUT; outcome <= v1::UNKNOWN; ++outcome) {
    v1::CallEvent event = joined();
    event.set_type(v1::EXITED);
    event.set_outcome(static_cast<v1::ExitOutcome>(outcome));
    std::string name = v1::ExitOutcome_Name(outcome);
    for (char& c : name) c = static_cast<char>(std::tolower(c));
    EXPECT_THAT(frame_decoded(batch_of(event)).inputs,
                ElementsAre(HasSubstr(fmt::format(R"("outcome":"{}")", name))));
  }
}

TEST(Protobuf, EveryAgentStateHasTheNameOfTheSchema) {
  for (int state = v1::AVAILABLE; state <= v1::OFFLINE; ++state) {
    v1::CallEvent event = joined();
    event.set_type(v1::AGENT);
    event.set_agent("Ana");
    event.set_state(static_cast<v1::AgentState>(state));
    std::string name = v1::AgentState_Name(state);
    for (char& c : name) c = static_cast<char>(std::tolower(c));
    EXPECT_THAT(frame_decoded(batch_of(event)).inputs,
                ElementsAre(HasSubstr(fmt::format(R"("state":"{}")", name))));
  }
}

TEST(Protobuf, EveryFieldOfAnIncidentArrives) {
  v1::Incident incident;
  incident.set_time_us(kTime);
  incident.set_type(v1::OPENED);
  incident.set_id("INC-1");
  incident.set_category("outage");
  incident.set_department("technology");
  incident.set_started_us(kTime - 1000);
  auto* entry = incident.add_scope();
  entry->set_attribute("region");
  entry->add_values("north");
  entry->add_values("süd");
  incident.set_affected(163);
  incident.set_summary("Line 1\nLine 2");
  incident.set_url("https://example.org/1");
  EXPECT_THAT(
      frame_decoded(batch_of(incident)).inputs,
      ElementsAre(
          R"({"time":"2026-02-02T05:07:35.255Z","type":"opened","id":"INC-1","category":"outage","department":"technology","started":"2026-02-02T05:07:35.254Z","scope":{"region":["north","süd"]},"affected":163,"summary":"Line 1\nLine 2","url":"https://example.org/1"})"));
}

TEST(Protobuf, TheNumberIsToldBeforeTheElements) {
  v1::Batch batch = batch_of(joined());
  batch.set_source("pbx");
  batch.set_sequence(7);
  const Collector found = frame_decoded(batch);
  EXPECT_THAT(found.numbers, ElementsAre(std::pair("pbx", 7)));
  EXPECT_THAT(found.inputs, SizeIs(1));
}

TEST(Protobuf, AnUnnumberedBatchTellsNoNumber) {
  EXPECT_THAT(frame_decoded(batch_of(joined())).numbers, IsEmpty());
}

struct BadEvent {
  std::string_view name;
  void (*spoil)(v1::CallEvent&);
  Disposition reason;
  std::string_view detail;
};

void PrintTo(const BadEvent& bad, std::ostream* out) {
  *out << bad.name;
}

class BadProtobufEvent : public testing::TestWithParam<BadEvent> {};

TEST_P(BadProtobufEvent, CostsOnlyItself) {
  v1::Batch batch = batch_of(joined());
  v1::CallEvent bad = joined();
  GetParam().spoil(bad);
  *batch.add_events() = bad;
  *batch.add_events() = joined();
  const Collector found = frame_decoded(batch);
  EXPECT_THAT(found.inputs, ElementsAre(kJoinedAsJson, kJoinedAsJson));
  EXPECT_THAT(found.reasons, ElementsAre(GetParam().reason));
  EXPECT_THAT(found.details, ElementsAre(HasSubstr(GetParam().detail)));
  EXPECT_THAT(found.details, ElementsAre(HasSubstr("events[1]")));
}

const BadEvent kBadEvents[] = {
    {"no_time", [](auto& e) { e.clear_time_us(); }, Disposition::missing_field, "time_us"},
    {"no_type", [](auto& e) { e.clear_type(); }, Disposition::missing_field, "type"},
    {"no_queue", [](auto& e) { e.clear_queue(); }, Disposition::missing_field, "queue"},
    {"no_call", [](auto& e) { e.clear_call(); }, Disposition::missing_field, "call"},
    {"no_outcome", [](auto& e) { e.set_type(v1::EXITED); }, Disposition::missing_field, "outcome"},
    {"no_agents", [](auto& e) { e.set_type(v1::STAFFED); }, Disposition::missing_field, "agents"},
    {"no_state",
     [](auto& e) {
       e.set_type(v1::AGENT);
       e.set_agent("Ana");
     },
     Disposition::missing_field, "state"},
    {"no_agent",
     [](auto& e) {
       e.set_type(v1::AGENT);
       e.set_state(v1::BUSY);
     },
     Disposition::missing_field, "agent"},
    {"no_attributes", [](auto& e) { e.set_type(v1::TAGGED); }, Disposition::missing_field,
     "attributes"},
    {"unknown_type", [](auto& e) { e.set_type(static_cast<v1::EventType>(99)); },
     Disposition::unknown_type, "99"},
    {"negative_type", [](auto& e) { e.set_type(static_cast<v1::EventType>(-1)); },
     Disposition::unknown_type, "-1"},
    {"unknown_outcome",
     [](auto& e) {
       e.set_type(v1::EXITED);
       e.set_outcome(static_cast<v1::ExitOutcome>(8));
     },
     Disposition::invalid_value, "outcome"},
    {"time_before_1970", [](auto& e) { e.set_time_us(-1); }, Disposition::invalid_value, "time_us"},
    {"time_absurd", [](auto& e) { e.set_time_us(std::numeric_limits<std::int64_t>::max()); },
     Disposition::invalid_value, "time_us"},
    {"position_absurd", [](auto& e) { e.set_position(4'000'000'000); }, Disposition::invalid_value,
     "position"},
    {"talk_is_nan", [](auto& e) { e.set_talk_seconds(std::nan("")); }, Disposition::invalid_value,
     "talk_seconds"},
    {"talk_is_negative", [](auto& e) { e.set_talk_seconds(-1); }, Disposition::invalid_value,
     "talk_seconds"},
    {"talk_is_infinite",
     [](auto& e) { e.set_talk_seconds(std::numeric_limits<double>::infinity()); },
     Disposition::invalid_value, "talk_seconds"},
    {"long_queue", [](auto& e) { e.set_queue(std::string(kMaxTextBytes + 1, 'q')); },
     Disposition::oversized, "queue"},
    {"nul_in_queue", [](auto& e) { e.set_queue(std::string("a\0b", 3)); },
     Disposition::invalid_value, "a\\x00b"},
    {"nameless_attribute", [](auto& e) { e.add_attributes()->set_value("v"); },
     Disposition::invalid_value, "empty name"},
    {"attribute_twice",
     [](auto& e) {
       for (int i = 0; i < 2; ++i) {
         auto* attribute = e.add_attributes();
         attribute->set_name("sku");
         attribute->set_value("v");
       }
     },
     Disposition::invalid_value, "twice"},
    {"too_many_attributes",
     [](auto& e) {
       for (std::size_t i = 0; i <= kMaxAttributes; ++i) {
         auto* attribute = e.add_attributes();
         attribute->set_name(fmt::format("name-{}", i));
         attribute->set_value("v");
       }
     },
     Disposition::oversized, "attributes"},
};

INSTANTIATE_TEST_SUITE_P(Protobuf, BadProtobufEvent, testing::ValuesIn(kBadEvents));

// Bytes of one event spoilt by hand, where the generated classes would not write them.
std::string frame_of_event(std::string_view bytes) {
  return fmt::format("\x1a{}{}", static_cast<char>(bytes.size()), bytes);
}

TEST(Protobuf, FieldsOfAnotherTypeArePassedOverAsInJson) {
  v1::CallEvent event = joined();
  event.set_type(v1::ABANDONED);
  event.set_caller("c083");
  event.set_position(3);
  event.set_talk_seconds(5);
  event.set_agents(2);
  EXPECT_THAT(
      frame_decoded(batch_of(event)).inputs,
      ElementsAre(
          R"({"time":"2026-02-02T05:07:35.255Z","type":"abandoned","queue":"vip","call":"c-1"})"));
}

TEST(Protobuf, InvalidUtf8CostsThatElement) {
  std::string event = joined().SerializeAsString();
  event.replace(event.find("vip"), 3, "v\xffp");
  const Collector found =
      frame_decoded(frame_of_event(event) + frame_of_event(joined().SerializeAsString()));
  EXPECT_THAT(found.inputs, ElementsAre(kJoinedAsJson));
  EXPECT_THAT(found.reasons, ElementsAre(Disposition::malformed));
}

TEST(Protobuf, AnElementThatBreaksOffCostsThatElement) {
  const std::string event = joined().SerializeAsString();
  const Collector found =
      frame_decoded(frame_of_event(event.substr(0, event.size() - 2)) + frame_of_event(event));
  EXPECT_THAT(found.inputs, ElementsAre(kJoinedAsJson));
  EXPECT_THAT(found.reasons, ElementsAre(Disposition::malformed));
}

TEST(Protobuf, AFieldOfTheWrongKindIsPassedOver) {
  const std::string queue_as_number = "\x18\x05";
  const Collector found =
      frame_decoded(frame_of_event(queue_as_number + joined().SerializeAsString()));
  EXPECT_THAT(found.inputs, ElementsAre(kJoinedAsJson));
}

TEST(Protobuf, UnknownFieldsArePassedOver) {
  const std::string field_99 = "\x9a\x06\x03new";
  const Collector found =
      frame_decoded(frame_of_event(joined().SerializeAsString() + field_99) + field_99);
  EXPECT_THAT(found.inputs, ElementsAre(kJoinedAsJson));
  EXPECT_THAT(found.details, IsEmpty());
}

TEST(Protobuf, WhatCameBeforeTheBreakStaysWhereverTheFrameBreaksOff) {
  v1::Batch batch = batch_of(joined());
  *batch.add_events() = joined();
  const std::string frame = batch.SerializeAsString();
  const std::size_t element = frame.size() / 2;
  for (std::size_t size = 1; size < frame.size(); ++size) {
    const Collector found = frame_decoded(std::string_view(frame).substr(0, size));
    EXPECT_THAT(found.inputs, SizeIs(size / element)) << size;
    EXPECT_THAT(found.reasons, SizeIs(size % element == 0 ? 0 : 1)) << size;
  }
}

TEST(Protobuf, BytesWithNothingKnownAreNoBatch) {
  for (const std::string_view bytes : {"\x9a\x06\x03new", "hello, world", "\xff\xff\xff\xff"}) {
    const Collector found = frame_decoded(bytes);
    EXPECT_THAT(found.inputs, IsEmpty());
    EXPECT_THAT(found.reasons, ElementsAre(Disposition::malformed)) << bytes;
  }
}

TEST(Protobuf, AnIncidentWithTooWideAScopeIsOversized) {
  v1::Incident incident;
  incident.set_time_us(kTime);
  incident.set_type(v1::CLOSED);
  incident.set_id("INC-1");
  auto* entry = incident.add_scope();
  entry->set_attribute("sku");
  for (std::size_t i = 0; i <= kMaxScopeValues; ++i) entry->add_values("x");
  EXPECT_THAT(frame_decoded(batch_of(incident)).reasons, ElementsAre(Disposition::oversized));
}

TEST(Protobuf, AnIncidentNeedsItsIdAndCategory) {
  v1::Incident incident;
  incident.set_time_us(kTime);
  incident.set_type(v1::CLOSED);
  EXPECT_THAT(frame_decoded(batch_of(incident)).details, ElementsAre(HasSubstr("id")));
  incident.set_type(v1::OPENED);
  incident.set_id("INC-1");
  EXPECT_THAT(frame_decoded(batch_of(incident)).details, ElementsAre(HasSubstr("category")));
  incident.set_category("outage");
  incident.set_affected(-1);
  EXPECT_THAT(frame_decoded(batch_of(incident)).details, ElementsAre(HasSubstr("affected")));
}

// JSON -> model -> frame -> generated classes and our decoder -> JSON.
class Reencoder final : public Receiver {
 public:
  BatchEncoder batch{"pbx", 9};

 private:
  void event(const CallEvent& event) override { batch.add(event); }
  void incident(const IncidentReport& report) override { batch.add(report); }
  void verdict(const Verdict&) override { FAIL(); }
  void rejected(const Rejection& rejection) override { FAIL() << rejection.detail; }
};

TEST(Protobuf, WhatIsEncodedComesBack) {
  const std::vector<std::string> records = {
      R"({"time":"2026-02-02T05:07:35.255001Z","type":"joined","queue":"vip","call":"c-1","caller":"c083","position":3,"attributes":{"reason":"fault","sku":"SKU-1"}})",
      R"({"time":"2026-02-02T05:07:36.000Z","type":"exited","queue":"vip","call":"c-1","outcome":"unknown"})",
      R"({"time":"2026-02-02T05:07:36.000Z","type":"completed","queue":"vip","call":"c-1","agent":"Ana","talk_seconds":12.5})",
      R"({"time":"2026-02-02T05:07:36.000Z","type":"staffed","queue":"vip","agents":0})",
      R"({"time":"2026-02-02T05:07:36.000Z","type":"agent","agent":"Ana","state":"available"})",
      R"({"time":"2026-02-02T05:07:36.000Z","type":"heartbeat"})",
      R"({"time":"2026-02-02T05:07:36.000Z","type":"opened","id":"INC-1","category":"outage","department":"technology","started":"2026-02-02T04:00:00.000Z","scope":{"region":["north","south"]},"affected":163.5,"summary":"S","url":"U"})",
      R"({"time":"2026-02-02T05:07:36.000Z","type":"closed","id":"INC-1"})",
  };
  Reencoder reencoder;
  JsonDecoder json;
  for (const std::string& record : records) json.decode_line(record, reencoder);

  const Collector found = frame_decoded(reencoder.batch.frame());
  EXPECT_EQ(found.inputs, records);
  EXPECT_THAT(found.numbers, ElementsAre(std::pair("pbx", 9)));

  v1::Batch generated;
  ASSERT_TRUE(generated.ParseFromString(reencoder.batch.frame()));
  EXPECT_EQ(generated.events_size(), 6);
  EXPECT_EQ(frame_decoded(generated).inputs, records);
}

}  // namespace
}  // namespace holdwatch::wire
