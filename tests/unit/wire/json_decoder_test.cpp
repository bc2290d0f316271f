#include "wire/json_decoder.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/wire/collector.h"
#include "wire/limits.h"

namespace holdwatch::wire {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Collector decoded(std::string_view message) {
  Collector found;
  JsonDecoder decoder;
  decoder.decode_message(message, found);
  return found;
}

constexpr std::string_view kJoined =
    R"({"time":"2026-02-02T05:07:35.255Z","type":"joined","queue":"vip","call":"c-1"})";
constexpr std::string_view kAnswered =
    R"({"time":"2026-02-02T05:07:36.000Z","type":"answered","queue":"vip","call":"c-1"})";

std::string lines(std::initializer_list<std::string_view> all) {
  return fmt::format("{}\n", fmt::join(all, "\n"));
}

// Each is written as the encoder writes it, so that it must come back to the byte.
class GoodRecord : public testing::TestWithParam<std::string_view> {};

TEST_P(GoodRecord, ComesBackAsItWas) {
  const Collector found = decoded(GetParam());
  EXPECT_THAT(found.inputs, ElementsAre(GetParam()));
  EXPECT_THAT(found.details, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Json, GoodRecord,
    testing::Values(
        kJoined, kAnswered,
        R"({"time":"2026-02-02T05:07:35.255123Z","type":"joined","queue":"vip","call":"c-1","caller":"c083","position":3,"attributes":{"reason":"fault","sku":"SKU-1"}})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"answered","queue":"vip","call":"c-1","agent":"Ana"})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"abandoned","queue":"vip","call":"c-1"})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"exited","queue":"vip","call":"c-1","outcome":"timeout"})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"exited","queue":"vip","call":"c-1","outcome":"unknown"})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"completed","queue":"vip","call":"c-1","agent":"Ana","talk_seconds":12.5})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"held","queue":"vip","call":"c-1"})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"resumed","queue":"vip","call":"c-1"})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"tagged","queue":"vip","call":"c-1","attributes":{"sku":"SKU-1"}})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"staffed","queue":"vip","agents":0})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"agent","agent":"Ana","state":"paused"})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"agent","queue":"vip","agent":"Ana","state":"busy"})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"heartbeat"})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"opened","id":"INC-1","category":"outage","department":"technology","started":"2026-02-02T04:00:00.000Z","scope":{"region":["north","süd"],"sku":[]},"affected":163,"summary":"Line 1\nLine \"2\"","url":"https://example.org/1"})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"updated","id":"INC-1","affected":2.5})",
        R"({"time":"2026-02-02T05:07:36.000Z","type":"closed","id":"INC-1"})",
        R"({"time":"2026-02-02T05:07:36.000Z","alert":"a1","incident":"INC-1","verdict":"confirmed"})",
        R"({"time":"2026-02-02T05:07:36.000Z","alert":"a1","incident":null,"verdict":"false_alarm"})"));

TEST(Json, UnknownFieldsArePassedOverAndNullIsAbsent) {
  const Collector found = decoded(
      R"({"version":{"a":[1,2]},"time":"2026-02-02T05:07:35.255Z","type":"joined","queue":"vip",)"
      R"("caller":null,"call":"c-1","attributes":null})");
  EXPECT_THAT(found.inputs, ElementsAre(kJoined));
}

TEST(Json, AttributesTakeNumbersAndBooleansAsTheirText) {
  const Collector found = decoded(
      R"({"time":"2026-02-02T05:07:35Z","type":"joined","queue":"q","call":"c","attributes":)"
      R"({"order":4711,"debt":-3,"big":18446744073709551615,"price":1.50,"vip":true,"none":null,"empty":""}})");
  ASSERT_THAT(found.details, IsEmpty());
  EXPECT_THAT(
      found.inputs,
      ElementsAre(HasSubstr(
          R"({"order":"4711","debt":"-3","big":"18446744073709551615","price":"1.5","vip":"true"})")));
}

