#include "net/line_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace holdwatch::net {
namespace {

using Found = LineReader::Found;
using testing::ElementsAre;
using testing::IsEmpty;

// Feeds the text in pieces of `piece` bytes; oversized lines come out as "<line number> too long".
std::vector<std::string> lines_of(std::string_view text, std::size_t piece, std::size_t limit) {
  LineReader reader(limit);
  std::vector<std::string> lines;
  const auto take = [&](Found found) {
    if (found == Found::nothing) return false;
    lines.push_back(found == Found::line ? std::string(reader.line())
                                         : std::to_string(reader.line_number()) + " too long");
    return true;
  };
  while (!text.empty()) {
    const auto room = reader.room();
    const std::size_t size = std::min({piece, room.size(), text.size()});
    std::copy_n(text.begin(), size, room.begin());
    text.remove_prefix(size);
    reader.filled(size);
    while (take(reader.next())) {
    }
  }
  take(reader.last());
  return lines;
}

class InPiecesOf : public testing::TestWithParam<std::size_t> {};

TEST_P(InPiecesOf, LinesComeOutWhole) {
  EXPECT_THAT(lines_of("one\ntwo\r\n\n\r\nthree", GetParam(), 10),
              ElementsAre("one", "two", "", "", "three"));
}

TEST_P(InPiecesOf, AFileMayEndWithItsLastNewline) {
  EXPECT_THAT(lines_of("one\n", GetParam(), 10), ElementsAre("one"));
  EXPECT_THAT(lines_of("", GetParam(), 10), IsEmpty());
}

TEST_P(InPiecesOf, ALineAtTheLimitIsTakenAndOneOverItIsReportedOnce) {
  EXPECT_THAT(lines_of("12345\n123456\n12345\r\n123456\r\nx\n", GetParam(), 5),
              ElementsAre("12345", "2 too long", "12345", "4 too long", "x"));
}

TEST_P(InPiecesOf, AnEndlessLineIsReportedOnceAndTheNextLineIsGood) {
  const std::string endless(1'000'000, 'x');
  EXPECT_THAT(lines_of(endless + "\nnext\n" + endless, GetParam() * 1000, 5),
              ElementsAre("1 too long", "next", "3 too long"));
}

TEST_P(InPiecesOf, BinaryBytesAreLeftAsTheyAre) {
  const std::string binary("\0\xff\r\r\n\0", 6);
  EXPECT_THAT(lines_of(binary, GetParam(), 10),
              ElementsAre(std::string("\0\xff\r", 3), std::string("\0", 1)));
}

INSTANTIATE_TEST_SUITE_P(LineReader, InPiecesOf, testing::Values(1, 2, 3, 5, 7, 1'000));

TEST(LineReader, AnUnfinishedLineWaitsForItsEnd) {
  LineReader reader(100);
  const auto feed = [&](std::string_view text) {
    std::copy(text.begin(), text.end(), reader.room().begin());
    reader.filled(text.size());
  };
  feed("half a ");
  EXPECT_EQ(reader.next(), Found::nothing);
  feed("line\n");
  ASSERT_EQ(reader.next(), Found::line);
  EXPECT_EQ(reader.line(), "half a line");
  EXPECT_EQ(reader.line_number(), 1);
}

TEST(LineReader, ARestartForgetsTheUnfinishedLine) {
  LineReader reader(100);
  std::string_view text = "one\nhalf";
  std::copy(text.begin(), text.end(), reader.room().begin());
  reader.filled(text.size());
  EXPECT_EQ(reader.next(), Found::line);
  EXPECT_EQ(reader.next(), Found::nothing);
  reader.restart();
  text = "two\n";
  std::copy(text.begin(), text.end(), reader.room().begin());
  reader.filled(text.size());
  ASSERT_EQ(reader.next(), Found::line);
  EXPECT_EQ(reader.line(), "two");
  EXPECT_EQ(reader.line_number(), 1);
}

}  // namespace
}  // namespace holdwatch::net
