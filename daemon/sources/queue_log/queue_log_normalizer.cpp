#include "sources/queue_log/queue_log_normalizer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "wire/limits.h"
#include "wire/required.h"

namespace holdwatch::queue_log {

namespace {

using wire::excerpt;
using wire::Problem;
using Result = tl::expected<std::optional<CallEvent>, Problem>;

Result checked(const CallEvent& event) {
  if (const auto missing = wire::missing_text(event); !missing.empty()) {
    return tl::unexpected(
        Problem{Disposition::missing_field, fmt::format("{}: needed, but empty", missing)});
  }
  for (const std::string_view text : {event.queue, event.call, event.caller, event.agent}) {
    if (text.size() > wire::kMaxTextBytes) {
      return tl::unexpected(Problem{Disposition::oversized,
                                    fmt::format("{} bytes, at most {} are taken: {}", text.size(),
                                                wire::kMaxTextBytes, excerpt(text))});
    }
  }
  return event;
}

Result invalid_number(std::string_view what, std::string_view found) {
  return tl::unexpected(
      Problem{Disposition::invalid_value,
              fmt::format("{}: expected a number in range, found {}", what, excerpt(found))});
}

// A whole number up to `max`; an empty field is 0.
std::optional<std::uint32_t> number(std::string_view text, std::uint32_t max) {
  if (text.empty()) return 0;
  std::uint32_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || value > max) return std::nullopt;
  return value;
}

CallEvent of_call(const Fields& fields, EventType type) {
  CallEvent event;
  event.time = fields.time;
  event.type = type;
  event.queue = fields.queue;
  event.call = fields.call;
  event.agent = fields.agent;
  return event;
}

// url|caller|position
Result joined(const Fields& fields) {
  CallEvent event = of_call(fields, EventType::joined);
  std::string_view data = fields.data;
  take_field(data);
  event.caller = take_field(data);
  const std::string_view text = take_field(data);
  const auto position = number(text, wire::kMaxAgents);
  if (!position) return invalid_number("position", text);
  event.position = *position;
  return checked(event);
}

Result exited(const Fields& fields, Outcome outcome) {
  CallEvent event = of_call(fields, EventType::exited);
  event.outcome = outcome;
  return checked(event);
}

Result completed(const Fields& fields, std::string_view talk) {
  CallEvent event = of_call(fields, EventType::completed);
  const auto seconds = number(talk, static_cast<std::uint32_t>(wire::kMaxTalkSeconds));
  if (!seconds) return invalid_number("talk time", talk);
  if (!talk.empty()) event.talk_seconds = *seconds;
  return checked(event);
}

std::string_view nth_field(std::string_view data, std::size_t n) {
  while (n-- > 0) take_field(data);
  return take_field(data);
}

// ...|hold|talk|position
std::string_view last_but_one(std::string_view data) {
  const auto bars = static_cast<std::size_t>(std::count(data.begin(), data.end(), '|'));
  return bars == 0 ? std::string_view{} : nth_field(data, bars - 1);
}

Result agent(const Fields& fields, AgentState state) {
  CallEvent event;
  event.time = fields.time;
  event.type = EventType::agent;
  event.agent_state = state;
  event.queue = fields.queue;
  event.agent = fields.agent;
  return checked(event);
}

}  // namespace

Result normalize(const Fields& fields) {
  switch (fields.word) {
    case Word::enter_queue:
      return joined(fields);
    case Word::connect:
      return checked(of_call(fields, EventType::answered));
    case Word::complete:  // hold|talk|position
      return completed(fields, nth_field(fields.data, 1));
    case Word::transfer:  // extension|context|hold|talk|position
      return completed(fields, nth_field(fields.data, 3));
    case Word::attended_transfer:
      return completed(fields, last_but_one(fields.data));
    case Word::abandon:
      return checked(of_call(fields, EventType::abandoned));
    case Word::exit_with_timeout:
      return exited(fields, Outcome::timeout);
    case Word::exit_with_key:
      return exited(fields, Outcome::key);
    case Word::exit_empty:
      return exited(fields, Outcome::empty);
    case Word::withdraw:
      return exited(fields, Outcome::withdrawn);
    case Word::add_member:
      return agent(fields, fields.data == "PAUSED" ? AgentState::paused : AgentState::available);
    case Word::remove_member:
    case Word::agent_logoff:
      return agent(fields, AgentState::offline);
    case Word::pause:
      return agent(fields, AgentState::paused);
    case Word::unpause:
    case Word::agent_login:
      return agent(fields, AgentState::available);
    case Word::of_no_concern:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace holdwatch::queue_log