struct BadCase {
  std::string_view text;
  Disposition reason;
  std::string_view detail;  // a part of it
};

void PrintTo(const BadCase& bad, std::ostream* out) {
  *out << bad.text;
}

class BadRecord : public testing::TestWithParam<BadCase> {};

TEST_P(BadRecord, IsRefusedWithAReasonThatNamesIt) {
  const Collector found = decoded(GetParam().text);
  EXPECT_THAT(found.inputs, IsEmpty());
  EXPECT_THAT(found.reasons, ElementsAre(GetParam().reason));
  EXPECT_THAT(found.details, ElementsAre(HasSubstr(GetParam().detail)));
}

INSTANTIATE_TEST_SUITE_P(
    NotJson, BadRecord,
    testing::Values(
        BadCase{"", Disposition::malformed, "no JSON"},
        BadCase{"{", Disposition::malformed, "no JSON"},
        BadCase{"nonsense", Disposition::malformed, "`nonsense`"},
        BadCase{"17", Disposition::malformed, "expected an object"},
        BadCase{"\"text\"", Disposition::malformed, "expected an object"},
        BadCase{kJoined.substr(0, 60), Disposition::malformed, "no JSON"},
        BadCase{R"({"type":"joined"}})", Disposition::malformed, "no JSON"},
        BadCase{R"({"type":"joined",})", Disposition::malformed, "no JSON"},
        BadCase{"{\"type\":\"jo\x01\"}", Disposition::malformed, "\\x01"},
        BadCase{"{\"type\":\"jo\xff\"}", Disposition::malformed, "\\xff"},
        BadCase{std::string_view("{\"type\":\"\0\"}", 12), Disposition::malformed, "\\x00"},
        BadCase{R"({"type":"heartbeat","time":NaN})", Disposition::malformed, "no JSON"},
        BadCase{R"({"type":"heartbeat","x":1e999})", Disposition::malformed, "no JSON"},
        BadCase{R"({"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":1}}}}}}}}})",
                Disposition::malformed, "no JSON"},
        BadCase{R"({"type":"joined","type":"joined"})", Disposition::malformed,
                "type stands twice"}));

INSTANTIATE_TEST_SUITE_P(
    Events, BadRecord,
    testing::Values(
        BadCase{"{}", Disposition::missing_field, "type"},
        BadCase{R"({"type":"joined","queue":"q","call":"c"})", Disposition::missing_field, "time"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"joined","call":"c"})",
                Disposition::missing_field, "queue"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"joined","queue":"q","call":""})",
                Disposition::missing_field, "call"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"exited","queue":"q","call":"c"})",
                Disposition::missing_field, "outcome"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"staffed","queue":"q"})",
                Disposition::missing_field, "agents"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"agent","agent":"a"})",
                Disposition::missing_field, "state"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"agent","state":"busy"})",
                Disposition::missing_field, "agent"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"tagged","queue":"q","call":"c"})",
                Disposition::missing_field, "attributes"},
        BadCase{R"({"type":17})", Disposition::invalid_value, "expected text, found `17`"},
        BadCase{R"({"type":"join"})", Disposition::unknown_type, "`join`"},
        BadCase{R"({"type":"heartbeat","time":1770008855})", Disposition::invalid_value, "time"},
        BadCase{R"({"type":"heartbeat","time":"yesterday"})", Disposition::invalid_value,
                "yesterday"},
        BadCase{R"({"type":"heartbeat","time":"9999-01-01T00:00:00Z"})", Disposition::invalid_value,
                "9999"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"joined","queue":["q"],"call":"c"})",
                Disposition::invalid_value, "queue: expected text"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"joined","queue":"a\u0000b","call":"c"})",
                Disposition::invalid_value, "queue: control character"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"joined","queue":"q","call":17})",
                Disposition::invalid_value, "call"},
        BadCase{
            R"({"time":"2026-02-02T05:07:35Z","type":"joined","queue":"q","call":"c","position":-1})",
            Disposition::invalid_value, "position"},
        BadCase{
            R"({"time":"2026-02-02T05:07:35Z","type":"joined","queue":"q","call":"c","attributes":[]})",
            Disposition::invalid_value, "attributes"},
        BadCase{
            R"({"time":"2026-02-02T05:07:35Z","type":"joined","queue":"q","call":"c","attributes":{"a":{}}})",
            Disposition::invalid_value, "attributes"},
        BadCase{
            R"({"time":"2026-02-02T05:07:35Z","type":"joined","queue":"q","call":"c","attributes":{"a":"1","a":"2"}})",
            Disposition::invalid_value, "twice"},
        BadCase{
            R"({"time":"2026-02-02T05:07:35Z","type":"exited","queue":"q","call":"c","outcome":"answered"})",
            Disposition::invalid_value, "outcome"},
        BadCase{
            R"({"time":"2026-02-02T05:07:35Z","type":"exited","queue":"q","call":"c","outcome":"gone"})",
            Disposition::invalid_value, "`\"gone\"`"},
        BadCase{
            R"({"time":"2026-02-02T05:07:35Z","type":"completed","queue":"q","call":"c","talk_seconds":-1})",
            Disposition::invalid_value, "talk_seconds"},
        BadCase{
            R"({"time":"2026-02-02T05:07:35Z","type":"completed","queue":"q","call":"c","talk_seconds":1e300})",
            Disposition::invalid_value, "talk_seconds"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"staffed","queue":"q","agents":2.5})",
                Disposition::invalid_value, "agents"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"staffed","queue":"q","agents":-2})",
                Disposition::invalid_value, "agents"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"agent","agent":"a","state":"asleep"})",
                Disposition::invalid_value, "asleep"}));

