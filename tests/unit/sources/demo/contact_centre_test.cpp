#include "sources/demo/contact_centre.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <functional>
#include <map>

#include "model/names.h"

namespace holdwatch::demo {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using namespace std::chrono_literals;

constexpr Time kLive = sys_days{2026y / 3 / 4} + 2h + 37min;

CentreOptions options(std::uint64_t seed, Duration history) {
  return {.seed = seed, .history_from = kLive - history, .live_from = kLive};
}

/// Every input up to `end`, in order.
void play(ContactCentre& centre, Time end, const std::function<void(const Input&)>& visit) {
  while (centre.next_time() < end) visit(centre.next());
}

void play_calls(ContactCentre& centre, Time end,
                const std::function<void(const CallEvent&)>& visit) {
  play(centre, end, [&](const Input& input) {
    if (const auto* event = std::get_if<CallEvent>(&input)) visit(*event);
  });
}

std::string_view attribute(const CallEvent& event, std::string_view name) {
  for (const Attribute& attribute : event.attributes) {
    if (attribute.name == name) return attribute.value;
  }
  return "";
}

std::string written(std::uint64_t seed, Duration history) {
  ContactCentre centre(options(seed, history));
  std::string text;
  play(centre, kLive + 1min, [&](const Input& input) {
    text += fmt::format("{} ", time_of(input).time_since_epoch().count());
    if (const auto* event = std::get_if<CallEvent>(&input)) {
      text += fmt::format("{} {} {} {} {} {}\n", to_string(event->type), event->queue, event->call,
                          event->caller, event->agent, attribute(*event, "sku"));
    } else {
      text += std::get<IncidentReport>(input).id + "\n";
    }
  });
  return text;
}

TEST(ContactCentre, TheSameSeedGivesTheSameInputs) {
  EXPECT_EQ(written(1, hours{6}), written(1, hours{6}));
  EXPECT_NE(written(1, hours{6}), written(2, hours{6}));
}

TEST(ContactCentre, InputsComeInTheOrderOfTime) {
  ContactCentre centre(options(3, days{3}));
  Time last = kLive - days{3};
  play(centre, kLive + 10min, [&](const Input& input) {
    EXPECT_GE(time_of(input), last);
    last = time_of(input);
  });
}

/// The course of one call, by the words of its events.
TEST(ContactCentre, EveryCallTakesOneOfTheCoursesThatCallsTake) {
  ContactCentre centre(options(4, days{2}));
  std::map<std::string, std::string> open;
  std::map<std::string, int> courses;
  play_calls(centre, kLive + 10min, [&](const CallEvent& event) {
    if (event.type == EventType::staffed) return;
    std::string& course = open[std::string(event.call)];
    EXPECT_EQ(course.empty(), event.type == EventType::joined) << event.call;
    course += fmt::format("{} ", to_string(event.type));
    if (event.type != EventType::abandoned && event.type != EventType::completed) return;
    ++courses[course];
    open.erase(std::string(event.call));
  });
  EXPECT_GT(courses["joined answered completed "], 1000);
  EXPECT_GT(courses["joined answered tagged completed "], 500);
  EXPECT_GT(courses["joined answered held resumed completed "], 50);
  EXPECT_GT(courses["joined answered held resumed tagged completed "], 20);
  EXPECT_GT(courses["joined abandoned "], 20);
  EXPECT_EQ(courses.size(), 5u);
  EXPECT_LT(open.size(), 300u) << "calls in progress at the end";
}

TEST(ContactCentre, AgentsTakeOneCallAtATimeAndTheLongestWaitingFirst) {
  ContactCentre centre(options(5, days{1}));
  std::map<std::string, std::string> talking;
  std::map<std::string, std::vector<std::string>> waiting;
  play_calls(centre, kLive + 10min, [&](const CallEvent& event) {
    auto& line = waiting[std::string(event.queue)];
    const std::string call(event.call);
    if (event.type == EventType::joined) {
      line.push_back(call);
    } else if (event.type == EventType::abandoned) {
      std::erase(line, call);
    } else if (event.type == EventType::answered) {
      ASSERT_FALSE(line.empty());
      EXPECT_EQ(line.front(), call);
      line.erase(line.begin());
      EXPECT_TRUE(talking.emplace(event.agent, call).second) << event.agent;
    } else if (event.type == EventType::completed) {
      EXPECT_EQ(talking[std::string(event.agent)], call);
      talking.erase(std::string(event.agent));
      EXPECT_GE(*event.talk_seconds, 9.9);
    }
  });
}

TEST(ContactCentre, CallsComeAtTheUsualRateOfTheHour) {
  ContactCentre centre(options(6, days{7}));
  std::map<std::string, double> calls;
  std::map<std::string, double> usual;
  const Time end = kLive - days{2};  // no incident of the plan's own hand has calls before
  for (Time t = kLive - days{7}; t < end; t += minutes{1}) {
    for (std::size_t queue = 0; queue < 3; ++queue) {
      usual[centre.plan().queues[queue].name] += usual_per_minute(centre.plan(), queue, t);
    }
  }
  for (const PlannedIncident& incident : centre.plan().incidents) {
    if (incident.effect && incident.effect->from < end) {
      const Effect& effect = *incident.effect;
      usual[centre.plan().queues[effect.queue].name] +=
          effect.calls_per_minute * to_minutes(effect.rise / 2 + effect.plateau + effect.fall);
    }
  }
  play_calls(centre, end, [&](const CallEvent& event) {
    if (event.type == EventType::joined) ++calls[std::string(event.queue)];
  });
  for (const auto& [queue, expected] : usual) {
    EXPECT_NEAR(calls[queue] / expected, 1, 0.08) << queue;
  }
}

TEST(ContactCentre, TheCallsOfTheReportedBackorderSurgeWhenTheyShould) {
  ContactCentre centre(options(7, days{3}));
  const std::string sku = sku_name(kSurgingSku);
  std::optional<IncidentReport> reported;
  int others_lately = 0;
  double before = 0;
  double after = 0;
  double about_it = 0;
  play(centre, kLive + 5min + 15s, [&](const Input& input) {
    if (const auto* report = std::get_if<IncidentReport>(&input)) {
      if (report->type != ReportType::opened || report->time < kLive - days{2}) return;
      if (report->category == "backorder" && report->scope->at("sku").front() == sku) {
        reported = *report;
      } else {
        ++others_lately;
      }
      return;
    }
    const auto& event = std::get<CallEvent>(input);
    if (event.type != EventType::joined || event.queue != "orders") return;
    if (event.time >= kLive - 1h && event.time < kLive + 15s) ++before;
    if (event.time < kLive + 15s) return;
    ++after;
    if (attribute(event, "sku") == sku) ++about_it;
  });
  ASSERT_TRUE(reported);
  EXPECT_LT(reported->time, kLive - 1h);
  EXPECT_LT(*reported->started, reported->time);
  EXPECT_GE(others_lately, 6);
  EXPECT_GT(after / 5, 2 * before / 60);
  EXPECT_GT(about_it / after, 0.35);
}

TEST(ContactCentre, DecoysRaiseNoCallsAndPastIncidentsAreOverBeforeTheLivePart) {
  const Plan plan = make_plan(options(8, days{28}));
  int with_calls = 0;
  for (const PlannedIncident& incident : plan.incidents) {
    if (!incident.effect) continue;
    ++with_calls;
    EXPECT_GE(incident.effect->from, *incident.report.started);
    const bool past = incident.effect->end() < kLive - days{1};
    const bool future = incident.effect->from > kLive + 1h;
    const bool ours = incident.sku == kSurgingSku;
    EXPECT_TRUE(past || future || ours) << incident.report.id;
  }
  EXPECT_GE(with_calls, 3);
  EXPECT_GT(plan.incidents.size(), 4u * static_cast<unsigned>(with_calls));
}

TEST(ContactCentre, IsBusyWheneverItIsStarted) {
  for (int hour = 0; hour < 24; hour += 3) {
    const Time live = kLive + hours{hour};
    const Plan plan = make_plan({.history_from = live - days{1}, .live_from = live});
    double per_minute = 0;
    for (std::size_t queue = 0; queue < 3; ++queue) {
      per_minute += usual_per_minute(plan, queue, live);
    }
    EXPECT_GT(per_minute, 30) << hour;
    EXPECT_LT(per_minute, 60) << hour;
  }
}

}  // namespace
}  // namespace holdwatch::demo
