#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sources/queue_log/queue_log_decoder.h"
#include "unit/wire/collector.h"
#include "wire/limits.h"

namespace holdwatch::queue_log {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

wire::Collector decoded(std::string_view line) {
  wire::Collector found;
  QueueLogDecoder().decode(line, found);
  return found;
}

struct Meaning {
  std::string_view line;
  std::string_view event;  // as JSON, without the time
};

void PrintTo(const Meaning& meaning, std::ostream* out) {
  *out << meaning.line;
}

class QueueLogLine : public testing::TestWithParam<Meaning> {};

TEST_P(QueueLogLine, MeansItsEvent) {
  const auto found = decoded(fmt::format("1795289011|{}", GetParam().line));
  EXPECT_THAT(found.details, IsEmpty());
  EXPECT_THAT(found.inputs, ElementsAre(fmt::format(R"({{"time":"2026-11-21T19:23:31.000Z",{}}})",
                                                    GetParam().event)));
}

INSTANTIATE_TEST_SUITE_P(
    Calls, QueueLogLine,
    testing::Values(
        Meaning{
            "11.0|orders|NONE|ENTERQUEUE||+15556010875|3",
            R"("type":"joined","queue":"orders","call":"11.0","caller":"+15556010875","position":3)"},
        Meaning{"11.0|orders|NONE|ENTERQUEUE||",
                R"("type":"joined","queue":"orders","call":"11.0")"},
        Meaning{"11.0|orders|NONE|ENTERQUEUE|",
                R"("type":"joined","queue":"orders","call":"11.0")"},
        Meaning{"11.0|orders|Alice|CONNECT|1|1795289011.2|1",
                R"("type":"answered","queue":"orders","call":"11.0","agent":"Alice")"},
        Meaning{
            "11.0|orders|Alice|COMPLETECALLER|1|54|1",
            R"("type":"completed","queue":"orders","call":"11.0","agent":"Alice","talk_seconds":54)"},
        Meaning{
            "11.0|orders|Alice|COMPLETEAGENT|1|0|1",
            R"("type":"completed","queue":"orders","call":"11.0","agent":"Alice","talk_seconds":0)"},
        Meaning{"11.0|orders|Alice|COMPLETEAGENT||",
                R"("type":"completed","queue":"orders","call":"11.0","agent":"Alice")"},
        Meaning{
            "11.0|orders|Alice|BLINDTRANSFER|200|internal|7|33|1",
            R"("type":"completed","queue":"orders","call":"11.0","agent":"Alice","talk_seconds":33)"},
        Meaning{
            "11.0|orders|Alice|TRANSFER|200|internal|7|33",
            R"("type":"completed","queue":"orders","call":"11.0","agent":"Alice","talk_seconds":33)"},
        Meaning{
            "11.0|orders|Alice|ATTENDEDTRANSFER|BRIDGE|5b9e|7|33|1",
            R"("type":"completed","queue":"orders","call":"11.0","agent":"Alice","talk_seconds":33)"},
        Meaning{
            "11.0|orders|Alice|ATTENDEDTRANSFER|LINK|a;1|b;2|7|33|1",
            R"("type":"completed","queue":"orders","call":"11.0","agent":"Alice","talk_seconds":33)"},
        Meaning{"11.0|orders|NONE|ABANDON|1|1|140",
                R"("type":"abandoned","queue":"orders","call":"11.0")"},
        Meaning{"11.0|orders|NONE|EXITWITHTIMEOUT|1|1|30",
                R"("type":"exited","queue":"orders","call":"11.0","outcome":"timeout")"},
        Meaning{"11.0|orders|NONE|EXITWITHKEY|1|1|2|3",
                R"("type":"exited","queue":"orders","call":"11.0","outcome":"key")"},
        Meaning{"11.0|orders|NONE|EXITEMPTY|1|1|30",
                R"("type":"exited","queue":"orders","call":"11.0","outcome":"empty")"},
        Meaning{"11.0|orders|NONE|WITHDRAW|1|1|30|by hand",
                R"("type":"exited","queue":"orders","call":"11.0","outcome":"withdrawn")"}));

INSTANTIATE_TEST_SUITE_P(
    Agents, QueueLogLine,
    testing::Values(
        Meaning{
            "MANAGER|orders|Local/113@agents/n|ADDMEMBER|",
            R"("type":"agent","queue":"orders","agent":"Local/113@agents/n","state":"available")"},
        Meaning{"MANAGER|orders|Dave|ADDMEMBER|PAUSED",
                R"("type":"agent","queue":"orders","agent":"Dave","state":"paused")"},
        Meaning{"CLI|orders|Dave|REMOVEMEMBER|",
                R"("type":"agent","queue":"orders","agent":"Dave","state":"offline")"},
        Meaning{"NONE|orders|Dave|PAUSE|lunch",
                R"("type":"agent","queue":"orders","agent":"Dave","state":"paused")"},
        Meaning{"NONE|orders|Dave|UNPAUSE|",
                R"("type":"agent","queue":"orders","agent":"Dave","state":"available")"},
        Meaning{"NONE|NONE|Dave|PAUSEALL|lunch",
                R"("type":"agent","agent":"Dave","state":"paused")"},
        Meaning{"NONE|NONE|Dave|UNPAUSEALL|",
                R"("type":"agent","agent":"Dave","state":"available")"},
        Meaning{"12.1|NONE|Agent/1001|AGENTLOGIN|SIP/1001-1",
                R"("type":"agent","agent":"Agent/1001","state":"available")"},
        Meaning{"12.1|NONE|Agent/1001|AGENTCALLBACKLOGIN|1001@agents",
                R"("type":"agent","agent":"Agent/1001","state":"available")"},
        Meaning{"12.1|NONE|Agent/1001|AGENTLOGOFF|SIP/1001-1|300",
                R"("type":"agent","agent":"Agent/1001","state":"offline")"},
        Meaning{"12.1|NONE|Agent/1001|AGENTCALLBACKLOGOFF|1001@agents|300|Autologoff",
                R"("type":"agent","agent":"Agent/1001","state":"offline")"}));

class SilentLine : public testing::TestWithParam<std::string_view> {};

TEST_P(SilentLine, SaysNothingOfCallersOrAgents) {
  const auto found = decoded(fmt::format("1795289011|{}", GetParam()));
  EXPECT_THAT(found.inputs, IsEmpty());
  EXPECT_THAT(found.details, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    QueueLog, SilentLine,
    testing::Values("NONE|NONE|NONE|QUEUESTART|", "NONE|NONE|NONE|CONFIGRELOAD|",
                    "11.0|orders|Alice|RINGNOANSWER|12000", "11.0|orders|Alice|RINGCANCELED|221",
                    "11.0|orders|Alice|AGENTDUMP|", "11.0|orders|NONE|SYSCOMPAT|",
                    "CLI|orders|Dave|PENALTY|3", "CLI|orders|Dave|RINGINUSE|1",
                    "11.0|orders|NONE|DID|5550100", "11.0|orders|NONE|INFO|x"));

struct BadLine {
  std::string_view line;
  Disposition reason;
  std::string_view detail;
};

void PrintTo(const BadLine& bad, std::ostream* out) {
  *out << bad.line;
}

class BadQueueLogLine : public testing::TestWithParam<BadLine> {};

TEST_P(BadQueueLogLine, IsRefusedWithAReasonThatNamesIt) {
  const auto found = decoded(GetParam().line);
  EXPECT_THAT(found.inputs, IsEmpty());
  EXPECT_THAT(found.reasons, ElementsAre(GetParam().reason));
  EXPECT_THAT(found.details, ElementsAre(HasSubstr(GetParam().detail)));
}

constexpr Disposition kMalformed = Disposition::malformed;

INSTANTIATE_TEST_SUITE_P(
    QueueLog, BadQueueLogLine,
    testing::Values(
        BadLine{"x", kMalformed, "expected epoch|call|queue|agent|EVENT"},
        BadLine{"||||", kMalformed, "found less"},
        BadLine{"1795289011|11.0|orders|NONE", kMalformed, "found less"},
        BadLine{"1795289011|11.0|orders|NONE|", kMalformed, "found less"},
        BadLine{"|11.0|orders|NONE|ABANDON|1|1|3", kMalformed, "time"},
        BadLine{"17952x9011|11.0|orders|NONE|ABANDON|1|1|3", kMalformed, "time"},
        BadLine{"-5|11.0|orders|NONE|ABANDON|1|1|3", kMalformed, "time"},
        BadLine{" 1795289011|11.0|orders|NONE|ABANDON|1|1|3", kMalformed, "time"},
        BadLine{"99999999999999999999|11.0|orders|NONE|ABANDON|1|1|3", kMalformed, "time"},
        BadLine{"9223372036854775807|11.0|orders|NONE|ABANDON|1|1|3", kMalformed, "time"},
        BadLine{std::string_view("1795289011|11.0|ord\0rs|NONE|ABANDON|1|1|3", 41), kMalformed,
                "ord\\x00rs"},
        BadLine{"1795289011|11.0|ord\xe9rs|NONE|ABANDON|1|1|3", kMalformed, "ord\\xe9rs"},
        BadLine{"\x1f\x8b\x08\x00binary", kMalformed, "control character"},
        BadLine{"1795289011|11.0|orders|NONE|abandon|1|1|3", Disposition::unknown_type,
                "`abandon`"},
        BadLine{"1795289011|11.0|orders|NONE|ABANDONED|1|1|3", Disposition::unknown_type,
                "`ABANDONED`"},
        BadLine{"1795289011|11.0|NONE|NONE|ENTERQUEUE||x|1", Disposition::missing_field, "queue"},
        BadLine{"1795289011||orders|NONE|ENTERQUEUE||x|1", Disposition::missing_field, "call"},
        BadLine{"1795289011|NONE|orders|NONE|ABANDON|1|1|3", Disposition::missing_field, "call"},
        BadLine{"1795289011|NONE|orders|NONE|PAUSE|", Disposition::missing_field, "agent"},
        BadLine{"1795289011|11.0|orders|NONE|ENTERQUEUE||x|first", Disposition::invalid_value,
                "position"},
        BadLine{"1795289011|11.0|orders|NONE|ENTERQUEUE||x|-1", Disposition::invalid_value,
                "position"},
        BadLine{"1795289011|11.0|orders|A|COMPLETEAGENT|1|long|1", Disposition::invalid_value,
                "`long`"},
        BadLine{"1795289011|11.0|orders|A|COMPLETEAGENT|1|4294967296|1", Disposition::invalid_value,
                "talk time"}));

TEST(QueueLog, ANameOverTheLimitIsOversized) {
  const std::string name(wire::kMaxTextBytes + 1, 'q');
  EXPECT_THAT(decoded(fmt::format("1795289011|11.0|{}|NONE|ABANDON|1|1|3", name)).reasons,
              ElementsAre(Disposition::oversized));
}

TEST(QueueLog, NamesMayBeAnyUtf8) {
  EXPECT_THAT(decoded("1795289011|11.0|Ersatzteile Süd|NONE|ABANDON|1|1|3").inputs,
              ElementsAre(HasSubstr("Ersatzteile Süd")));
}

}  // namespace
}  // namespace holdwatch::queue_log
