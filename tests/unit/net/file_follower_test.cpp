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
  static std::vector<std::string> rest_of(FileFollower& follower) {
    std::vector<std::string> lines;
    for (;;) {
      const auto found = follower.next();
      if (found == FileFollower::Found::nothing) return lines;
      lines.emplace_back(found == FileFollower::Found::restarted ? "--" : follower.line());
    }
  }
  // What another follower finds that goes on from where this one is.
  std::vector<std::string> found_by_a_successor() {
    FileFollower successor(dir_.path("log"), 20);
    EXPECT_TRUE(successor.resume(*follower_.position()));
    return rest_of(successor);
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

TEST_F(FileFollowerTest, ASuccessorGoesOnBehindTheLastWholeLine) {
  dir_.write("log", "one\ntwo\nthr");
  EXPECT_THAT(news(), ElementsAre("one", "two"));
  EXPECT_THAT(found_by_a_successor(), IsEmpty());
  dir_.append("log", "ee\nfour\n");
  EXPECT_THAT(found_by_a_successor(), ElementsAre("three", "four"));
}

TEST_F(FileFollowerTest, ASuccessorGoesOnBetweenTwoLinesThatWereReadTogether) {
  dir_.write("log", "one\ntwo\nthree\n");
  ASSERT_EQ(follower_.next(), FileFollower::Found::line);
  EXPECT_THAT(found_by_a_successor(), ElementsAre("two", "three"));
}

TEST_F(FileFollowerTest, ASuccessorFindsItsFileAfterRotationsAndAllThatCameAfterIt) {
  dir_.write("log", "one\n");
  news();
  dir_.append("log", "two\n");
  std::filesystem::rename(dir_.path("log"), dir_.path("log.1"));
  dir_.write("log.0", "three\n");
  dir_.write("log", "four\n");
  dir_.write("log.position", "not a log\n");
  dir_.write("log.1.gz", "nor this\n");
  const auto an_hour = std::chrono::hours{1};
  const auto now = std::filesystem::last_write_time(dir_.path("log"));
  std::filesystem::last_write_time(dir_.path("log.1"), now - 2 * an_hour);
  std::filesystem::last_write_time(dir_.path("log.0"), now - an_hour);
  EXPECT_THAT(found_by_a_successor(), ElementsAre("two", "--", "three", "--", "four"));
}

TEST_F(FileFollowerTest, ASuccessorTakesNoOtherFileForItsOwn) {
  dir_.write("log", "one\ntwo\n");
  news();
  const FilePosition position = *follower_.position();
  const auto resumes = [&] { return FileFollower(dir_.path("log"), 20).resume(position); };
  EXPECT_TRUE(resumes());
  std::filesystem::resize_file(dir_.path("log"), 4);
  EXPECT_FALSE(resumes()) << "it was cut";
  dir_.append("log", "TWO\nthree\n");
  EXPECT_FALSE(resumes()) << "it was cut and written anew";
  std::filesystem::remove(dir_.path("log"));
  EXPECT_FALSE(resumes()) << "it is gone";
}

TEST_F(FileFollowerTest, APositionIsKeptAsText) {
  const FilePosition position{7, 1ull << 40, 0x9e3779b97f4a7c15};
  EXPECT_EQ(position_of(to_text(position)), position);
  for (const char* text : {"", "position-2 1 2 3", "position-1 1 2", "position-1 x 2 3"}) {
    EXPECT_EQ(position_of(text), std::nullopt) << text;
  }
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
