#include "app/replay/formats.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "app/daemon_config.h"
#include "sources/asterisk_ami/ami_source.h"
#include "sources/freeswitch_esl/esl_recording.h"
#include "sources/jsonl/jsonl_source.h"
#include "sources/queue_log/queue_log_source.h"

namespace holdwatch::replay {

namespace {

constexpr int kProblemsShown = 5;  // of each reason

/// A format, and the type of the source in whose section the configuration tells what it means.
struct Format {
  std::string_view name;
  std::string_view source_type;
  RecordedFormat (*make)(config::Section& source);
};

constexpr Format kFormats[] = {
    {"jsonl", "jsonl", [](config::Section&) { return jsonl::kFormat; }},
    {"queue_log", "queue_log", [](config::Section&) { return queue_log::kFormat; }},
    {"esl", "freeswitch_esl", &freeswitch_esl::recorded_format},
    {"ami", asterisk_ami::kKind.type, &asterisk_ami::recorded_format},
};

}  // namespace

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) names.emplace_back(format.name);
  return names;
}

RecordedFormat format_named(std::string_view name, const std::optional<std::string>& config) {
  for (const Format& format : kFormats) {
    if (format.name != name) continue;
    const auto read = load_daemon_config(config.value_or(""));
    if (!read) throw std::runtime_error(to_string(read.error().front()));
    config::Section section = read->source_section(format.source_type);
    return format.make(section);
  }
  throw std::runtime_error(fmt::format("unknown format {}", name));
}

RejectedHandler problem_printer(std::function<void(Disposition)> count) {
  auto shown = std::make_shared<std::array<int, kDispositions>>();
  return [count, shown](Disposition reason, std::string_view place, std::string_view detail) {
    count(reason);
    const int before = (*shown)[static_cast<std::size_t>(reason)]++;
    if (before < kProblemsShown) {
      fmt::print(stderr, "{}: {}: {}\n", place, to_string(reason), detail);
    } else if (before == kProblemsShown) {
      fmt::print(stderr, "... further ones that are {} are counted only\n", to_string(reason));
    }
  };
}

}  // namespace holdwatch::replay
