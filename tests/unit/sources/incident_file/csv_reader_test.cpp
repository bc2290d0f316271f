#include "sources/incident_file/csv_reader.h"

#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace holdwatch::incident_file {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Each record as line:field|field, or its problem.
std::vector<std::string> read(std::string_view text, char delimiter = ',') {
  CsvReader reader(text, delimiter);
  std::vector<std::string> found;
  for (auto next = reader.next(); next != CsvReader::Found::end; next = reader.next()) {
    found.push_back(next == CsvReader::Found::bad
                        ? reader.problem()
                        : fmt::format("{}:{}", reader.line(), fmt::join(reader.fields(), "|")));
  }
  return found;
}

TEST(CsvReader, ReadsRecordsOfEitherLineEnd) {
  EXPECT_THAT(read("a,b\r\n1,2\n3,4"), ElementsAre("1:a|b", "2:1|2", "3:3|4"));
  EXPECT_THAT(read("\xef\xbb\xbf"
                   "a;b\n\n\n1;2\n",
                   ';'),
              ElementsAre("1:a|b", "4:1|2"));
  EXPECT_THAT(read(",\n,,x"), ElementsAre("1:|", "2:||x"));
  EXPECT_THAT(read(""), IsEmpty());
  EXPECT_THAT(read("\n\r\n"), IsEmpty());
}

TEST(CsvReader, QuotesHoldDelimitersLineEndsAndQuotes) {
  EXPECT_THAT(read("a,\"b, c\",\"d\"\"e\"\"\"\n\"\",x"), ElementsAre("1:a|b, c|d\"e\"", "2:|x"));
  EXPECT_THAT(read("\"two\nlines\",b\r\nc,d"), ElementsAre("1:two\nlines|b", "3:c|d"));
  EXPECT_THAT(read("\"\"\"\""), ElementsAre("1:\""));
}

TEST(CsvReader, SaysWhereSomethingIsWrongAndGoesOnBehindThatLine) {
  EXPECT_THAT(read("a,b\nx,y\"z\nc,d"),
              ElementsAre("1:a|b", HasSubstr("line 2, column 4: found a quote inside"), "3:c|d"));
  EXPECT_THAT(read("\"a\"b,c\nd"),
              ElementsAre(HasSubstr("line 1, column 4: expected the delimiter"), "2:d"));
  EXPECT_THAT(
      read("a\nb,\"c\nd\n"),
      ElementsAre("1:a", HasSubstr("line 2, column 3: found a quote that nothing closes"), "3:d"));
  EXPECT_THAT(read("\"x\ny\"z\nd"), ElementsAre(HasSubstr("line 2, column 3: expected"), "3:d"));
}

TEST(CsvReader, TakesABoundedNumberOfFields) {
  EXPECT_THAT(read(std::string(CsvReader::kMaxFields, ',') + "\na"),
              ElementsAre(HasSubstr("more fields"), "2:a"));
}

}  // namespace
}  // namespace holdwatch::incident_file
