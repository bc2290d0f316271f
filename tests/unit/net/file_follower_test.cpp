#include "net/file_follower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "support/temp_dir.h"

namespace holdwatch::net {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::ThrowsMessage;

class FileFollowerTest : public testing::Test {
 protected:
  // All that is there now; restarts come out as "--".
  std::vector<std::string> news() {
    std::vector<std::string> lines;
    for (;;) {
      switch (follower_.next()) {
        case FileFollower::Found::line:
          lines.emplace_back(follower_.line());
          break;
        case FileFollower::Found::oversized:
          lines.emplace_back("too long");
          break;
        case FileFollower::Found::restarted:
          lines.emplace_back("--");
          break;
        case FileFollower::Found::nothing:
          return lines;
      }
    }
  }
  void rotate() { std::filesystem::rename(dir_.path("log"), dir_.path("log.0")); }

  TempDir dir_;
  FileFollower follower_{dir_.path("log"), 20};
};

TEST_F(FileFollowerTest, WhatIsThereComesFirstAndThenWhatIsAppended) {
  dir_.write("log", "one\ntwo\n");
  EXPECT_THAT(news(), ElementsAre("one", "two"));
  EXPECT_THAT(news(), IsEmpty());
  dir_.append("log", "three\n");
  EXPECT_THAT(news(), ElementsAre("three"));
  EXPECT_EQ(follower_.line_number(), 3);
}

TEST_F(FileFollowerTest, AFileThatIsNotThereYetIsWaitedFor) {
  EXPECT_THAT(news(), IsEmpty());
  EXPECT_FALSE(follower_.is_open());
  dir_.write("log", "one\n");
  EXPECT_THAT(news(), ElementsAre("one"));
  EXPECT_TRUE(follower_.is_open());
}

TEST_F(FileFollowerTest, AnUnfinishedLineWaitsForItsEnd) {
  dir_.write("log", "one\ntw");
  EXPECT_THAT(news(), ElementsAre("one"));
  dir_.append("log", "o\n");
  EXPECT_THAT(news(), ElementsAre("two"));
}

TEST_F(FileFollowerTest, ARotatedFileIsReadToItsEndFirst) {
  dir_.write("log", "one\n");
  EXPECT_THAT(news(), ElementsAre("one"));
  dir_.append("log", "two\nthree");
  rotate();
  dir_.append("log.0", "!\nfour");
  dir_.write("log", "five\n");
  EXPECT_THAT(news(), ElementsAre("two", "three!", "four", "--", "five"));
  EXPECT_EQ(follower_.line_number(), 1);
}

TEST_F(FileFollowerTest, BetweenTheRenameAndTheNewFileTheOldOneIsReadOn) {
  dir_.write("log", "one\n");
  rotate();
  dir_.append("log.0", "two\n");
  EXPECT_THAT(news(), IsEmpty()) << "nothing was ever open under this name";
  dir_.write("log", "three\n");
  EXPECT_THAT(news(), ElementsAre("three"));
  rotate();
  dir_.append("log.0", "four\n");
  EXPECT_THAT(news(), ElementsAre("four"));
  dir_.write("log", "");
  EXPECT_THAT(news(), ElementsAre("--"));
}

TEST_F(FileFollowerTest, ACutFileIsReadFromItsBegin) {
  dir_.write("log", "one\ntwo\nthree\n");
  EXPECT_THAT(news(), ElementsAre("one", "two", "three"));
  dir_.write("log", "four\n");
  EXPECT_THAT(news(), ElementsAre("--", "four"));
}

TEST_F(FileFollowerTest, AnOversizedLineCostsThatLine) {
  dir_.write("log", "one\n" + std::string(100'000, 'x') + "\ntwo\n");
  EXPECT_THAT(news(), ElementsAre("one", "too long", "two"));
}

TEST_F(FileFollowerTest, AFileThatCannotBeReadIsAnErrorThatNamesIt) {
  std::filesystem::create_directory(dir_.path("log"));
  EXPECT_THAT([&] { follower_.next(); },
              ThrowsMessage<std::runtime_error>(HasSubstr("log: Is a directory")));
}

}  // namespace
}  // namespace holdwatch::net
