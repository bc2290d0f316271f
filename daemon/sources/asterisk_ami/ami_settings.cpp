#include "sources/asterisk_ami/ami_settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <stdexcept>

#include "net/secret_file.h"
#include "net/tls_section.h"
#include "wire/limits.h"

namespace holdwatch::asterisk_ami {

namespace {

using namespace std::chrono_literals;

constexpr const char* kDefaultAddress = "127.0.0.1:5038";
constexpr std::int64_t kMebibyte = 1024 * 1024;
const std::vector<std::string> kDefaultClasses = {"system", "agent", "call", "user"};

/// A line end would begin a header, or an action, of its own.
bool is_one_line(std::string_view text) {
  return text.find_first_of("\r\n") == std::string_view::npos;
}

std::string read_line(config::Section& section, std::string_view key) {
  std::string text = section.text(key, "");
  if (!is_one_line(text)) section.problem(key, "found several lines, expected one");
  return text;
}

AttributeNames read_names(config::Section section) {
  AttributeNames names;
  for (auto& [name, foreign] : section.named_texts()) names.emplace(foreign, name);
  if (names.size() > wire::kMaxAttributes) {
    section.problem(
        "", fmt::format("found {} names, expected at most {}", names.size(), wire::kMaxAttributes));
  }
  return names;
}

/// Names that Asterisk takes for variables; they become part of a regular expression, in one line.
AttributeNames read_variables(config::Section section) {
  AttributeNames names = read_names(section);
  for (const auto& [variable, name] : names) {
    const bool is_name = std::all_of(variable.begin(), variable.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '_';
    });
    if (!is_name) section.problem(name, "expected letters, digits and underscores");
  }
  return names;
}

net::StreamSettings read_stream(config::Section& section) {
  net::StreamSettings stream;
  const std::string address = section.text("address", kDefaultAddress);
  const auto peer = net::split_host_port(address);
  if (peer) {
    stream.peer = *peer;
  } else {
    section.problem("address",
                    fmt::format("found {}, expected host:port", config::quoted(address)));
  }
  if (section.has("tls")) stream.tls = net::read_tls(section.section("tls"));
  stream.read_ahead_bytes = static_cast<std::size_t>(
      section.whole("read_ahead_bytes", 16 * kMebibyte, kMebibyte, 1024 * kMebibyte));
  return stream;
}

std::string read_classes(config::Section& section) {
  std::vector<std::string> classes = section.texts("classes");
  if (classes.empty()) classes = kDefaultClasses;
  for (const std::string& name : classes) {
    const bool is_word = !name.empty() && std::all_of(name.begin(), name.end(),
                                                      [](char c) { return c >= 'a' && c <= 'z'; });
    if (!is_word) {
      section.problem("classes",
                      fmt::format("found {}, expected a class of events", config::quoted(name)));
    }
  }
  return fmt::format("{}", fmt::join(classes, ","));
}

}  // namespace

AmiMapping read_mapping(config::Section& section) {
  AmiMapping mapping;
  mapping.variables = read_variables(section.section("variables"));
  for (auto& [event, names] : section.section("user_events").entries()) {
    mapping.user_events.emplace(event, read_names(names));
  }
  if (section.has("left_queue")) {
    config::Section left = section.section("left_queue");
    mapping.left_queue = LeftQueueEvent{left.required_text("event"), left.required_text("status")};
    left.finish();
  }
  mapping.grace = section.duration("grace", mapping.grace, 10ms, 60s);
  return mapping;
}

AmiSettings read_settings(config::Section& section) {
  AmiSettings settings;
  settings.stream = read_stream(section);
  settings.username = read_line(section, "username");
  if (settings.username.empty()) section.problem("username", "found nothing, expected a text");
  settings.secret = read_line(section, "secret");
  settings.secret_file = section.text("secret_file", "");
  if (settings.secret.empty() == settings.secret_file.empty()) {
    section.problem("secret_file", "expected either secret_file or secret");
  }
  settings.classes = read_classes(section);
  settings.filter = section.flag("filter", settings.filter);
  settings.resync = std::chrono::duration_cast<std::chrono::milliseconds>(
      section.duration("resync", settings.resync, 5s, 10min));
  settings.timeout = std::chrono::duration_cast<std::chrono::milliseconds>(
      section.duration("timeout", settings.timeout, 10ms, 10min));
  settings.stream.connect_timeout = settings.stream.write_timeout = settings.timeout;
  settings.mapping = read_mapping(section);
  return settings;
}

std::string event_filter(const AmiMapping& mapping) {
  std::string variables = "QUEUESTATUS";
  for (const auto& [variable, name] : mapping.variables) variables += "|" + variable;
  return fmt::format(
      "^Event: (QueueCaller|QueueMember|Join|Leave|AgentCo|Hangup|SoftHangup|Hold|Unhold|UserEvent|"
      "FullyBooted|Shutdown|Newexten.*Application: Queue|VarSet.*Variable: _*({}))",
      variables);
}

std::string secret_of(const AmiSettings& settings) {
  if (settings.secret_file.empty()) return settings.secret;
  std::string secret = net::read_secret_file(settings.secret_file);
  if (!is_one_line(secret)) {
    throw std::runtime_error(settings.secret_file + ": expected one line, found several");
  }
  return secret;
}

}  // namespace holdwatch::asterisk_ami
