#include "app/history/journal_history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "journal/journal.h"
#include "support/log_capture.h"
#include "support/run_io.h"
#include "support/temp_dir.h"

namespace holdwatch {
namespace {

namespace asio = boost::asio;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Time kNoon =
    std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours{12};

class JournalHistoryTest : public testing::Test {
 protected:
  void write() {
    journal::Settings settings;
    settings.path = path_;
    journal::Journal journal(settings, io_.get_executor(), kNoon);
    journal.snapshot(kNoon, "state");
    journal.alert({.time = kNoon, .id = "A", .queue = "orders"});
    ASSERT_TRUE(journal.flush());
  }

  LogCapture log_;
  TempDir dir_;
  std::string path_ = dir_.path("journal.db");
  asio::io_context io_;
};

TEST_F(JournalHistoryTest, AnswersOutOfTheFile) {
  write();
  JournalHistory history(path_);
  EXPECT_EQ(test::run(io_, history.alerts({})).alerts.size(), 1u);
  EXPECT_THAT(test::run(io_, history.changes_of("A", 9)),
              ElementsAre(HasSubstr(R"("queue":"orders")")));
  EXPECT_EQ(test::run(io_, history.changes_from(kNoon, 9))->size(), 1u);
}

TEST_F(JournalHistoryTest, SaysWhyItCantBeReadAndTriesAnewNextTime) {
  JournalHistory history(path_);
  try {
    test::run(io_, history.alerts({}));
    FAIL() << "there is no file";
  } catch (const HistoryUnavailable& error) {
    EXPECT_THAT(error.what(), HasSubstr("the journal can't be read now: "));
  }
  write();
  EXPECT_EQ(test::run(io_, history.alerts({})).alerts.size(), 1u);
}

TEST_F(JournalHistoryTest, WhoeverIsOneTooManyHasToComeAgain) {
  write();
  JournalHistory history(path_);
  int answered = 0, refused = 0;
  for (int i = 0; i <= JournalHistory::kMostWaiting; ++i) {
    asio::co_spawn(io_, history.alerts({}), [&](std::exception_ptr failed, const AlertPage&) {
      ++(failed ? refused : answered);
    });
  }
  test::run_until(io_, [&] { return answered + refused > JournalHistory::kMostWaiting; });
  EXPECT_EQ(answered, JournalHistory::kMostWaiting);
  EXPECT_EQ(refused, 1);
}

}  // namespace
}  // namespace holdwatch