INSTANTIATE_TEST_SUITE_P(
    IncidentsAndVerdicts, BadRecord,
    testing::Values(
        BadCase{R"({"type":"opened","id":"I","category":"outage"})", Disposition::missing_field,
                "time"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"closed"})", Disposition::missing_field,
                "id"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"opened","id":"I"})",
                Disposition::missing_field, "category"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"updated","id":"I","affected":-1})",
                Disposition::invalid_value, "affected"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"updated","id":"I","affected":"many"})",
                Disposition::invalid_value, "many"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"updated","id":"I","scope":["x"]})",
                Disposition::invalid_value, "scope"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"updated","id":"I","scope":{"sku":"x"}})",
                Disposition::invalid_value, "scope"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"updated","id":"I","scope":{"sku":[1]}})",
                Disposition::invalid_value, "scope"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","type":"updated","id":"I","started":"soon"})",
                Disposition::invalid_value, "started"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","verdict":"confirmed"})",
                Disposition::missing_field, "alert"},
        BadCase{R"({"alert":"a","verdict":"confirmed"})", Disposition::missing_field, "time"},
        BadCase{R"({"time":"2026-02-02T05:07:35Z","alert":"a","verdict":"maybe"})",
                Disposition::invalid_value, "verdict"}));

TEST(Json, TextOverItsLimitIsOversized) {
  const std::string fits(kMaxTextBytes, 'x');
  const std::string record =
      R"({{"time":"2026-02-02T05:07:35Z","type":"joined","queue":"{}","call":"c"}})";
  EXPECT_THAT(decoded(fmt::format(fmt::runtime(record), fits)).inputs, SizeIs(1));
  EXPECT_THAT(decoded(fmt::format(fmt::runtime(record), fits + "x")).reasons,
              ElementsAre(Disposition::oversized));
}

std::string with_attributes(std::size_t count) {
  std::string attributes;
  for (std::size_t i = 0; i < count; ++i) {
    attributes += fmt::format(R"({}"name-{}":"v")", i == 0 ? "" : ",", i);
  }
  return fmt::format(
      R"({{"time":"2026-02-02T05:07:35Z","type":"joined","queue":"q","call":"c","attributes":{{{}}}}})",
      attributes);
}

