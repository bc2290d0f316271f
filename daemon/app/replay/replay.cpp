#include "app/replay/replay.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <stdexcept>

#include "app/daemon_config.h"
#include "app/replay/formats.h"
#include "app/replay/recorded_stream.h"
#include "app/replay/summary.h"
#include "config/zone_loader.h"
#include "core/engine.h"
#include "sources/jsonl/jsonl_source.h"
#include "wire/alert_json.h"

namespace holdwatch::replay {

namespace {

constexpr int kBadConfiguration = 78;
constexpr std::uint64_t kProgressPeriod = 1 << 16;  // inputs between two looks at the bar

class ConfigurationError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Alerts go to standard output, counts to the summary.
class Output final : public core::Decisions {
 public:
  explicit Output(Summary& summary) : summary_(summary) {}

  void alert(const AlertChange& change) override {
    summary_.alert(change);
    const std::string line = wire::to_json(change) + "\n";
    std::fwrite(line.data(), 1, line.size(), stdout);
  }
  void left(std::string_view queue, Outcome outcome, Duration wait) override {
    summary_.left(queue, outcome, wait);
  }

 private:
  Summary& summary_;
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

Settings read_settings(const Options& options) {
  auto config = load_daemon_config(options.config.value_or(""));
  if (!config) {
    std::string problems;
    for (const config::Problem& p : config.error()) problems += to_string(p) + "\n";
    problems.pop_back();
    throw ConfigurationError(problems);
  }
  Settings settings = std::move(config->core);
  if (options.zone) {
    auto zone = config::load_zone(*options.zone);
    if (!zone) throw ConfigurationError("--zone: " + zone.error());
    settings.zone = *zone;
  }
  settings.sources = {options.format};
  return settings;
}

MergedStreams open_all(const Options& options, const RejectedHandler& rejected) {
  MergedStreams streams;
  const auto add = [&](const RecordedFormat& format, const std::string& path) {
    streams.add(std::make_unique<RecordedStream>(format, path, rejected));
  };
  if (options.incidents) add(jsonl::kFormat, *options.incidents);
  if (options.verdicts) add(jsonl::kFormat, *options.verdicts);
  for (const std::string& path : options.events) add(format_named(options.format), path);
  return streams;
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

void feed(core::Engine& engine, MergedStreams& streams, Summary& summary) {
  ProgressBar bar;
  for (std::uint64_t n = 1; streams.next(); ++n) {
    summary.input(put(engine, streams.input()));
    if (n % kProgressPeriod == 0) bar.show(streams);
  }
  bar.clear();
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw std::runtime_error(path + ": can't be written");
}

void replay(const Options& options) {
  const auto began = std::chrono::steady_clock::now();
  Summary summary;
  Output output(summary);
  core::Engine engine(read_settings(options), output);
  MergedStreams streams =
      open_all(options, problem_printer([&](Disposition reason) { summary.rejected(reason); }));
  feed(engine, streams, summary);
  if (std::fflush(stdout) != 0) throw std::runtime_error("standard output: can't be written");
  const Snapshot end = engine.snapshot();
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  fmt::print(stderr, "{}", summary.to_text(end, seconds));
  if (options.summary) write_file(*options.summary, summary.to_json(end, seconds));
}

}  // namespace

int run(const Options& options) {
  try {
    replay(options);
    return 0;
  } catch (const ConfigurationError& error) {
    fmt::print(stderr, "{}\n", error.what());
    return kBadConfiguration;
  } catch (const std::exception& error) {
    fmt::print(stderr, "holdwatchctl replay: {}\n", error.what());
    return 1;
  }
}

}  // namespace holdwatch::replay
