#include "app/report/report.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <stdexcept>

#include "app/replay/formats.h"
#include "app/report/digest_json.h"
#include "app/report/findings.h"
#include "app/report/make_digest.h"
#include "app/report/page.h"

namespace holdwatch::report {

namespace {

struct Format {
  std::string_view name;
  std::string (*write)(const Digest& digest);
};

constexpr Format kFormats[] = {{"html", &to_html}, {"markdown", &to_markdown}, {"json", &to_json}};

const Format& format_named(std::string_view name) {
  for (const Format& format : kFormats) {
    if (format.name == name) return format;
  }
  throw std::runtime_error(fmt::format("unknown format {}", name));
}

void report(const Options& options) {
  const Format& format = format_named(options.format);
  const Settings settings = replay::read_settings(options.recording);
  Collector collector(*settings.zone);
  core::Engine engine(settings, collector);
  replay::play(options.recording, engine, replay::problem_printer([](Disposition) {}),
               [&](const Input& input, Disposition d) { collector.input(input, d); });
  const Findings findings = collector.take();
  if (findings.traffic.empty()) throw std::runtime_error("no event of a call was found");
  const Snapshot end = engine.snapshot();
  const Period period = period_of(options.since, options.until, findings.traffic.rbegin()->first);
  const std::string text = format.write(make_digest({.findings = findings,
                                                     .end = end,
                                                     .settings = settings,
                                                     .period = period,
                                                     .department = options.department}));
  options.output ? replay::write_file(*options.output, text) : replay::write_out(text);
}

}  // namespace

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format& format : kFormats) names.emplace_back(format.name);
  return names;
}

int run(const Options& options) {
  return replay::guarded("report", [&] { report(options); });
}

}  // namespace holdwatch::report
