#include "sources/asterisk_ami/ami_parser.h"

#include <gmock/gmock.h>

#include <cstring>
#include <random>

namespace holdwatch::asterisk_ami {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// What the parser finds in `text`, handed over in pieces of at most `piece` bytes: each message as
/// `key=value|...`, each problem as `!reason`.
std::vector<std::string> found_in(std::string_view text, std::size_t piece = 1 << 20) {
  AmiParser parser;
  std::vector<std::string> all;
  const auto note = [&](AmiParser::Found found) {
    if (found == AmiParser::Found::problem) {
      all.push_back("!" + std::string(to_string(parser.problem().reason)));
    } else if (found == AmiParser::Found::message) {
      std::string fields;
      for (const Field& f : parser.message().fields) {
        fields += std::string(f.key) + "=" + std::string(f.value) + "|";
      }
      all.push_back(fields);
    }
    return found != AmiParser::Found::nothing;
  };
  while (!text.empty()) {
    const std::size_t size = std::min({piece, text.size(), parser.room().size()});
    std::memcpy(parser.room().data(), text.data(), size);
    parser.filled(size);
    text.remove_prefix(size);
    while (note(parser.next())) continue;
  }
  note(parser.last());
  return all;
}

constexpr std::string_view kLogin =
    "Asterisk Call Manager/11.0.0\r\n"
    "Response: Success\r\nActionID: 1\r\nMessage: Authentication accepted\r\n\r\n"
    "Event: QueueCallerJoin\r\nAccountCode: \r\nChanVariable: SKU=a: b|c\r\n"
    "ChanVariable: REASON=\r\nEmpty:\r\n\r\n";

TEST(AmiParser, FindsMessagesWithEmptyValuesRepeatedKeysAndColonsInValues) {
  EXPECT_THAT(found_in(kLogin),
              ElementsAre("Response=Success|ActionID=1|Message=Authentication accepted|",
                          "Event=QueueCallerJoin|AccountCode=|ChanVariable=SKU=a: b|c|"
                          "ChanVariable=REASON=|Empty=|"));
}

TEST(AmiParser, FindsTheSameWhereverTheStreamIsCut) {
  const auto whole = found_in(kLogin);
  for (std::size_t piece = 1; piece < kLogin.size(); ++piece) {
    EXPECT_EQ(found_in(kLogin, piece), whole) << piece;
  }
}

TEST(AmiParser, KnowsTheVersionFromTheBanner) {
  AmiParser parser;
  std::memcpy(parser.room().data(), kLogin.data(), kLogin.size());
  parser.filled(kLogin.size());
  EXPECT_EQ(parser.version(), "");
  parser.next();
  EXPECT_EQ(parser.version(), "11.0.0");
}

TEST(AmiParser, TakesBareNewlinesAndEmptyLinesTooMany) {
  EXPECT_THAT(found_in("Event: A\nKey: v\n\n\n\r\n\nEvent: B\r\n\n"),
              ElementsAre("Event=A|Key=v|", "Event=B|"));
}

TEST(AmiParser, AKeyMayHoldColonsOfAChannelName) {
  EXPECT_THAT(found_in("ChanVariable(SIP/a:1): SKU=x: y\r\n\r\n"),
              ElementsAre("ChanVariable(SIP/a:1)=SKU=x: y|"));
}

TEST(AmiParser, GarbageCostsOnlyItselfUpToTheNextEmptyLine) {
  EXPECT_THAT(found_in("SSH-2.0-OpenSSH\r\nEvent: Lost\r\n\r\nEvent: Kept\r\n\r\n"),
              ElementsAre("!malformed", "Event=Kept|"));
  EXPECT_THAT(found_in(": no key\r\n\r\nEvent: Kept\r\n\r\n"),
              ElementsAre("!malformed", "Event=Kept|"));
}

TEST(AmiParser, AStreamThatEndsInsideAMessageIsAProblem) {
  EXPECT_THAT(found_in("Event: A\r\n\r\nEvent: B\r\nKey: va"),
              ElementsAre("Event=A|", "!malformed"));
  EXPECT_THAT(found_in("Event: A\r\n\r\n"), ElementsAre("Event=A|"));
}

TEST(AmiParser, TooLongALineOrTooManyCostOnlyTheirMessage) {
  const std::string line = "Event: A\r\nKey: " + std::string(kMaxLineBytes, 'x') + "\r\n\r\n";
  EXPECT_THAT(found_in(line + "Event: Kept\r\n\r\n"), ElementsAre("!oversized", "Event=Kept|"));
  std::string lines;
  for (std::size_t i = 0; i <= kMaxFields; ++i) lines += "K: v\r\n";
  EXPECT_THAT(found_in(lines + "\r\nEvent: Kept\r\n\r\n"),
              ElementsAre("!oversized", "Event=Kept|"));
}

TEST(AmiParser, AnEndlessMessageIsToldOnceAndPassedOverHoweverItIsCut) {
  std::string text;
  while (text.size() < 5 * kMaxMessageBytes) text += "Key: value\r\n";
  text += "\r\nEvent: Kept\r\n\r\n";
  std::string endless_line(3 * kMaxMessageBytes, 'z');
  endless_line += "\r\nKey: v\r\n\r\nEvent: Kept\r\n\r\n";
  for (const std::size_t piece : {7ul, 1000ul, 1ul << 20}) {
    EXPECT_THAT(found_in(text, piece), ElementsAre("!oversized", "Event=Kept|")) << piece;
    EXPECT_THAT(found_in(endless_line, piece), ElementsAre("!oversized", "Event=Kept|")) << piece;
  }
}

TEST(AmiParser, TellsWhatWasFoundFitForALogLine) {
  AmiParser parser;
  constexpr std::string_view kText = "\x01\x02 no colon\r\n\r\n";
  std::memcpy(parser.room().data(), kText.data(), kText.size());
  parser.filled(kText.size());
  EXPECT_EQ(parser.next(), AmiParser::Found::problem);
  EXPECT_THAT(parser.problem().detail, HasSubstr("expected `Key: Value`, found `\\x01\\x02 no"));
  EXPECT_EQ(parser.number(), 1u);
}

}  // namespace
}  // namespace holdwatch::asterisk_ami
