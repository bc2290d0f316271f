#include "wire/flat_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "wire/limits.h"

namespace holdwatch::wire {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> read(FlatJson& json, std::string_view text) {
  std::vector<std::string> members;
  const auto read = json.read(text);
  for (const auto& [name, value] : read.value()) {
    members.push_back(std::string(name) + "=" + std::string(value));
  }
  return members;
}

TEST(FlatJson, GivesTextsInTheirOrder) {
  FlatJson json;
  EXPECT_THAT(read(json, R"({"b":"1","a":"","u":"\u00e9\n"})"), ElementsAre("b=1", "a=", "u=é\n"));
}

TEST(FlatJson, TakesNumbersAndBooleansAsTheyAreWritten) {
  FlatJson json;
  EXPECT_THAT(read(json, R"({"i":-7,"u":18446744073709551615,"d":0.5,"t":true})"),
              ElementsAre("i=-7", "u=18446744073709551615", "d=0.5", "t=true"));
}

TEST(FlatJson, GivesEachElementOfAListItsOwnMember) {
  FlatJson json;
  EXPECT_THAT(read(json, R"({"l":["a",2,[3],null,"b"],"empty":[]})"),
              ElementsAre("l=a", "l=2", "l=b"));
}

TEST(FlatJson, LeavesOutWhatIsNestedOrNull) {
  FlatJson json;
  EXPECT_THAT(read(json, R"({"n":null,"o":{"x":"y"}})"), IsEmpty());
}

TEST(FlatJson, RefusesWhatIsNoObject) {
  FlatJson json;
  for (const char* text : {"", "[]", "7", "{", "{\"a\"}", "{} x", "{\"a\":\"\xff\"}"}) {
    const auto result = json.read(text);
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().reason, Disposition::malformed);
    EXPECT_THAT(result.error().detail, HasSubstr("expected a JSON object"));
  }
}

TEST(FlatJson, RefusesADocumentOverTheLimit) {
  FlatJson json;
  const auto result = json.read(std::string(kMaxDocumentBytes + 1, ' '));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().reason, Disposition::oversized);
}

}  // namespace
}  // namespace holdwatch::wire
