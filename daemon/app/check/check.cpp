#include "app/check/check.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <exception>
#include <set>
#include <stdexcept>

#include "app/components.h"
#include "app/daemon_config.h"
#include "app/exit_status.h"
#include "app/replay/formats.h"
#include "model/names.h"
#include "wire/rfc3339.h"

namespace holdwatch::check {

namespace {

/// What one recording holds.
struct Contents {
  std::array<std::uint64_t, std::size(Names<EventType>::kNames)> events{};
  std::uint64_t incidents = 0;
  std::uint64_t verdicts = 0;
  std::uint64_t refused = 0;
  std::optional<Time> first;
  std::optional<Time> last;
  std::set<std::string, std::less<>> queues;

  void add(const Input& input) {
    const Time time = time_of(input);
    first = std::min(first.value_or(time), time);
    last = std::max(last.value_or(time), time);
    if (const auto* event = std::get_if<CallEvent>(&input)) {
      ++events[static_cast<std::size_t>(event->type)];
      if (!queues.contains(event->queue)) queues.emplace(event->queue);
    } else {
      ++(std::holds_alternative<IncidentReport>(input) ? incidents : verdicts);
    }
  }
};

std::string in_words(const Contents& contents) {
  std::string text;
  const auto say = [&](std::uint64_t n, std::string_view what) {
    if (n > 0) text += fmt::format("  {:<10} {}\n", what, n);
  };
  for (std::size_t i = 0; i < contents.events.size(); ++i) {
    say(contents.events[i], to_string(static_cast<EventType>(i)));
  }
  say(contents.incidents, "incidents");
  say(contents.verdicts, "verdicts");
  say(contents.refused, "refused");
  if (contents.first) {
    text += fmt::format("  from {} to {}\n", wire::format_rfc3339(*contents.first),
                        wire::format_rfc3339(*contents.last));
  }
  if (!contents.queues.empty()) text += fmt::format("  {} queues\n", contents.queues.size());
  return text;
}

bool check_config(const std::string& path) {
  const auto config = load_daemon_config(path);
  if (config) {
    fmt::print("{}: ok\n", path);
    return true;
  }
  for (const config::Problem& problem : config.error()) {
    fmt::print(stderr, "{}\n", to_string(problem));
  }
  return false;
}

/// The section of the source of that name, which is its type unless it has one.
std::optional<config::Section> section_of(const DaemonConfig& config, const std::string& name) {
  config::Section root = config.root;
  for (config::Section& source : root.list("sources")) {
    if (source.text("name", source.text("type", "")) == name) return source;
  }
  return std::nullopt;
}

bool check_source(const std::string& name, const std::string& path) {
  auto section = section_of(load_daemon_config(path).value(), name);
  if (!section) throw std::runtime_error(fmt::format("{}: no source is named {}", path, name));
  const std::string type = section->text("type", "");
  for (const SourceKind& kind : source_kinds()) {
    if (kind.type != type || kind.probe == nullptr) continue;
    bool well = true;
    for (const Finding& finding : kind.probe(*section)) {
      fmt::print("{}: {} {}\n", name, finding.is_well ? "ok     " : "missing", finding.text);
      well &= finding.is_well;
    }
    return well;
  }
  throw std::runtime_error(
      fmt::format("{}: nothing to look at in a source of type {}", name, type));
}

bool check_file(const std::string& path, const RecordedFormat& format) {
  Contents contents;
  const auto file =
      format.open(path, replay::problem_printer([&](Disposition) { ++contents.refused; }));
  while (file->next()) contents.add(file->input());
  fmt::print("{}: {}\n{}", path, contents.refused == 0 ? "ok" : "some of it would be refused",
             in_words(contents));
  return contents.refused == 0;
}

}  // namespace

int run(const Options& options) {
  if (options.config && !check_config(*options.config)) return kBadConfiguration;
  bool well = true;
  const auto attempt = [&](auto check) {
    try {
      well &= check();
    } catch (const std::exception& error) {
      fmt::print(stderr, "holdwatchctl check: {}\n", error.what());
      well = false;
    }
  };
  if (options.source) attempt([&] { return check_source(*options.source, *options.config); });
  for (const std::string& path : options.events) {
    attempt([&] { return check_file(path, replay::format_named(options.format, options.config)); });
  }
  return well ? 0 : 1;
}

}  // namespace holdwatch::check
