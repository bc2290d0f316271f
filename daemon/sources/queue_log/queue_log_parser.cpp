#include "sources/queue_log/queue_log_parser.h"

#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <optional>
#include <utility>

#include "wire/limits.h"
#include "wire/text.h"

namespace holdwatch::queue_log {

namespace {

using wire::excerpt;
using wire::Problem;

struct WordMeaning {
  std::string_view text;
  Word word;
};

// The commonest come first: a search that compares lengths before bytes then ends early.
constexpr WordMeaning kWords[] = {
    {"ENTERQUEUE", Word::enter_queue},
    {"CONNECT", Word::connect},
    {"COMPLETECALLER", Word::complete},
    {"COMPLETEAGENT", Word::complete},
    {"ABANDON", Word::abandon},
    {"RINGNOANSWER", Word::of_no_concern},
    {"EXITWITHTIMEOUT", Word::exit_with_timeout},
    {"EXITWITHKEY", Word::exit_with_key},
    {"EXITEMPTY", Word::exit_empty},
    {"BLINDTRANSFER", Word::transfer},
    {"ATTENDEDTRANSFER", Word::attended_transfer},
    {"TRANSFER", Word::transfer},
    {"WITHDRAW", Word::withdraw},
    {"ADDMEMBER", Word::add_member},
    {"REMOVEMEMBER", Word::remove_member},
    {"PAUSE", Word::pause},
    {"PAUSEALL", Word::pause},
    {"UNPAUSE", Word::unpause},
    {"UNPAUSEALL", Word::unpause},
    {"AGENTLOGIN", Word::agent_login},
    {"AGENTCALLBACKLOGIN", Word::agent_login},
    {"AGENTLOGOFF", Word::agent_logoff},
    {"AGENTCALLBACKLOGOFF", Word::agent_logoff},
    {"RINGCANCELED", Word::of_no_concern},
    {"AGENTDUMP", Word::of_no_concern},  // hung up during the announcement: the caller waits on
    {"DID", Word::of_no_concern},        // like INFO, written by dialplans
    {"INFO", Word::of_no_concern},
    {"PENALTY", Word::of_no_concern},
    {"RINGINUSE", Word::of_no_concern},
    {"OUTCALL", Word::of_no_concern},
    {"SYSCOMPAT", Word::of_no_concern},
    {"CONFIGRELOAD", Word::of_no_concern},
    {"QUEUESTART", Word::of_no_concern},
};

std::optional<Word> word_of(std::string_view text) {
  for (const WordMeaning& meaning : kWords) {
    if (meaning.text == text) return meaning.word;
  }
  return std::nullopt;
}

std::optional<Time> time_of(std::string_view epoch) {
  std::int64_t seconds = 0;
  const char* end = epoch.data() + epoch.size();
  const auto [stop, error] = std::from_chars(epoch.data(), end, seconds);
  if (error != std::errc{} || stop != end) return std::nullopt;
  if (seconds < 0 || seconds >= to_unix_seconds(wire::kLatest)) return std::nullopt;
  return Time{std::chrono::seconds{seconds}};
}

std::string_view unless_none(std::string_view field) {
  return field == "NONE" ? std::string_view{} : field;
}

tl::unexpected<Problem> problem(Disposition reason, std::string_view what, std::string_view line) {
  return tl::unexpected(Problem{reason, fmt::format("{} in {}", what, excerpt(line))});
}

}  // namespace

std::string_view take_field(std::string_view& rest) {
  const void* bar = rest.empty() ? nullptr : std::memchr(rest.data(), '|', rest.size());
  if (bar == nullptr) return std::exchange(rest, {});
  const std::size_t size = static_cast<const char*>(bar) - rest.data();
  const std::string_view field = rest.substr(0, size);
  rest.remove_prefix(size + 1);
  return field;
}

tl::expected<Fields, Problem> parse(std::string_view line) {
  if (!wire::is_clean(line)) {
    return problem(Disposition::malformed, "control character or invalid UTF-8", line);
  }
  std::string_view rest = line;
  const auto time = time_of(take_field(rest));
  Fields fields;
  fields.call = unless_none(take_field(rest));
  fields.queue = unless_none(take_field(rest));
  fields.agent = unless_none(take_field(rest));
  const std::string_view word = take_field(rest);
  fields.data = rest;
  if (word.empty()) {
    return problem(Disposition::malformed, "expected epoch|call|queue|agent|EVENT, found less",
                   line);
  }
  if (!time) return problem(Disposition::malformed, "the line does not begin with a time", line);
  fields.time = *time;
  const auto known = word_of(word);
  if (!known) {
    return problem(Disposition::unknown_type, fmt::format("unknown event {}", excerpt(word)), line);
  }
  fields.word = *known;
  return fields;
}

}  // namespace holdwatch::queue_log
