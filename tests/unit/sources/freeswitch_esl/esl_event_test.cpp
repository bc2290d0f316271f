#include "sources/freeswitch_esl/esl_event.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace holdwatch::freeswitch_esl {
namespace {

using ::testing::HasSubstr;

Message plain(std::string_view body) {
  return {"text/event-plain", "", body};
}
Message json(std::string_view body) {
  return {"text/event-json", "", body};
}

TEST(EslEvent, IsTheSameInEitherFormat) {
  const Message messages[] = {
      plain("Event-Name: CUSTOM\nEvent-Date-Timestamp: 1795290729544530\n"
            "CC-Queue: orders%40default\nvariable_reason: out%20of%20stock\n"
            "variable_DP_MATCH: ARRAY%3A%3Asupport%7C%3Ax\nEmpty: \n\n"),
      json(R"({"Event-Name":"CUSTOM","Event-Date-Timestamp":"1795290729544530",
               "CC-Queue":"orders@default","variable_reason":"out of stock",
               "variable_DP_MATCH":["support","x"],"Empty":""})")};
  EslEventDecoder decoder;
  for (const Message& message : messages) {
    const auto event = decoder.decode(message);
    ASSERT_TRUE(event) << event.error().detail;
    EXPECT_EQ((*event)["Event-Name"], "CUSTOM");
    EXPECT_EQ((*event)["CC-Queue"], "orders@default");
    EXPECT_EQ((*event)["variable_reason"], "out of stock");
    EXPECT_EQ((*event)["variable_DP_MATCH"], "support");
    EXPECT_TRUE(event->has("Empty"));
    EXPECT_FALSE(event->has("Absent"));
    EXPECT_EQ((*event)["Absent"], "");
    EXPECT_EQ(event->time(), Time{std::chrono::microseconds{1795290729544530}});
  }
}

TEST(EslEvent, ABodyOfItsOwnIsPassedOver) {
  EslEventDecoder decoder;
  const auto event =
      decoder.decode(plain("Event-Name: BACKGROUND_JOB\nContent-Length: 7\n\nA: b\nno\n"));
  ASSERT_TRUE(event);
  EXPECT_EQ((*event)["A"], "");
}

TEST(EslEvent, APercentThatBeginsNoByteStandsForItself) {
  EslEventDecoder decoder;
  const auto event = decoder.decode(plain("A: 100%\nB: %4\nC: %zz%41\nD: %C3%A9%2b\n"));
  ASSERT_TRUE(event);
  EXPECT_EQ((*event)["A"], "100%");
  EXPECT_EQ((*event)["B"], "%4");
  EXPECT_EQ((*event)["C"], "%zzA");
  EXPECT_EQ((*event)["D"], "é+");
}

TEST(EslEvent, SaysWhatIsNoEvent) {
  EslEventDecoder decoder;
  EXPECT_THAT(decoder.decode(plain("Event-Name: x\nrubbish\n")).error().detail,
              HasSubstr("expected `Name: value`, found `rubbish`"));
  EXPECT_THAT(decoder.decode(json("{")).error().detail, HasSubstr("expected a JSON object"));
}

TEST(EslEvent, ATimeThatIsNoneIsAbsent) {
  for (const char* text :
       {"", "0", "-1", "1.5", "x", "1795290729 ", "99999999999999999999", "9223372036854775807"}) {
    EXPECT_EQ(epoch_seconds(text), std::nullopt) << text;
  }
  EXPECT_EQ(epoch_seconds("1795290729"), Time{std::chrono::seconds{1795290729}});
}

}  // namespace
}  // namespace holdwatch::freeswitch_esl
