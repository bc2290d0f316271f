#include "app/test_alert/test_alert.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <stdexcept>

#include "app/components.h"
#include "app/daemon_config.h"
#include "app/exit_status.h"

namespace holdwatch::test_alert {

namespace {

const SinkKind& kind_of(config::Section& sink) {
  const std::string type = sink.text("type", "");
  const auto kinds = sink_kinds();
  return *std::find_if(kinds.begin(), kinds.end(),
                       [&](const SinkKind& kind) { return kind.type == type; });
}

std::vector<TestResult> try_channel(const DaemonConfig& config, const Options& options) {
  config::Section root = config.root;
  std::vector<std::string> names;
  for (config::Section& sink : root.list("sinks")) {
    const SinkKind& kind = kind_of(sink);
    if (kind.test == nullptr) continue;
    names.push_back(sink.text("name", kind.type));
    if (names.back() == options.channel) return kind.test(sink, options.department);
  }
  throw std::runtime_error(fmt::format(
      "{}: no channel that can be tried is named {} (there is {})", options.config, options.channel,
      names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "))));
}

}  // namespace

int run(const Options& options) try {
  const auto config = load_daemon_config(options.config);
  if (!config) {
    for (const config::Problem& problem : config.error()) {
      fmt::print(stderr, "{}\n", to_string(problem));
    }
    return kBadConfiguration;
  }
  bool well = true;
  for (const TestResult& result : try_channel(*config, options)) {
    fmt::print("{}: {} {}\n", options.channel, result.is_received ? "received" : "FAILED  ",
               result.text);
    well &= result.is_received;
  }
  return well ? 0 : 1;
} catch (const std::exception& error) {
  fmt::print(stderr, "holdwatchctl test-alert: {}\n", error.what());
  return 1;
}

}  // namespace holdwatch::test_alert