TEST(Json, MoreAttributesThanAreTakenAreOversized) {
  EXPECT_THAT(decoded(with_attributes(kMaxAttributes)).inputs, SizeIs(1));
  EXPECT_THAT(decoded(with_attributes(kMaxAttributes + 1)).reasons,
              ElementsAre(Disposition::oversized));
}

TEST(Json, ABadLineCostsThatLineAndIsNamedByItsNumber) {
  const Collector found = decoded(lines({kJoined, "{\"type\":", "", kAnswered, "[1]", kJoined}));
  EXPECT_THAT(found.inputs, ElementsAre(kJoined, kAnswered, kJoined));
  EXPECT_THAT(found.places, ElementsAre(2, 5));
}

TEST(Json, ABadFirstLineCostsOnlyItself) {
  const Collector found = decoded(lines({"{\"type\":\"joi", kJoined, kAnswered}));
  EXPECT_THAT(found.inputs, ElementsAre(kJoined, kAnswered));
  EXPECT_THAT(found.places, ElementsAre(1));
}

TEST(Json, LinesMayEndInCarriageReturnsAndLackTheLastNewline) {
  const Collector found = decoded(fmt::format("{}\r\n{}", kJoined, kAnswered));
  EXPECT_THAT(found.inputs, ElementsAre(kJoined, kAnswered));
}

TEST(Json, AnOversizedLineCostsThatLine) {
  const std::string long_line = fmt::format(R"({{"x":"{}"}})", std::string(kMaxDocumentBytes, 'x'));
  const Collector found = decoded(lines({kJoined, long_line, kAnswered}));
  EXPECT_THAT(found.inputs, ElementsAre(kJoined, kAnswered));
  EXPECT_THAT(found.reasons, ElementsAre(Disposition::oversized));
}

TEST(Json, AnOversizedMessageIsRefusedWhole) {
  const std::string message(kMaxMessageBytes + 1, '\n');
  EXPECT_THAT(decoded("{" + message).reasons, ElementsAre(Disposition::oversized));
}

TEST(Json, ABadElementOfAnArrayCostsThatElement) {
  const Collector found = decoded(fmt::format(R"([{},17,{{"type":"x"}},{}])", kJoined, kAnswered));
  EXPECT_THAT(found.inputs, ElementsAre(kJoined, kAnswered));
  EXPECT_THAT(found.details, ElementsAre(HasSubstr("[1]"), HasSubstr("[2]: type")));
}

TEST(Json, AnArrayThatBreaksOffIsRefusedWhole) {
  const Collector found = decoded(fmt::format("[{},{}", kJoined, kAnswered));
  EXPECT_THAT(found.inputs, IsEmpty());
  EXPECT_THAT(found.reasons, ElementsAre(Disposition::malformed));
}

TEST(Json, AnArrayMayBeSpreadOverLines) {
  EXPECT_THAT(decoded(fmt::format("[\n{},\n{}\n]\n", kJoined, kAnswered)).inputs, SizeIs(2));
}

TEST(Json, AnObjectMayBeSpreadOverLines) {
  const Collector found =
      decoded("{\n\"time\": \"2026-02-02T05:07:36Z\",\n\"type\": \"heartbeat\"\n}\n");
  EXPECT_THAT(found.inputs, SizeIs(1));
  EXPECT_THAT(found.details, IsEmpty());
}

TEST(Json, AnEnvelopeTellsItsNumberAndHandsOverItsElements) {
  const Collector found = decoded(fmt::format(
      R"({{"source":"pbx","events":[{},{{}}],"sequence":7,"incidents":[{{"type":"closed"}}]}})",
      kJoined));
  EXPECT_THAT(found.numbers, ElementsAre(std::pair("pbx", 7)));
  EXPECT_THAT(found.inputs, ElementsAre(kJoined));
  EXPECT_THAT(found.details,
              ElementsAre(HasSubstr("events[1]: type"), HasSubstr("incidents[0]: time")));
}

