#include "app/replay/recorded_stream.h"

#include <gtest/gtest.h>

#include "sources/jsonl/jsonl_source.h"
#include "support/temp_dir.h"

namespace holdwatch::replay {
namespace {

std::string joined(std::string_view time, std::string_view call) {
  return R"({"time":")" + std::string(time) + R"(","type":"joined","queue":"q","call":")" +
         std::string(call) + "\"}\n";
}

class RecordedStreamTest : public testing::Test {
 protected:
  std::unique_ptr<RecordedStream> open(const std::string& path) {
    return std::make_unique<RecordedStream>(
        jsonl::kFormat, path,
        [this](Disposition reason, std::string_view, std::string_view detail) {
          reasons_.push_back(reason);
          details_ += detail;
        });
  }
  std::vector<std::string> calls_of(const std::string& text) {
    auto stream = open(dir_.write("events.jsonl", text));
    std::vector<std::string> calls;
    while (stream->next()) calls.emplace_back(std::get<CallEvent>(stream->input()).call);
    return calls;
  }

  using Calls = std::vector<std::string>;
  TempDir dir_;
  std::vector<Disposition> reasons_;
  std::string details_;
};

TEST_F(RecordedStreamTest, ALineThatLeapsAheadOfAllBehindItIsFromTheFuture) {
  EXPECT_EQ(calls_of(joined("2026-03-02T10:00:00Z", "a") + joined("2027-03-02T10:00:01Z", "b") +
                     joined("2026-03-02T10:00:02Z", "c")),
            (Calls{"a", "c"}));
  EXPECT_EQ(reasons_, std::vector{Disposition::future});
  EXPECT_NE(details_.find("2027-03-02T10:00:01.000Z"), std::string::npos) << details_;
}

TEST_F(RecordedStreamTest, ANightIsNoLeap) {
  EXPECT_EQ(calls_of(joined("2026-03-02T20:00:00Z", "a") + joined("2026-03-03T08:00:00Z", "b") +
                     joined("2026-03-03T07:59:59Z", "c")),
            (Calls{"a", "b", "c"}));
  EXPECT_TRUE(reasons_.empty());
}

TEST_F(RecordedStreamTest, SeveralLeapsInARowAreEachRefused) {
  EXPECT_EQ(calls_of(joined("2026-03-02T10:00:00Z", "a") + joined("2030-01-01T00:00:00Z", "b") +
                     joined("2028-01-01T00:00:00Z", "c") + joined("2026-03-02T10:00:01Z", "d")),
            (Calls{"a", "d"}));
  EXPECT_EQ(reasons_.size(), 2u);
}

TEST_F(RecordedStreamTest, ALeapAtTheVeryEndStands) {
  EXPECT_EQ(calls_of(joined("2026-03-02T10:00:00Z", "a") + joined("2026-03-05T10:00:00Z", "b")),
            (Calls{"a", "b"}));
}

TEST_F(RecordedStreamTest, ALeapKeepsItsAttributesWhileTheFileLooksAhead) {
  auto stream = open(dir_.write(
      "events.jsonl",
      joined("2026-03-02T10:00:00Z", "a") +
          R"({"time":"2026-03-03T10:00:00Z","type":"joined","queue":"q","call":"b","attributes":{"sku":"SKU-1"}})" +
          "\n" + joined("2026-03-03T10:00:01Z", "c")));
  ASSERT_TRUE(stream->next());
  ASSERT_TRUE(stream->next());
  const auto& b = std::get<CallEvent>(stream->input());
  EXPECT_EQ(b.queue, "q");
  ASSERT_EQ(b.attributes.size(), 1u);
  EXPECT_EQ(b.attributes[0].value, "SKU-1");
  ASSERT_TRUE(stream->next());
  EXPECT_EQ(std::get<CallEvent>(stream->input()).call, "c");
  EXPECT_FALSE(stream->next());
}

TEST_F(RecordedStreamTest, StreamsAreMergedByTimeAndTiesComeInTheOrderGiven) {
  const std::string a = dir_.write(
      "a.jsonl", joined("2026-03-02T10:00:00Z", "a1") + joined("2026-03-02T10:00:02Z", "a2"));
  const std::string b = dir_.write(
      "b.jsonl", joined("2026-03-02T10:00:00Z", "b1") + joined("2026-03-02T10:00:01Z", "b2"));
  const std::string nothing = dir_.write("c.jsonl", "");
  MergedStreams merged;
  for (const std::string& path : {b, nothing, a}) merged.add(open(path));
  Calls calls;
  while (merged.next()) calls.emplace_back(std::get<CallEvent>(merged.input()).call);
  EXPECT_EQ(calls, (Calls{"b1", "a1", "b2", "a2"}));
  EXPECT_EQ(merged.share_read(), 1.0);
}

}  // namespace
}  // namespace holdwatch::replay
