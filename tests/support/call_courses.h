#pragma once

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

#include "model/call_event.h"
#include "model/names.h"

namespace holdwatch::test {

/// What became of one call, and how long it waited.
struct Course {
  std::string queue;
  std::string outcome = "waiting";
  Time joined;
  Duration wait{};
};

/// The courses of all calls that events tell of.
struct CallCourses {
  std::map<std::string, Course> calls;
  std::map<std::string, int> outcomes;  ///< `full` too, of those who never joined
  std::map<std::string, int> types;
  std::vector<std::string> oddities;  ///< what can't be true

  void note(const CallEvent& event) {
    ++types[std::string(to_string(event.type))];
    if (event.type == EventType::joined) return join(event);
    const bool is_end = event.type == EventType::answered || event.type == EventType::abandoned ||
                        event.type == EventType::exited;
    if (is_end) end(event);
  }

  /// The calls that wait now.
  std::vector<std::string> waiting() const {
    std::vector<std::string> found;
    for (const auto& [call, course] : calls) {
      if (course.outcome == "waiting") found.push_back(call);
    }
    return found;
  }

 private:
  void join(const CallEvent& event) {
    Course& course = calls[std::string(event.call)];
    if (course.joined != Time{} && course.outcome == "waiting") {
      oddities.push_back(fmt::format("{} joins while it waits", event.call));
    }
    course = {std::string(event.queue), "waiting", event.time, {}};
  }

  void end(const CallEvent& event) {
    const std::string outcome(event.type == EventType::exited ? to_string(event.outcome)
                                                              : to_string(event.type));
    ++outcomes[outcome];
    const auto found = calls.find(std::string(event.call));
    if (outcome == "full" && found == calls.end()) return;
    if (found == calls.end() || found->second.outcome != "waiting") {
      oddities.push_back(fmt::format("{} {} but doesn't wait", event.call, outcome));
      return;
    }
    found->second.outcome = outcome;
    found->second.wait = event.time - found->second.joined;
  }
};

}  // namespace holdwatch::test
