#include "sources/freeswitch_esl/esl_parser.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace holdwatch::freeswitch_esl {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// The begin of a conversation as the server sends it; the body in JSON has no newline at its end.
constexpr std::string_view kStream =
    "Content-Type: auth/request\n\n"
    "Content-Type: command/reply\nReply-Text: +OK accepted\n\n"
    "Content-Type: command/reply\nReply-Text: +OK Job-UUID: ca81\nJob-UUID: ca81\n\n"
    "Content-Length: 27\nContent-Type: text/event-plain\n\n"
    "Event-Name: HEARTBEAT\nA: b\n"
    "Content-Length: 26\nContent-Type: text/event-json\n\n"
    R"({"Event-Name":"HEARTBEAT"})"
    "Content-Type: api/response\nContent-Length: 4\n\n+OK\n"
    "Content-Type: text/disconnect-notice\nContent-Length: 5\n\nBye.\n";

void take_all(EslParser& parser, std::vector<std::string>& found) {
  for (;;) {
    switch (parser.next()) {
      case EslParser::Found::nothing:
        return;
      case EslParser::Found::message: {
        const Message& m = parser.message();
        found.push_back(fmt::format("{}|{}|{}", m.content_type, m.reply, m.body));
        break;
      }
      case EslParser::Found::oversized:
        found.push_back("oversized: " + parser.problem());
        break;
      case EslParser::Found::garbage:
        found.push_back("garbage: " + parser.problem());
        break;
    }
  }
}

std::vector<std::string> parsed(std::string_view bytes, std::size_t piece = 1'000'000) {
  EslParser parser;
  std::vector<std::string> found;
  while (!bytes.empty()) {
    parser.add(bytes.substr(0, piece));
    bytes.remove_prefix(std::min(piece, bytes.size()));
    take_all(parser, found);
  }
  return found;
}

TEST(EslParser, CutsAStreamIntoMessages) {
  EXPECT_THAT(parsed(kStream),
              ElementsAre("auth/request||", "command/reply|+OK accepted|",
                          "command/reply|+OK Job-UUID: ca81|",
                          "text/event-plain||Event-Name: HEARTBEAT\nA: b\n",
                          R"(text/event-json||{"Event-Name":"HEARTBEAT"})", "api/response||+OK\n",
                          "text/disconnect-notice||Bye.\n"));
}

TEST(EslParser, TakesTheStreamInWhateverPiecesItComes) {
  const auto whole = parsed(kStream);
  for (std::size_t piece = 1; piece <= kStream.size(); ++piece) {
    EXPECT_EQ(parsed(kStream, piece), whole) << "in pieces of " << piece;
  }
}

TEST(EslParser, WaitsForTheRestOfWhatBreaksOff) {
  for (std::size_t size = 0; size < kStream.size(); ++size) {
    for (const std::string& message : parsed(kStream.substr(0, size))) {
      EXPECT_THAT(message, Not(HasSubstr("garbage"))) << "after " << size << " bytes";
    }
  }
}

TEST(EslParser, FindsTheNextMessageBehindGarbage) {
  EXPECT_THAT(parsed("HTTP/1.1 400 Bad Request\r\n\r\n\n\nContent-Type: auth/request\n\n"),
              ElementsAre(HasSubstr("garbage: expected `Name: value`, found `HTTP/1.1 400"),
                          "auth/request||"));
  for (std::size_t piece = 1; piece < 20; ++piece) {
    EXPECT_THAT(parsed("}{\n\n\n}Content-Length: 2\nContent-Type: x/y\n\nab", piece),
                ElementsAre(HasSubstr("garbage"), "x/y||ab"));
  }
}

struct BadHeader {
  std::string text;
  const char* problem;
};

TEST(EslParser, SaysWhatIsWrongWithAHeader) {
  const BadHeader bad_headers[] = {
      {"Content-Length: 1x\nContent-Type: a/b\n\n", "expected a number of bytes"},
      {"Content-Length: -1\nContent-Type: a/b\n\n", "expected a number of bytes"},
      {"Content-Length: 99999999999999999999\n\n", "expected a number of bytes"},
      {"Content-Type: \n\n", "expected a Content-Type"},
      {"Content-Length: 0\n\n", "expected a Content-Type"},
      {"Content-Type:a/b\n\n", "expected `Name: value`"},
      {std::string(EslParser::kMaxHeaderBytes + 1, 'x'), "expected a header that ends"},
  };
  for (const auto& [text, problem] : bad_headers) {
    const auto found = parsed(text);
    ASSERT_FALSE(found.empty()) << text.substr(0, 80);
    EXPECT_THAT(found.front(), HasSubstr(problem));
  }
}

TEST(EslParser, PassesOverABodyThatIsTooLarge) {
  const std::size_t size = EslParser::kMaxBodyBytes + 1;
  const std::string stream = fmt::format("Content-Type: a/b\nContent-Length: {}\n\n", size) +
                             std::string(size, 'x') + "Content-Type: c/d\n\n";
  EXPECT_THAT(parsed(stream, 100'000), ElementsAre(HasSubstr("oversized: a body of"), "c/d||"));
}

TEST(EslParser, TellsEndlessGarbageOnce) {
  EXPECT_THAT(parsed(std::string(10'000'000, 'C'), 100'000), ElementsAre(HasSubstr("garbage")));
  EXPECT_THAT(parsed("\n\n\n\n"), IsEmpty());
}

}  // namespace
}  // namespace holdwatch::freeswitch_esl
