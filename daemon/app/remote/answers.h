#pragma once

#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "model/alert.h"
#include "model/call_event.h"

/// What a running daemon answers, as values. What an answer leaves out has its default here, so
/// that the tool speaks with daemons that are somewhat older or newer.
namespace holdwatch::remote {

struct QueueView {
  std::string name;
  bool is_known = false;  ///< false: its feed isn't seen, so that nothing of it can be told
  std::uint32_t waiting = 0;
  std::optional<Time> longest_wait_since;
  std::optional<double> expected_wait_seconds;
  std::uint32_t held = 0;
  std::optional<std::array<std::uint32_t, kAgentStates>> agents;  ///< by AgentState
  std::optional<std::uint32_t> staffed;
  double long_hold_seconds = 60;
  std::uint64_t offered = 0;  ///< this and the following: today
  std::uint64_t answered = 0;
  std::uint64_t abandoned = 0;
  std::optional<double> service_level;
  double service_level_target_seconds = 20;
  std::optional<std::string> surge;  ///< the alert's id
};

struct Queues {
  Time time;
  std::string zone;
  bool is_partial = false;  ///< only those that changed
  std::vector<QueueView> queues;
};

struct CurvePoint {
  Time from;
  Time to;
  double calls = 0;
  double expected = 0;
  double low = 0;
  double high = 0;
};

struct IncidentView {
  std::string id;
  std::string category;
  std::string department;
  std::string stage;
  Time started;
  std::optional<double> affected;
  Scope scope;
  std::string summary;
  bool is_open = true;
  std::vector<std::string> alerts;
};

struct SurgeView {
  AlertChange alert;
  std::vector<CurvePoint> curve;
  std::vector<IncidentView> incidents;
};

struct Surges {
  Time time;
  std::vector<SurgeView> surges;
};

struct Alerts {
  Time time;
  std::vector<AlertChange> alerts;
  std::optional<std::string> next;  ///< the cursor of the page behind
};

struct AlertStory {
  Time time;
  AlertChange alert;
  std::vector<AlertChange> history;
  std::vector<CurvePoint> curve;
};

struct Incidents {
  Time time;
  std::vector<IncidentView> incidents;
};

struct Load {
  double calls = 0;
  double minutes = 0;
  double abandoned = 0;
  std::uint64_t surges = 0;
};

struct OpenRequest {
  std::string alert;
  std::string queue;
  std::string incident;
  double probability = 0;
  std::string request;
  Time since;
};

struct DepartmentView {
  std::string name;
  Load today;
  Load week;
  std::vector<OpenRequest> open_requests;
};

struct Departments {
  Time time;
  std::vector<DepartmentView> departments;
  Load service_today;  ///< what service brought about itself
  Load service_week;
  Load unexplained_today;
  Load unexplained_week;
};

struct AbandonedCall {
  std::string queue;
  std::string call;
  Time time;
  double waited_seconds = 0;
};

struct AbandonedCalls {
  Time time;
  std::vector<AbandonedCall> calls;
};

struct FeedView {
  std::string name;
  bool is_up = false;
  bool has_ended = false;  ///< played to its end: neither up nor down
  std::optional<Time> last_event;
  std::uint64_t events = 0;
  std::uint64_t rejected = 0;
  std::uint64_t missed = 0;
  std::optional<double> lag_seconds;

  bool is_down() const { return !is_up && !has_ended; }
};

struct JournalView {
  std::uint64_t bytes = 0;
  std::optional<Time> failing_since;
  std::string problem;
};

struct Feeds {
  Time time;
  std::vector<FeedView> feeds;
  std::optional<JournalView> journal;  ///< absent: nothing is kept
};

/// How the stream of events begins.
struct Hello {
  Time time;
  std::string zone;
  std::string version;
};

/// Each reads the body of an answer or event. They throw std::runtime_error when it is no such
/// answer at all.
Queues read_queues(std::string_view body);
Surges read_surges(std::string_view body);
Alerts read_alerts(std::string_view body);
AlertStory read_alert_story(std::string_view body);
AlertChange read_alert(std::string_view body);
Incidents read_incidents(std::string_view body);
Departments read_departments(std::string_view body);
AbandonedCalls read_abandoned(std::string_view body);
Feeds read_feeds(std::string_view body);
Hello read_hello(std::string_view body);

}  // namespace holdwatch::remote
