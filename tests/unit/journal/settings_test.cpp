#include "journal/settings.h"

#include <gmock/gmock.h>

namespace holdwatch::journal {
namespace {

using namespace std::chrono_literals;

std::optional<Settings> read(const std::string& text, const char* state_directory = nullptr) {
  config::Section root = config::Section::parse(text, "a.yaml");
  const auto settings = read_settings(root.section("journal"), state_directory);
  EXPECT_THAT(root.problems(), testing::IsEmpty());
  return settings;
}

TEST(JournalSettings, WithoutAPathNoneIsKept) {
  EXPECT_FALSE(read(""));
}

TEST(JournalSettings, SystemdsStateDirectoryIsThePlaceUnlessThereIsAPath) {
  EXPECT_EQ(read("", "/var/lib/holdwatch")->path, "/var/lib/holdwatch/journal.db");
  EXPECT_EQ(read("journal: {path: /a/b.db}", "/var/lib/holdwatch")->path, "/a/b.db");
}

TEST(JournalSettings, MayBeSwitchedOff) {
  EXPECT_FALSE(read("journal: {enabled: false, path: /a/b.db}", "/var/lib/holdwatch"));
}

TEST(JournalSettings, ReadsEveryKey) {
  const auto settings = read(
      "journal: {path: a, commit_interval: 50ms, snapshot_interval: 1m, keep_for: 7d, "
      "keep_bytes: 33554432, backlog_bytes: 2097152}");
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->commit_interval, 50ms);
  EXPECT_EQ(settings->snapshot_interval, 1min);
  EXPECT_EQ(settings->keep_for, std::chrono::days{7});
  EXPECT_EQ(settings->keep_bytes, 33554432);
  EXPECT_EQ(settings->backlog_bytes, 2097152);
}

TEST(JournalSettings, WhatIsOutOfRangeIsAProblemWithItsLine) {
  config::Section root = config::Section::parse("journal:\n  path: a\n  keep_bytes: 1\n", "a.yaml");
  read_settings(root.section("journal"), nullptr);
  ASSERT_EQ(root.problems().size(), 1);
  EXPECT_EQ(root.problems()[0].key, "journal.keep_bytes");
  EXPECT_EQ(root.problems()[0].line, 3);
}

}  // namespace
}  // namespace holdwatch::journal
