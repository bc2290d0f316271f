#include "app/replay/recording.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "app/daemon_config.h"
#include "app/exit_status.h"
#include "app/replay/formats.h"
#include "app/replay/recorded_journal.h"
#include "app/replay/recorded_stream.h"
#include "config/zone_loader.h"
#include "journal/reader.h"
#include "sources/jsonl/jsonl_source.h"

namespace holdwatch::replay {

namespace {

constexpr std::uint64_t kProgressPeriod = 1 << 16;  // inputs between two looks at the bar

class ConfigurationError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A bar on standard error, when that is a terminal.
class ProgressBar {
 public:
  void show(const MergedStreams& streams) {
    if (!on_terminal_) return;
    const auto share = streams.share_read();
    if (!share) return;
    constexpr int kWidth = 40;
    const int done = static_cast<int>(*share * kWidth);
    fmt::print(stderr, "\r[{:#<{}}{: <{}}] {:3.0f} %", "", done, "", kWidth - done, 100 * *share);
    std::fflush(stderr);
    shown_ = true;
  }
  void clear() {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }

 private:
  bool on_terminal_ = ::isatty(STDERR_FILENO) != 0;
  bool shown_ = false;
};

MergedStreams open_all(const Recording& recording, const RejectedHandler& rejected) {
  MergedStreams streams;
  const auto add = [&](const RecordedFormat& format, const std::string& path) {
    streams.add(std::make_unique<RecordedStream>(format, path, rejected));
  };
  if (recording.incidents) add(jsonl::kFormat, *recording.incidents);
  if (recording.verdicts) add(jsonl::kFormat, *recording.verdicts);
  const RecordedFormat format = format_named(recording.format, recording.config);
  for (const std::string& path : recording.events) add(format, path);
  return streams;
}

/// A journal has its incidents and verdicts in it.
bool is_journal(const Recording& recording) {
  const bool has_one = std::any_of(recording.events.begin(), recording.events.end(),
                                   [](const auto& path) { return journal::is_database(path); });
  const bool is_alone = recording.events.size() == 1 && !recording.incidents && !recording.verdicts;
  if (has_one && !is_alone) {
    throw std::runtime_error("a journal is played alone: incidents and verdicts are in it");
  }
  return has_one;
}

Disposition put(core::Engine& engine, const Input& input) {
  if (const auto* event = std::get_if<CallEvent>(&input)) {
    return engine.apply(0, *event, event->time);
  }
  if (const auto* report = std::get_if<IncidentReport>(&input)) {
    return engine.apply(0, *report, report->time);
  }
  const auto& verdict = std::get<Verdict>(input);
  return engine.apply(verdict, verdict.time);
}

}  // namespace

Settings read_settings(const Recording& recording) {
  auto config = load_daemon_config(recording.config.value_or(""));
  if (!config) {
    std::string problems;
    for (const config::Problem& p : config.error()) problems += to_string(p) + "\n";
    problems.pop_back();
    throw ConfigurationError(problems);
  }
  Settings settings = std::move(config->core);
  if (recording.zone) {
    auto zone = config::load_zone(*recording.zone);
    if (!zone) throw ConfigurationError("--zone: " + zone.error());
    settings.zone = *zone;
  }
  settings.sources = {recording.format};
  if (is_journal(recording)) {
    settings.sources = journal::Reader(recording.events.front()).source_names();
  }
  return settings;
}

void play(const Recording& recording, core::Engine& engine, const RejectedHandler& rejected,
          const Witness& witness) {
  if (is_journal(recording)) return play_journal(recording.events.front(), engine, witness);
  MergedStreams streams = open_all(recording, rejected);
  ProgressBar bar;
  for (std::uint64_t n = 1; streams.next(); ++n) {
    const Disposition disposition = put(engine, streams.input());
    witness(streams.input(), disposition);
    if (n % kProgressPeriod == 0) bar.show(streams);
  }
  bar.clear();
}

int guarded(std::string_view command, const std::function<void()>& run) {
  try {
    run();
    return 0;
  } catch (const ConfigurationError& error) {
    fmt::print(stderr, "{}\n", error.what());
    return kBadConfiguration;
  } catch (const std::exception& error) {
    fmt::print(stderr, "holdwatchctl {}: {}\n", command, error.what());
    return 1;
  }
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw std::runtime_error(path + ": can't be written");
}

void write_out(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  if (std::fflush(stdout) != 0) throw std::runtime_error("standard output: can't be written");
}

}  // namespace holdwatch::replay
