#include "app/release.h"

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <vector>

#include "support/faulty_disk.h"
#include "support/log_capture.h"
#include "support/temp_dir.h"

namespace holdwatch {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class ReleaseTest : public testing::Test {
 protected:
  static constexpr Time kNoon{12h};

  void tell(int what) {
    release_.when_safe([this, what] { told_.push_back(what); }, kNoon);
  }
  void commit() {
    journal_.commit();
    events_.restart();
    events_.poll();
  }

  LogCapture log_;
  TempDir dir_;
  FaultyDisk disk_;
  boost::asio::io_context events_;
  journal::Journal journal_{{.path = dir_.path("journal.db")},
                            events_.get_executor(),
                            kNoon,
                            journal::Journal::Writing::by_hand};
  Release release_{&journal_};
  std::vector<int> told_;
};

TEST_F(ReleaseTest, NothingIsToldBeforeWhatItWasDecidedFromIsOnDisk) {
  tell(1);
  tell(2);
  release_.turn(kNoon + 500ms);
  EXPECT_THAT(told_, IsEmpty());
  commit();
  EXPECT_THAT(told_, ElementsAre(1, 2));
}

TEST_F(ReleaseTest, ADiskThatFailsIsNotWaitedFor) {
  disk_.set(Fault::full);
  tell(1);
  commit();
  EXPECT_THAT(told_, ElementsAre(1));
}

TEST_F(ReleaseTest, WhatTheDiskTakesTooLongForIsToldOnceAndInOrder) {
  tell(1);
  release_.turn(kNoon + 1s);
  EXPECT_THAT(told_, ElementsAre(1));
  tell(2);
  commit();
  EXPECT_THAT(told_, ElementsAre(1, 2));
}

TEST_F(ReleaseTest, AClockThatIsSetBackKeepsNothingBack) {
  tell(1);
  release_.turn(kNoon - 1h);
  EXPECT_THAT(told_, ElementsAre(1));
}

TEST_F(ReleaseTest, AtTheEndEverythingIsTold) {
  tell(1);
  release_.flush();
  EXPECT_THAT(told_, ElementsAre(1));
}

TEST(ReleaseWithoutJournal, TellsAtOnce) {
  Release release(nullptr);
  bool is_told = false;
  release.when_safe([&] { is_told = true; }, Time{});
  EXPECT_TRUE(is_told);
}

}  // namespace
}  // namespace holdwatch
