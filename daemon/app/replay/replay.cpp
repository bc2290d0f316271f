#include "app/replay/replay.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>

#include "app/replay/formats.h"
#include "app/replay/summary.h"
#include "wire/alert_json.h"

namespace holdwatch::replay {

namespace {

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

void replay(const Options& options) {
  const auto began = std::chrono::steady_clock::now();
  Summary summary;
  Output output(summary);
  core::Engine engine(read_settings(options.recording), output);
  play(options.recording, engine,
       problem_printer([&](Disposition reason) { summary.rejected(reason); }),
       [&](const Input&, Disposition disposition) { summary.input(disposition); });
  write_out("");
  const Snapshot end = engine.snapshot();
  const double seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  fmt::print(stderr, "{}", summary.to_text(end, seconds));
  if (options.summary) write_file(*options.summary, summary.to_json(end, seconds));
}

}  // namespace

int run(const Options& options) {
  return guarded("replay", [&] { replay(options); });
}

}  // namespace holdwatch::replay
