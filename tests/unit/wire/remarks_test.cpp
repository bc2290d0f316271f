#include "wire/remarks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace holdwatch::wire {
namespace {

using ::testing::HasSubstr;

TEST(Remarks, AVerdictNamesAnIncident) {
  const auto verdict = decode_verdict(R"({"incident":"INC-7","verdict":"rejected"})");
  ASSERT_TRUE(verdict) << verdict.error().detail;
  EXPECT_EQ(verdict->incident, "INC-7");
  EXPECT_EQ(verdict->verdict, VerdictType::rejected);
}

TEST(Remarks, AVerdictWithoutAnIncidentIsAboutNoneOfThem) {
  for (const char* json :
       {R"({"verdict":"confirmed"})", R"({"incident":null,"verdict":"confirmed"})"}) {
    const auto verdict = decode_verdict(json);
    ASSERT_TRUE(verdict) << verdict.error().detail;
    EXPECT_EQ(verdict->incident, std::nullopt);
  }
}

TEST(Remarks, AnAcknowledgementMayNameWho) {
  EXPECT_EQ(decode_acknowledgement(R"({"who":"Ada"})")->who, "Ada");
  EXPECT_EQ(decode_acknowledgement("{}")->who, "");
  EXPECT_EQ(decode_acknowledgement("")->who, "");
}

struct Bad {
  std::string json;
  Disposition reason;
  const char* detail;
};

TEST(Remarks, SayWhatIsWrongWithAVerdict) {
  const Bad all[] = {
      {"", Disposition::malformed, "expected a JSON object"},
      {"[]", Disposition::malformed, "expected a JSON object"},
      {R"({"verdict":"confirmed")", Disposition::malformed, "In `{\"verdict"},
      {R"({"incident":"INC-7"})", Disposition::missing_field, "verdict"},
      {R"({"verdict":"maybe"})", Disposition::invalid_value, "maybe"},
      {R"({"verdict":"rejected","incident":7})", Disposition::invalid_value, "incident"},
      {R"({"verdict":"rejected","verdict":"confirmed"})", Disposition::malformed, "twice"},
      {R"({"verdict":"rejected","incident":")" + std::string(300, 'x') + "\"}",
       Disposition::oversized, "incident"},
      {R"({"verdict":"rejected","note":")" + std::string(5000, 'x') + "\"}", Disposition::oversized,
       "at most 4096"},
  };
  for (const Bad& bad : all) {
    const auto verdict = decode_verdict(bad.json);
    ASSERT_FALSE(verdict) << bad.json;
    EXPECT_EQ(verdict.error().reason, bad.reason) << bad.json;
    EXPECT_THAT(verdict.error().detail, HasSubstr(bad.detail));
  }
}

TEST(Remarks, AnAcknowledgementBySomethingElseThanANameIsRefused) {
  const auto acknowledgement = decode_acknowledgement(R"({"who":["Ada"]})");
  ASSERT_FALSE(acknowledgement);
  EXPECT_EQ(acknowledgement.error().reason, Disposition::invalid_value);
}

}  // namespace
}  // namespace holdwatch::wire
