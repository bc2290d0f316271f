#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/chrono.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "journal/journal.h"
#include "model/names.h"
#include "support/faulty_disk.h"
#include "support/log_capture.h"
#include "support/temp_dir.h"

namespace holdwatch::journal::test {

constexpr Time kNoon =
    std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours{12};

/// An input in words.
struct Describe {
  std::string operator()(const CallEvent& event) const {
    return fmt::format("{} {}", to_string(event.type), event.call);
  }
  std::string operator()(const IncidentReport& report) const { return "incident " + report.id; }
  std::string operator()(const Verdict& verdict) const { return "verdict " + verdict.alert; }
  std::string operator()(const Acknowledgement& acknowledgement) const {
    return "acknowledged " + acknowledgement.alert;
  }
  std::string operator()(const Missed& missed) const {
    return fmt::format("missed {}", missed.count);
  }
  std::string operator()(const FeedUp& feed) const { return feed.is_up ? "up" : "down"; }
  std::string operator()(const Passed&) const { return "time passed"; }
};

/// A journal in a folder of its own; one commit takes no longer than the disk does.
class JournalFixture : public testing::Test {
 protected:
  static constexpr Time kNoon = test::kNoon;

  JournalFixture() {
    settings_.path = dir_.path("journal.db");
    settings_.commit_interval = std::chrono::milliseconds{1};
    settings_.retry = std::chrono::milliseconds{1};
  }

  std::string path() const { return settings_.path; }

  std::unique_ptr<Journal> open() {
    return std::make_unique<Journal>(settings_, executor_.get_executor(), kNoon);
  }

  std::unique_ptr<Journal> open_by_hand() {
    return std::make_unique<Journal>(settings_, executor_.get_executor(), kNoon,
                                     Journal::Writing::by_hand);
  }

  /// What a process would find that starts after this one was killed now.
  std::unique_ptr<Journal> open_crashed_copy() {
    Settings settings = settings_;
    settings.path = dir_.path("crashed.db");
    for (const char* suffix : {"", "-wal"}) {
      std::filesystem::copy_file(settings_.path + suffix, settings.path + suffix);
    }
    return std::make_unique<Journal>(settings, executor_.get_executor(), kNoon);
  }

  static CallEvent joined(std::string_view call) {
    return {.time = kNoon, .type = EventType::joined, .queue = "orders", .call = call};
  }
  static void put(Journal& journal, std::string_view call) {
    journal.input({kNoon, kNoon, 0}, joined(call));
  }

  /// After a fault is over: the first attempt may still be one of before.
  static bool flush_in_the_end(Journal& journal) {
    for (int i = 0; i < 1000; ++i) {
      if (journal.flush()) return true;
    }
    return false;
  }

  /// `clock sequence received source input`, and in front of it the clock that was advanced to.
  static std::vector<std::string> played(Journal& journal) {
    std::vector<std::string> lines;
    Time advanced;
    journal.replay(
        [&](Time clock) { advanced = clock; },
        [&](const JournalRecord& record) {
          EXPECT_EQ(advanced, record.stamp.clock);
          lines.push_back(fmt::format("{:%T} {} {:%T} {} {}", in_seconds(record.stamp.clock),
                                      record.sequence, in_seconds(record.stamp.received_at),
                                      record.stamp.source, std::visit(Describe{}, record.input)));
        });
    return lines;
  }
  static std::vector<std::string> calls(Journal& journal) {
    std::vector<std::string> found;
    journal.replay([](Time) {},
                   [&](const JournalRecord& record) {
                     found.emplace_back(std::get<CallEvent>(record.input).call);
                   });
    return found;
  }

  /// Each change of an alert in the closed file: `sequence.ordinal id`.
  std::vector<std::string> alerts() const {
    SQLite::Database database(path());
    SQLite::Statement rows(database, "SELECT sequence, ordinal, id FROM alerts");
    std::vector<std::string> lines;
    while (rows.executeStep()) {
      lines.push_back(fmt::format("{}.{} {}", rows.getColumn(0).getInt(),
                                  rows.getColumn(1).getInt(), rows.getColumn(2).getText()));
    }
    return lines;
  }

  /// Does something to the closed file.
  void execute(const std::string& sql) const {
    SQLite::Database(path(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
  }

  LogCapture log_;
  TempDir dir_;
  Settings settings_;
  boost::asio::io_context executor_;

 private:
  static std::chrono::sys_seconds in_seconds(Time time) {
    return std::chrono::floor<std::chrono::seconds>(time);
  }
};

}  // namespace holdwatch::journal::test
