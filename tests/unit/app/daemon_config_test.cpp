#include "app/daemon_config.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>

#include "support/shipped_files.h"

namespace holdwatch {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

std::vector<std::string> problems(const DaemonConfigOrProblems& result) {
  std::vector<std::string> lines;
  if (result) return lines;
  for (const config::Problem& problem : result.error()) lines.push_back(to_string(problem));
  return lines;
}

TEST(DaemonConfig, AnEmptyFileGivesTheDefaults) {
  const auto config = parse_daemon_config("", "a.yaml");
  ASSERT_TRUE(config) << problems(config).front();
  EXPECT_EQ(config->http.listen, "127.0.0.1:9478");
  EXPECT_EQ(config->log.level, "info");
  EXPECT_EQ(config->log.format, LogFormat::automatic);
}

TEST(DaemonConfig, ReadsItsOwnKeysAndTheCores) {
  const auto config = parse_daemon_config(
      "http: {listen: \"[::1]:0\"}\nlog: {level: debug, format: journald}\n"
      "queue_defaults: {long_hold: 90s}\n",
      "a.yaml");
  ASSERT_TRUE(config) << problems(config).front();
  EXPECT_EQ(config->http.listen, "[::1]:0");
  EXPECT_EQ(config->log.level, "debug");
  EXPECT_EQ(config->log.format, LogFormat::journald);
  EXPECT_EQ(config->core.queue_defaults.long_hold, std::chrono::seconds{90});
}

TEST(DaemonConfig, TellsEveryProblemAtOnce) {
  const auto config = parse_daemon_config(
      "zone: Nowhere\nhttp: {listen: 9478}\nlog: {level: loud}\nsinks: [{type: lgo}]\nx: 1\n",
      "a.yaml");
  EXPECT_THAT(problems(config),
              ElementsAre(StartsWith("a.yaml:1: zone:"), StartsWith("a.yaml:2: http.listen:"),
                          StartsWith("a.yaml:3: log.level:"),
                          StartsWith("a.yaml:4: sinks[0].type:"), StartsWith("a.yaml:5: x:")));
}

TEST(DaemonConfig, AFileThatCannotBeReadIsAProblem) {
  EXPECT_THAT(problems(load_daemon_config("/nonexistent/holdwatch.yaml")),
              ElementsAre("/nonexistent/holdwatch.yaml:1: can't be read: No such file or "
                          "directory"));
}

TEST(DaemonConfig, OnlyWhatStandsInAPartChangesItsFixedForm) {
  auto fixed = [](const std::string& text) { return parse_daemon_config(text, "a.yaml")->fixed; };
  const auto before = fixed("log: {level: info}\nsources: []\n");
  EXPECT_EQ(before, fixed("# a comment\nsources:   []\nfeed_silence: 5m\nlog: {level: error}\n"));
  EXPECT_NE(before.at("log.format"), fixed("log: {format: plain}").at("log.format"));
  EXPECT_NE(before.at("sources"), fixed("sources: [{type: http}]").at("sources"));
}

TEST(DaemonConfig, AQueuesHoursAreFixedAndItsLimitsAreNot) {
  auto fixed = [](const std::string& queue) {
    return parse_daemon_config("queues: [{name: a" + queue + "}]\n", "a.yaml")->fixed;
  };
  EXPECT_EQ(fixed(", long_hold: 60s"), fixed(", long_hold: 90s"));
  EXPECT_NE(fixed(", hours: 'Mon-Fri 08:00-20:00'"), fixed(", hours: 'Mon-Fri 09:00-20:00'"));
}

TEST(DaemonConfig, WhatIsDocumentedAsDefaultIsTheDefault) {
  const auto documented = load_daemon_config(test::kConfigFolder / "holdwatch.yaml");
  ASSERT_THAT(problems(documented), IsEmpty());
  const auto defaults = parse_daemon_config("", "a.yaml");
  EXPECT_EQ(documented->http.listen, defaults->http.listen);
  EXPECT_EQ(documented->log.level, defaults->log.level);
  EXPECT_EQ(documented->log.format, defaults->log.format);
  EXPECT_EQ(documented->core.sources, defaults->core.sources);
  ASSERT_EQ(documented->sinks.size(), defaults->sinks.size());
}

TEST(DaemonConfig, EveryExampleIsRight) {
  int examples = 0;
  for (const auto& entry : std::filesystem::directory_iterator(test::kConfigFolder / "examples")) {
    ++examples;
    EXPECT_THAT(problems(load_daemon_config(entry.path())), IsEmpty());
  }
  EXPECT_GE(examples, 2);
}

TEST(DaemonConfig, EveryKindOfSourceAndSinkIsDocumentedAndRight) {
  const std::string text = test::contents(test::kConfigFolder / "holdwatch.yaml");
  EXPECT_THAT(problems(parse_daemon_config(test::uncommented(text), "holdwatch.yaml")), IsEmpty());
  for (const SourceKind& kind : source_kinds()) {
    EXPECT_THAT(text, HasSubstr(fmt::format("type: {}", kind.type)));
  }
  for (const SinkKind& kind : sink_kinds()) {
    EXPECT_THAT(text, HasSubstr(fmt::format("- type: {}", kind.type)));
  }
}

TEST(DaemonConfig, TheCoreKnowsTheSourcesByTheirNames) {
  const auto config = parse_daemon_config("sources: [{type: http, name: web}]", "a.yaml");
  ASSERT_TRUE(config);
  EXPECT_THAT(config->core.sources, ElementsAre("web"));
}

}  // namespace
}  // namespace holdwatch
