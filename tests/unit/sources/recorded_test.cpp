#include "sources/recorded.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "sources/jsonl/jsonl_source.h"
#include "sources/queue_log/queue_log_source.h"
#include "support/shared_data.h"
#include "support/temp_dir.h"
#include "wire/json_encoder.h"
#include "wire/limits.h"

namespace holdwatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using testing::ThrowsMessage;

struct Recording {
  std::vector<std::string> inputs;
  std::vector<std::pair<Disposition, std::string>> rejected;  // with their places
};

Recording read(const RecordedFormat& format, const std::string& path) {
  Recording recording;
  const auto file = format.open(path, [&](Disposition reason, auto place, auto) {
    recording.rejected.emplace_back(reason, place);
  });
  while (file->next()) {
    recording.inputs.push_back(
        std::visit([](const auto& input) { return wire::to_json(input); }, file->input()));
  }
  EXPECT_FALSE(file->next()) << "the end is the end";
  EXPECT_EQ(file->progress().bytes_read, file->progress().bytes_total);
  return recording;
}

constexpr std::string_view kHeartbeat = R"({"time":"2026-02-02T05:07:35.255Z","type":"heartbeat"})";
constexpr std::string_view kClosed =
    R"({"time":"2026-02-02T05:07:36.000Z","type":"closed","id":"INC-1"})";
constexpr std::string_view kVerdict =
    R"({"time":"2026-02-02T05:07:36.000Z","alert":"a","incident":null,"verdict":"rejected"})";

TEST(Recorded, JsonLinesComeOneByOne) {
  const TempDir dir;
  const auto path =
      dir.write("x.jsonl", fmt::format("{}\n\n{}\r\n{}", kHeartbeat, kClosed, kVerdict));
  const Recording recording = read(jsonl::kFormat, path);
  EXPECT_THAT(recording.inputs, ElementsAre(kHeartbeat, kClosed, kVerdict));
  EXPECT_THAT(recording.rejected, IsEmpty());
}

TEST(Recorded, ABadLineIsToldWithItsPlaceAndCostsOnlyItself) {
  const TempDir dir;
  const auto path = dir.write(
      "x.jsonl", fmt::format("{}\nnonsense\n{}\n{}\n{}", kHeartbeat,
                             std::string(wire::kMaxDocumentBytes + 1, '{'), kClosed, "{\"type\":"));
  const Recording recording = read(jsonl::kFormat, path);
  EXPECT_THAT(recording.inputs, ElementsAre(kHeartbeat, kClosed));
  EXPECT_THAT(recording.rejected, ElementsAre(Pair(Disposition::malformed, path + ":2"),
                                              Pair(Disposition::oversized, path + ":3"),
                                              Pair(Disposition::malformed, path + ":5")));
}

TEST(Recorded, QueueLogLinesWithoutMeaningArePassedOver) {
  const TempDir dir;
  const auto path = dir.write("queue_log",
                              "1795289008|NONE|NONE|NONE|QUEUESTART|\n"
                              "1795289011|11.0|support|NONE|ENTERQUEUE||+15556010875|1\n"
                              "garbage\n"
                              "1795289012|11.0|support|Alice|CONNECT|1|1795289011.2|1\n");
  const Recording recording = read(queue_log::kFormat, path);
  EXPECT_THAT(recording.inputs, ElementsAre(HasSubstr("joined"), HasSubstr("answered")));
  EXPECT_THAT(recording.rejected, ElementsAre(Pair(Disposition::malformed, path + ":3")));
}

TEST(Recorded, TheTimeOfAnInputIsAtHandForMerging) {
  const TempDir dir;
  const auto path = dir.write("queue_log", "1795289011|11.0|support|NONE|ENTERQUEUE||x|1\n");
  const auto file = queue_log::kFormat.open(path, {});
  ASSERT_TRUE(file->next());
  EXPECT_EQ(time_of(file->input()), Time{std::chrono::seconds{1'795'289'011}});
}

TEST(Recorded, AFileThatIsNotThereIsNamed) {
  EXPECT_THAT([] { jsonl::kFormat.open("/nonexistent/x.jsonl", {}); },
              ThrowsMessage<std::runtime_error>(HasSubstr("/nonexistent/x.jsonl")));
}

TEST(Recorded, ARealQueueLogIsReadWithoutALoss) {
  const std::string path = shared_data("asterisk/queue_log.gz");
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no shared data";
  std::map<EventType, int> events;
  const auto file = queue_log::kFormat.open(
      path, [](auto, auto place, auto detail) { ADD_FAILURE() << place << ' ' << detail; });
  while (file->next()) ++events[std::get<CallEvent>(file->input()).type];
  EXPECT_THAT(events, ElementsAre(Pair(EventType::joined, 410), Pair(EventType::answered, 157),
                                  Pair(EventType::abandoned, 103), Pair(EventType::exited, 150),
                                  Pair(EventType::completed, 157), Pair(EventType::agent, 18)));
}

}  // namespace
}  // namespace holdwatch
