#include "sources/asterisk_ami/recorded_ami.h"

#include <gmock/gmock.h>

#include "config/section.h"
#include "sources/asterisk_ami/ami_source.h"
#include "support/temp_dir.h"
#include "wire/json_encoder.h"

namespace holdwatch::asterisk_ami {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kRecording =
    "Asterisk Call Manager/11.0.0\r\n"
    "Response: Success\r\nMessage: Authentication accepted\r\n\r\n"
    "Event: QueueCallerJoin\r\nTimestamp: 1795289011.250000\r\nCallerIDNum: <unknown>\r\n"
    "Uniqueid: 1.1\r\nLinkedid: 1.1\r\nChanVariable: SKU=S-1\r\nQueue: orders\r\nPosition: "
    "2\r\n\r\n"
    "no message\r\n\r\n"
    "Event: QueueCallerLeave\r\nTimestamp: 1795289013.500000\r\nUniqueid: 1.1\r\n\r\n"
    "Event: QueueCallerJoin\r\nTimestamp: 1795289019.000000\r\nUniqueid: 1.2\r\nQueue: "
    "orders\r\n\r\n";

class RecordedAmiTest : public testing::Test {
 protected:
  std::vector<std::string> read(std::string_view text) {
    config::Section section = config::Section::parse("variables: {sku: SKU}\n", "test");
    const RecordedFormat format = recorded_format(section);
    const auto file =
        format.open(dir_.write("ami.txt", text), [this](Disposition, auto place, auto detail) {
          problems_.push_back(std::string(place) + ": " + std::string(detail));
        });
    std::vector<std::string> events;
    while (file->next()) events.push_back(wire::to_json(std::get<CallEvent>(file->input())));
    return events;
  }

  TempDir dir_;
  std::vector<std::string> problems_;
};

TEST_F(RecordedAmiTest, IsReadByTheTimestampsOfItsEvents) {
  EXPECT_THAT(
      read(kRecording),
      ElementsAre(
          R"({"time":"2026-11-21T19:23:31.250Z","type":"joined","queue":"orders","call":"1.1","position":2,"attributes":{"sku":"S-1"}})",
          R"({"time":"2026-11-21T19:23:33.500Z","type":"exited","queue":"orders","call":"1.1","outcome":"key"})",
          R"({"time":"2026-11-21T19:23:39.000Z","type":"joined","queue":"orders","call":"1.2"})"));
  EXPECT_THAT(problems_, ElementsAre(HasSubstr("ami.txt message 3: expected `Key: Value`")));
}

TEST_F(RecordedAmiTest, ARecordingWithoutTimestampsIsRefusedAndToldWhy) {
  EXPECT_THAT(read("Event: QueueCallerJoin\r\nUniqueid: 1.1\r\nQueue: orders\r\n\r\n"), IsEmpty());
  EXPECT_THAT(problems_, ElementsAre(HasSubstr("recorded with timestampevents=no")));
}

}  // namespace
}  // namespace holdwatch::asterisk_ami
