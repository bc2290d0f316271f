#include "sources/file_source.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "sources/jsonl/jsonl_source.h"
#include "sources/queue_log/queue_log_source.h"
#include "support/run_io.h"
#include "support/temp_dir.h"

namespace holdwatch {
namespace {

namespace asio = boost::asio;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::ThrowsMessage;

// Writes down what a source does, a word a call.
class Notes final : public Intake {
 public:
  std::vector<std::string> words;

  bool have(std::string_view word) const {
    return std::find(words.begin(), words.end(), word) != words.end();
  }

 private:
  Disposition event(const CallEvent& event) override { return note(std::string(event.call)); }
  Disposition incident(const IncidentReport& report) override { return note(report.id); }
  Disposition verdict(const Verdict& verdict) override { return note(verdict.alert); }
  Disposition acknowledgement(const Acknowledgement&) override { return note("acknowledgement"); }
  void rejected(Disposition reason, std::string_view place, std::string_view) override {
    const auto name = place.substr(place.rfind('/') + 1);
    note(fmt::format("{} {}", name, holdwatch::to_string(reason)));
  }
  void missed(std::uint64_t, std::string_view) override { note("missed"); }
  void resynced(std::string_view reason) override { note(std::string(reason)); }
  void up(bool is_up) override { note(is_up ? "up" : "down"); }
  void reached(std::string_view place) override { place_ = place; }
  std::optional<std::string> place() const override { return place_; }
  void history_done() override { note("history done"); }

  Disposition note(std::string word) {
    words.push_back(std::move(word));
    return Disposition::accepted;
  }

  std::optional<std::string> place_;
};

std::string joined(std::string_view call) {
  return fmt::format("1795289011|{}|support|NONE|ENTERQUEUE||x|1\n", call);
}
std::string joined_json(std::string_view call) {
  return fmt::format(R"({{"time":"2026-02-02T05:07:35Z","type":"joined","queue":"q","call":"{}"}})"
                     "\n",
                     call);
}

class FileSourceTest : public testing::Test {
 protected:
  std::unique_ptr<Source> source(const SourceKind& kind, const std::string& yaml) {
    auto section = config::Section::parse(yaml, "test.yaml");
    const auto factory = kind.read(section);
    section.finish();
    EXPECT_THAT(section.problems(), IsEmpty());
    return factory({"file", io_.get_executor(), io_.get_executor(), notes_, http_, Time{}});
  }

  // Runs the source until its notes have `word`, then cancels it.
  void run_until_noted(Source& source, std::string_view word) {
    asio::cancellation_signal cancel;
    bool ended = false;
    asio::co_spawn(
        io_, source.run(),
        asio::bind_cancellation_slot(cancel.slot(), [&](std::exception_ptr) { ended = true; }));
    test::run_until(io_, [&] { return notes_.have(word); });
    cancel.emit(asio::cancellation_type::terminal);
    test::run_until(io_, [&] { return ended; });
    io_.restart();
    io_.poll();  // the cancellation may have come too late, and still be under way
  }