TEST(Json, AnEnvelopeWithoutElementsIsStillNumbered) {
  EXPECT_THAT(decoded(R"({"source":"pbx","sequence":8,"events":[]})").numbers,
              ElementsAre(std::pair("pbx", 8)));
}

TEST(Json, AnEnvelopeWithAWrongNumberIsRefused) {
  EXPECT_THAT(
      decoded(fmt::format(R"({{"source":"pbx","sequence":-1,"events":[{}]}})", kJoined)).reasons,
      ElementsAre(Disposition::invalid_value));
}

TEST(Json, AnEnvelopeWhoseEventsAreNoArrayIsRefused) {
  EXPECT_THAT(decoded(R"({"events":{},"incidents":[]})").details,
              ElementsAre(HasSubstr("events: expected an array")));
}

TEST(Json, ALineOfAFileIsOneRecord) {
  Collector found;
  JsonDecoder decoder;
  decoder.decode_line(kJoined, found);
  decoder.decode_line(fmt::format("[{}]", kJoined), found);
  decoder.decode_line(fmt::format(R"({{"events":[{}]}})", kJoined), found);
  EXPECT_THAT(found.inputs, ElementsAre(kJoined));
  EXPECT_THAT(found.reasons, ElementsAre(Disposition::malformed, Disposition::missing_field));
}

TEST(Json, ADecoderGoesOnAfterAnything) {
  Collector found;
  JsonDecoder decoder;
  for (const std::string_view message : {"{", "[[[[[[[[[[[[", "\"", "{\"a\":\xc3}"}) {
    decoder.decode_message(message, found);
    decoder.decode_message(kJoined, found);
  }
  EXPECT_THAT(found.inputs, ElementsAre(kJoined, kJoined, kJoined, kJoined));
}

TEST(CloudEvents, HoldAnInputWhichTakesTheirTimeWhenItHasNone) {
  JsonDecoder decoder;
  Collector found;
  decoder.decode_message(
      R"({"specversion":"1.0","id":"7","source":"/erp","type":"x","time":"2026-02-02T09:00:00Z",
          "data":{"type":"joined","queue":"orders","call":"c-1"}})",
      found);
  decoder.decode_message(
      R"([{"specversion":"1.0","id":"8","source":"/erp","type":"x","time":"2026-02-02T09:00:00Z",
           "data":{"time":"2026-02-02T08:00:00Z","type":"closed","id":"INC-7"}}])",
      found);
  EXPECT_THAT(
      found.inputs,
      ElementsAre(
          R"({"time":"2026-02-02T09:00:00.000Z","type":"joined","queue":"orders","call":"c-1"})",
          R"({"time":"2026-02-02T08:00:00.000Z","type":"closed","id":"INC-7"})"));
}

TEST(CloudEvents, SayWhatIsWrongWithThem) {
  const std::string_view bad[][2] = {
      {R"({"specversion":"0.3","id":"7","source":"/erp","data":{}})", "specversion: expected 1.0"},
      {R"({"specversion":1.0,"id":"7","source":"/erp","data":{}})", "specversion: expected"},
      {R"({"specversion":"1.0","source":"/erp","data":{}})", "id: needed"},
      {R"({"specversion":"1.0","id":"7","data":{}})", "source: needed"},
      {R"({"specversion":"1.0","id":"7","source":"/erp"})", "data: needed"},
      {R"({"specversion":"1.0","id":"7","source":"/erp","data":"x"})", "data: expected an object"},
      {R"({"specversion":"1.0","id":"7","source":"/erp","data":{}})", "type: needed"},
      {R"({"specversion":"1.0","id":"7","source":"/erp","data":{"specversion":"1.0"}})",
       "type: needed"},
  };
  for (const auto& [text, problem] : bad) {
    JsonDecoder decoder;
    Collector found;
    decoder.decode_message(text, found);
    EXPECT_THAT(found.inputs, IsEmpty());
    EXPECT_THAT(found.details, ElementsAre(HasSubstr(std::string(problem)))) << text;
  }
}

}  // namespace
}  // namespace holdwatch::wire
