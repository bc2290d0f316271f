#include "journal/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "support/temp_dir.h"

namespace holdwatch::journal {
namespace {

using namespace std::chrono_literals;

constexpr Time kNoon = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 12h;

CallEvent joined(Time time, std::string_view call) {
  return {.time = time, .type = EventType::joined, .queue = "orders", .call = call};
}

class JournalTest : public testing::Test {
 protected:
  std::unique_ptr<Journal> open() {
    return std::make_unique<Journal>(Settings{.path = dir_.path("journal.db")},
                                     executor_.get_executor(), kNoon);
  }

  TempDir dir_;
  boost::asio::io_context executor_;
};

TEST_F(JournalTest, InputsComeBackInTheirOrder) {
  {
    auto journal = open();
    const SourceId source = journal->source_id("pbx");
    journal->input({kNoon, kNoon + 1s, source}, joined(kNoon, "1"));
    journal->input({kNoon + 1s, kNoon + 2s, source}, joined(kNoon + 1s, "2"));
    EXPECT_TRUE(journal->flush());
  }
  auto journal = open();
  EXPECT_EQ(journal->source_id("pbx"), 0);
  std::vector<std::string> calls;
  journal->replay([](Time) {},
                  [&](const JournalRecord& record) {
                    calls.emplace_back(std::get<CallEvent>(record.input).call);
                  });
  EXPECT_THAT(calls, testing::ElementsAre("1", "2"));
}

}  // namespace
}  // namespace holdwatch::journal
