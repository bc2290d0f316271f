#include "wire/message_decoder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/wire/collector.h"
#include "wire/limits.h"
#include "wire/protobuf_encoder.h"

namespace holdwatch::wire {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kHeartbeat = R"({"time":"2026-02-02T05:07:35.255Z","type":"heartbeat"})";

Collector message_decoded(std::string_view message) {
  Collector found;
  MessageDecoder().decode(message, found);
  return found;
}

std::string batch(std::string_view source) {
  BatchEncoder encoder(source, 1);
  CallEvent event;
  event.time = Time{std::chrono::milliseconds{1'770'008'855'255}};
  encoder.add(event);
  return encoder.frame();
}

TEST(Message, ABraceOrBracketBeginsJson) {
  EXPECT_THAT(message_decoded(kHeartbeat).inputs, ElementsAre(kHeartbeat));
  EXPECT_THAT(message_decoded("[" + std::string(kHeartbeat) + "]").inputs, ElementsAre(kHeartbeat));
}

TEST(Message, AnythingElseIsProtobuf) {
  EXPECT_THAT(message_decoded(batch("pbx")).inputs, ElementsAre(kHeartbeat));
}

TEST(Message, ABatchThatBeginsWithItsSourceBeginsWithANewline) {
  ASSERT_EQ(batch("pbx").front(), '\n');
  EXPECT_THAT(message_decoded(batch("pbx")).numbers, ElementsAre(std::pair("pbx", 1)));
}

TEST(Message, WhiteSpaceInFrontIsRefused) {
  for (const char space : {' ', '\t', '\r', '\n'}) {
    const Collector found = message_decoded(space + std::string(kHeartbeat));
    EXPECT_THAT(found.inputs, IsEmpty());
    EXPECT_THAT(found.reasons, ElementsAre(Disposition::malformed));
  }
}

TEST(Message, AnEmptyMessageIsMalformed) {
  EXPECT_THAT(message_decoded("").reasons, ElementsAre(Disposition::malformed));
}

TEST(Message, AnOversizedMessageIsRefused) {
  EXPECT_THAT(message_decoded(std::string(kMaxMessageBytes + 1, '\x1a')).reasons,
              ElementsAre(Disposition::oversized));
}

}  // namespace
}  // namespace holdwatch::wire
