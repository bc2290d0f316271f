#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "sinks/metrics/page.h"

namespace holdwatch::metrics {
namespace {

using std::chrono::seconds;
using ::testing::HasSubstr;
using ::testing::Not;

QueueSnapshot sample_queue() {
  QueueSnapshot queue;
  queue.name = "orders";
  queue.waiting = 3;
  queue.oldest_waiting = Time{seconds{1'700'000'000}};
  queue.held = 1;
  queue.agents_known = true;
  queue.agents = {4, 5, 1, 0};
  queue.offered = 100;
  queue.left[static_cast<std::size_t>(Outcome::answered)] = 80;
  queue.left[static_cast<std::size_t>(Outcome::abandoned)] = 17;
  queue.bounds_seconds = std::make_shared<const std::vector<double>>(std::vector<double>{20, 60});
  queue.answered_wait = {{50, 20, 10}, 1234.5};
  queue.abandoned_wait = {{0, 10, 7}, 900};
  queue.hold = {{1, 0, 0}, 12};
  queue.expected_arrivals_per_second = 0.25;
  queue.surge_score = 1.5;
  queue.surge_active = true;
  queue.surges_opened[static_cast<std::size_t>(Driver::staffing)] = 2;
  queue.surge_excess_calls = 38.5;
  queue.unattributed_calls = 5.5;
  return queue;
}

Snapshot sample_snapshot() {
  Snapshot snapshot;
  snapshot.queues = {sample_queue()};
  IncidentSnapshot open;
  open.department = "supply_chain";
  open.category = "backorder";
  IncidentSnapshot closed = open;
  closed.closed = true;
  snapshot.incidents = {open, closed, open};
  snapshot.attributed = {{"orders", "supply_chain", "backorder", 33, 1000},
                         {"support", "supply_chain", "backorder", 7, 500}};
  snapshot.feedback = {{"supply_chain", {2, 1, 0}}};
  return snapshot;
}

Health sample_health() {
  Health health;
  health.build = {"0.1.0", "abc", "g++ 12"};
  health.config_last_reload_success = Time{seconds{1'700'000'001}};
  health.loop_lag_seconds = 0.002;
  health.memory_limit_bytes = 1 << 30;
  health.log_messages = {0, 5, 1, 0, 0};
  SourceHealth source;
  source.name = "calls";
  source.up = true;
  source.last_event = Time{seconds{1'700'000'002}};
  source.events = 1'000'000;
  source.rejected[static_cast<std::size_t>(Disposition::malformed)] = 9;
  source.missed = 4;
  source.shed[static_cast<std::size_t>(Shed::staffing)] = 3;
  source.resyncs = {{"publisher_restart", 1}};
  source.lag_seconds = 0.5;
  SourceHealth fresh;
  fresh.name = "fresh";
  SourceHealth played;
  played.name = "played";
  played.ended = true;
  health.sources = {source, fresh, played};
  return health;
}

std::string page() {
  return render_page(sample_snapshot(), sample_health(), read_process_stats(), {});
}

TEST(MetricsPage, TellsEveryQueue) {
  for (const char* line :
       {"holdwatch_queue_waiting_calls{queue=\"orders\"} 3",
        "holdwatch_queue_oldest_waiting_timestamp_seconds{queue=\"orders\"} 1700000000",
        "holdwatch_queue_held_calls{queue=\"orders\"} 1",
        "holdwatch_queue_agents{queue=\"orders\",state=\"busy\"} 5",
        "holdwatch_queue_calls_offered_total{queue=\"orders\"} 100",
        "holdwatch_queue_calls_left_total{queue=\"orders\",outcome=\"abandoned\"} 17",
        "holdwatch_queue_calls_left_total{queue=\"orders\",outcome=\"full\"} 0",
        "holdwatch_queue_service_level_target_seconds{queue=\"orders\"} 20",
        "holdwatch_queue_expected_arrivals_per_second{queue=\"orders\"} 0.25",
        "holdwatch_surge_active{queue=\"orders\"} 1", "holdwatch_surge_score{queue=\"orders\"} 1.5",
        "holdwatch_surge_opened_total{queue=\"orders\",driver=\"staffing\"} 2",
        "holdwatch_surge_excess_calls_total{queue=\"orders\"} 38.5",
        "holdwatch_unattributed_calls_total{queue=\"orders\"} 5.5"}) {
    EXPECT_THAT(page(), HasSubstr(std::string("\n") + line + "\n"));
  }
}

TEST(MetricsPage, ShowsNoFigureOfWhoWaitsWhereThatIsNotKnown) {
  Snapshot snapshot = sample_snapshot();
  EXPECT_THAT(render_page(snapshot, sample_health(), read_process_stats(), {}),
              HasSubstr("\nholdwatch_queue_known{queue=\"orders\"} 1\n"));
  snapshot.queues.at(0).is_known = false;
  const std::string page = render_page(snapshot, sample_health(), read_process_stats(), {});
  EXPECT_THAT(page, HasSubstr("\nholdwatch_queue_known{queue=\"orders\"} 0\n"));
  for (const char* metric : {"waiting_calls", "held_calls", "oldest_waiting_timestamp_seconds"}) {
    EXPECT_THAT(page, Not(HasSubstr(std::string("\nholdwatch_queue_") + metric + "{")));
  }
}

TEST(MetricsPage, HasCumulativeHistograms) {
  EXPECT_THAT(page(), HasSubstr("# TYPE holdwatch_queue_wait_seconds histogram\n"));
  for (const char* line :
       {"holdwatch_queue_wait_seconds_bucket{queue=\"orders\",outcome=\"answered\",le=\"20\"} 50",
        "holdwatch_queue_wait_seconds_bucket{queue=\"orders\",outcome=\"answered\",le=\"60\"} 70",
        "holdwatch_queue_wait_seconds_bucket{queue=\"orders\",outcome=\"answered\",le=\"+Inf\"} 80",
        "holdwatch_queue_wait_seconds_count{queue=\"orders\",outcome=\"answered\"} 80",
        "holdwatch_queue_wait_seconds_sum{queue=\"orders\",outcome=\"answered\"} 1234.5",
        "holdwatch_queue_wait_seconds_bucket{queue=\"orders\",outcome=\"abandoned\",le=\"+Inf\"} "
        "17",
        "holdwatch_queue_hold_seconds_count{queue=\"orders\"} 1"}) {
    EXPECT_THAT(page(), HasSubstr(std::string("\n") + line + "\n"));
  }
}

TEST(MetricsPage, TellsEveryDepartment) {
  for (const char* line :
       {"holdwatch_incidents_active{department=\"supply_chain\",category=\"backorder\"} 2",
        "holdwatch_attributed_calls_total{queue=\"support\",department=\"supply_chain\",category="
        "\"backorder\"} 7",
        "holdwatch_attributed_wait_seconds_total{department=\"supply_chain\",category="
        "\"backorder\"} 1500",
        "holdwatch_attribution_feedback_total{department=\"supply_chain\",verdict=\"confirmed\"} "
        "2"}) {
    EXPECT_THAT(page(), HasSubstr(std::string("\n") + line + "\n"));
  }
}

TEST(MetricsPage, CallsNoFeedDownThatWasPlayedToItsEnd) {
  EXPECT_THAT(page(), Not(HasSubstr("holdwatch_source_up{source=\"played\"}")));
  EXPECT_THAT(page(), HasSubstr("\nholdwatch_source_events_total{source=\"played\"} 0\n"));
}

TEST(MetricsPage, TellsEverySourceAndTheDaemon) {
  for (const char* line :
       {"holdwatch_source_up{source=\"calls\"} 1", "holdwatch_source_up{source=\"fresh\"} 0",
        "holdwatch_source_events_total{source=\"calls\"} 1000000",
        "holdwatch_source_events_rejected_total{source=\"calls\",reason=\"malformed\"} 9",
        "holdwatch_source_events_missed_total{source=\"calls\"} 4",
        "holdwatch_source_events_shed_total{source=\"calls\",kind=\"staffing\"} 3",
        "holdwatch_source_resyncs_total{source=\"calls\",reason=\"publisher_restart\"} 1",
        "holdwatch_source_last_event_timestamp_seconds{source=\"calls\"} 1700000002",
        "holdwatch_source_event_lag_seconds{source=\"calls\"} 0.5",
        "holdwatch_build_info{version=\"0.1.0\",revision=\"abc\",compiler=\"g++ 12\"} 1",
        "holdwatch_config_last_reload_successful 1",
        "holdwatch_config_last_reload_success_timestamp_seconds 1700000001",
        "holdwatch_loop_lag_seconds 0.002", "holdwatch_memory_limit_bytes 1073741824",
        "holdwatch_log_messages_total{level=\"info\"} 5"}) {
    EXPECT_THAT(page(), HasSubstr(std::string("\n") + line + "\n"));
  }
  EXPECT_THAT(page(), Not(HasSubstr("reason=\"accepted\"")));
  EXPECT_THAT(page(), Not(HasSubstr("last_event_timestamp_seconds{source=\"fresh\"}")));
}

TEST(MetricsPage, TellsOfTheJournalWhereOneIsKept) {
  Health health = sample_health();
  EXPECT_THAT(page(), Not(HasSubstr("journal")));
  health.journal.emplace();
  health.journal->bytes = 4096;
  health.journal->backlog_bytes = 17;
  health.journal->lost_inputs = 3;
  health.journal->commit_seconds = 0.25;
  health.journal->last_commit = Time{seconds{1'700'000'003}};
  const std::string well = render_page({}, health, {}, {});
  for (const char* line :
       {"holdwatch_journal_bytes 4096", "holdwatch_journal_backlog_bytes 17",
        "holdwatch_journal_lost_inputs_total 3", "holdwatch_journal_commit_seconds 0.25",
        "holdwatch_journal_last_commit_timestamp_seconds 1700000003",
        "holdwatch_journal_writable 1"}) {
    EXPECT_THAT(well, HasSubstr(std::string("\n") + line + "\n"));
  }
  health.journal->failing_since = health.journal->last_commit;
  EXPECT_THAT(render_page({}, health, {}, {}), HasSubstr("\nholdwatch_journal_writable 0\n"));
}

TEST(MetricsPage, TellsOfItsOwnProcess) {
  const ProcessStats stats = read_process_stats();
  EXPECT_GT(stats.start_time_seconds, 1e9);
  EXPECT_GT(stats.resident_memory_bytes, 1'000'000u);
  EXPECT_GT(stats.virtual_memory_bytes, stats.resident_memory_bytes);
  EXPECT_GE(stats.open_fds, 3u);
  EXPECT_GT(stats.max_fds, stats.open_fds);
  EXPECT_GE(stats.threads, 1u);
  EXPECT_THAT(page(), HasSubstr("\n# TYPE process_cpu_seconds_total counter\n"));
}

TEST(MetricsPage, LeavesOutWhatNobodyKnows) {
  Snapshot snapshot = sample_snapshot();
  snapshot.queues[0].oldest_waiting.reset();
  snapshot.queues[0].agents_known = false;
  const std::string text = render_page(snapshot, {}, {}, {});
  EXPECT_THAT(text, Not(HasSubstr("oldest_waiting")));
  EXPECT_THAT(text, Not(HasSubstr("queue_agents")));
  snapshot.queues[0].staffed = 12;
  EXPECT_THAT(render_page(snapshot, {}, {}, {}),
              HasSubstr("holdwatch_queue_agents{queue=\"orders\",state=\"staffed\"} 12\n"));
}

TEST(MetricsPage, EscapesLabels) {
  Snapshot snapshot = sample_snapshot();
  snapshot.queues[0].name = "a\"b\\c\nd";
  EXPECT_THAT(render_page(snapshot, {}, {}, {}),
              HasSubstr("holdwatch_queue_waiting_calls{queue=\"a\\\"b\\\\c\\nd\"} 3\n"));
}

TEST(MetricsPage, IsValidBeforeTheFirstSnapshot) {
  const std::string text = render_page({}, {}, {}, {});
  EXPECT_THAT(text, HasSubstr("holdwatch_build_info"));
  EXPECT_THAT(text, Not(HasSubstr("queue_")));
}

TEST(MetricsPage, NamesNoFamilyTwice) {
  std::set<std::string> names;
  std::istringstream lines(page());
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("# TYPE ")) continue;
    EXPECT_TRUE(names.insert(line.substr(0, line.rfind(' '))).second) << line;
  }
}

TEST(MetricsPage, PassesPromtool) {
  if (std::system("command -v promtool >/dev/null") != 0) GTEST_SKIP() << "promtool is not here";
  std::string path = (std::filesystem::temp_directory_path() / "holdwatch-XXXXXX").string();
  const int file = ::mkstemp(path.data());
  ASSERT_GE(file, 0);
  std::ofstream(path) << page();
  FILE* promtool = ::popen(("promtool check metrics <" + path + " 2>&1").c_str(), "r");
  std::string said;
  for (int c = std::fgetc(promtool); c != EOF; c = std::fgetc(promtool)) {
    said += static_cast<char>(c);
  }
  EXPECT_EQ(::pclose(promtool), 0);
  EXPECT_EQ(said, "");
  ::close(file);
  std::filesystem::remove(path);
}

TEST(MetricsPage, TellsWhatBecameOfTheNotificationsOfEachChannel) {
  DeliveryStats deliveries;
  deliveries.open("pager");
  deliveries.delivered("chat", std::chrono::milliseconds{30});
  deliveries.failed("chat", "http_500");
  const std::string page = render_page({}, {}, {}, deliveries.figures());
  EXPECT_THAT(page, HasSubstr("holdwatch_notifications_total{channel=\"chat\"} 2\n"));
  EXPECT_THAT(page, HasSubstr("holdwatch_notifications_total{channel=\"pager\"} 0\n"));
  EXPECT_THAT(page, HasSubstr("holdwatch_notifications_failed_total{channel=\"chat\","
                              "reason=\"http_500\"} 1\n"));
  EXPECT_THAT(page, HasSubstr("holdwatch_alert_delivery_seconds_bucket{channel=\"chat\","
                              "le=\"0.05\"} 1\n"));
}

}  // namespace
}  // namespace holdwatch::metrics