  TempDir dir_;
  asio::io_context io_;
  net::HttpServer http_{io_.get_executor(), {}};
  Notes notes_;
};

TEST_F(FileSourceTest, AWholeFileIsHistory) {
  const auto path = dir_.write("x.jsonl", joined_json("a") + "{\n" + joined_json("b"));
  const auto file = source(jsonl::kKind, "path: " + path);
  EXPECT_TRUE(file->has_history());
  file->bind();
  run_until_noted(*file, "history done");
  EXPECT_THAT(notes_.words, ElementsAre("up", "a", "x.jsonl:2 malformed", "b", "history done"));
}

TEST_F(FileSourceTest, ALongFileIsReadToItsEnd) {
  std::string content;
  for (int i = 0; i < 2'000; ++i) content += joined_json(std::to_string(i));
  const auto file = source(jsonl::kKind, "path: " + dir_.write("x.jsonl", content));
  file->bind();
  run_until_noted(*file, "history done");
  EXPECT_THAT(notes_.words, SizeIs(2'002));
  EXPECT_TRUE(notes_.have("1999"));
}

TEST_F(FileSourceTest, AWholeFileMustBeThere) {
  const auto file = source(jsonl::kKind, "path: " + dir_.path("absent"));
  EXPECT_THAT([&] { file->bind(); },
              ThrowsMessage<std::runtime_error>(HasSubstr("absent: No such file")));
}

TEST_F(FileSourceTest, APackedFileThatBreaksOffCountsAsFarAsItGoes) {
  const std::string_view broken("\x1f\x8b\x08\0\0\0\0\0\0\x03\x03", 11);
  const auto file = source(jsonl::kKind, "path: " + dir_.write("x.gz", broken));
  file->bind();
  run_until_noted(*file, "history done");
  EXPECT_THAT(notes_.words, ElementsAre("up", "x.gz malformed", "history done"));
}

TEST_F(FileSourceTest, AFollowedFileIsHistoryAndThenLive) {
  const auto log = source(queue_log::kKind, "path: " + dir_.write("queue_log", joined("a")));
  log->bind();
  run_until_noted(*log, "history done");
  dir_.append("queue_log", joined("b") + "garbage\n" + joined("c"));
  run_until_noted(*log, "c");
  EXPECT_THAT(notes_.words,
              ElementsAre("up", "a", "history done", "b", "queue_log:3 malformed", "c"));
}

TEST_F(FileSourceTest, AFollowedFileMayComeLater) {
  const auto log = source(queue_log::kKind, "path: " + dir_.path("queue_log"));
  log->bind();
  run_until_noted(*log, "history done");
  EXPECT_THAT(notes_.words, ElementsAre("down", "history done"));
  dir_.write("queue_log", joined("a"));
  run_until_noted(*log, "a");
  EXPECT_THAT(notes_.words, ElementsAre("down", "history done", "up", "a"));
}

TEST_F(FileSourceTest, ARotationIsToldAndLosesNothing) {
  const auto log = source(queue_log::kKind, "path: " + dir_.write("queue_log", joined("a")));
  run_until_noted(*log, "history done");
  dir_.append("queue_log", joined("b"));
  std::filesystem::rename(dir_.path("queue_log"), dir_.path("queue_log.0"));
  dir_.write("queue_log", joined("c"));
  run_until_noted(*log, "c");
  EXPECT_THAT(notes_.words, ElementsAre("up", "a", "history done", "b", "rotated", "c"));
}

TEST_F(FileSourceTest, ALaterRunGoesOnWhereThisOneStopped) {
  const std::string yaml = "path: " + dir_.write("queue_log", joined("a"));
  const auto run = [&](std::string_view until) {
    notes_.words.clear();
    const auto log = source(queue_log::kKind, yaml);
    log->bind();
    run_until_noted(*log, until);
    return notes_.words;
  };
  EXPECT_THAT(run("history done"), ElementsAre("up", "a", "history done"));
  EXPECT_THAT(run("history done"), ElementsAre("up", "history done"));
  dir_.append("queue_log", joined("b"));
  std::filesystem::rename(dir_.path("queue_log"), dir_.path("queue_log.0"));
  dir_.write("queue_log", joined("c"));
  EXPECT_THAT(run("history done"), ElementsAre("up", "b", "rotated", "c", "history done"));
  dir_.write("queue_log", joined("d"));  // another file, as if the same
  EXPECT_THAT(run("history done"), ElementsAre("position_lost", "up", "d", "history done"));
}

TEST_F(FileSourceTest, WhatAnEarlierRunHasReadOfAWholeFileIsPassedOver) {
  const std::string path = dir_.write("queue_log", joined("a") + joined("b"));
  const auto run = [&] {
    notes_.words.clear();
    const auto log = source(queue_log::kKind, "{path: " + path + ", follow: false}");
    log->bind();
    run_until_noted(*log, "history done");
    return notes_.words;
  };
  EXPECT_THAT(run(), ElementsAre("up", "a", "b", "history done"));
  EXPECT_THAT(run(), ElementsAre("up", "history done"));
  dir_.append("queue_log", joined("c"));
  EXPECT_THAT(run(), ElementsAre("up", "c", "history done"));
  dir_.write("queue_log.new", joined("d"));
  std::filesystem::rename(dir_.path("queue_log.new"), path);
  EXPECT_THAT(run(), ElementsAre("up", "d", "history done"));
}

TEST_F(FileSourceTest, AFileThatCannotBeFollowedHoldsUpNobody) {
  std::filesystem::create_directory(dir_.path("queue_log"));
  const auto log = source(queue_log::kKind, "path: " + dir_.path("queue_log"));
  run_until_noted(*log, "history done");
  EXPECT_THAT(notes_.words, ElementsAre("down", "history done"));
}

TEST_F(FileSourceTest, WhatCannotBeReadThatWayIsAProblemOfTheConfiguration) {
  auto section = config::Section::parse("path: x.gz\nfollow: true", "test.yaml");
  jsonl::kKind.read(section);
  ASSERT_THAT(section.problems(), SizeIs(1));
  EXPECT_THAT(to_string(section.problems()[0]), HasSubstr("test.yaml:2: follow"));

  auto input = config::Section::parse("path: '-'", "test.yaml");
  jsonl::kKind.read(input);
  EXPECT_THAT(input.problems(), SizeIs(1));

  auto empty = config::Section::parse("follow: true", "test.yaml");
  queue_log::kKind.read(empty);
  EXPECT_THAT(empty.problems(), SizeIs(1));
}

}  // namespace
}  // namespace holdwatch
