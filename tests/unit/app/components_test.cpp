#include "app/components.h"

#include <gmock/gmock.h>

namespace holdwatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SourceFactory read_fake(config::Section& section) {
  section.required_text("path");
  return {};
}
SourceFactory read_plain(config::Section&) {
  return {};
}
constexpr SourceKind kKinds[] = {{"http", &read_plain}, {"fake", &read_fake}, {"zmq", &read_plain}};

struct Read {
  std::vector<std::string> names;
  std::vector<std::string> problems;
};

Read read(const std::string& text) {
  config::Section root = config::Section::parse(text, "a.yaml");
  Read result;
  for (const ConfiguredSource& source : read_sources(root, kKinds)) {
    result.names.push_back(source.name);
  }
  root.finish();
  for (const config::Problem& problem : root.problems()) {
    result.problems.push_back(to_string(problem));
  }
  return result;
}

TEST(Components, AnEntryIsNamedAfterItsTypeUnlessConfigured) {
  const Read result = read("sources: [{type: zmq}, {type: fake, name: pbx, path: /a}]");
  EXPECT_THAT(result.names, ElementsAre("http", "zmq", "pbx"));
  EXPECT_THAT(result.problems, IsEmpty());
}

TEST(Components, HttpIsThereWhetherListedOrNot) {
  EXPECT_THAT(read("sources: []").names, ElementsAre("http"));
  EXPECT_THAT(read("sources: [{type: http, name: web}]").names, ElementsAre("web"));
}

TEST(Components, AnUnknownTypeIsToldWithTheNearest) {
  EXPECT_THAT(read("sources: [{type: fkae}]").problems,
              ElementsAre("a.yaml:1: sources[0].type: found 'fkae', expected perhaps fake"));
  EXPECT_THAT(
      read("sources: [{type: carrier pigeon}]").problems,
      ElementsAre("a.yaml:1: sources[0].type: found 'carrier pigeon', expected one of http, "
                  "fake, zmq"));
  EXPECT_THAT(read("sources: [{name: a}]").problems,
              ElementsAre("a.yaml:1: sources[0].type: found nothing, expected one of http, fake, "
                          "zmq"));
}

TEST(Components, NamesAreUnique) {
  EXPECT_THAT(read("sources:\n- {type: zmq, name: a}\n- {type: zmq, name: a}\n").problems,
              ElementsAre("a.yaml:3: sources[1].name: found 'a' a second time, expected unique "
                          "names"));
  EXPECT_THAT(read("sources: [{type: zmq, name: http}]").problems,
              ElementsAre("a.yaml:1: sources[0].name: found 'http' a second time, expected "
                          "unique names"));
}

TEST(Components, ProblemsOfEveryEntryAreTold) {
  EXPECT_THAT(read("sources:\n- {type: fake}\n- {type: zmq, speed: 3}\n").problems,
              ElementsAre("a.yaml:2: sources[0].path: found nothing, expected a text",
                          "a.yaml:3: sources[1].speed: found an unknown key, expected one of type, "
                          "name"));
}

TEST(Components, WithNothingConfiguredTheDaemonListens) {
  config::Section root = config::Section::parse("", "a.yaml");
  std::vector<std::string> names;
  for (const auto& source : read_sources(root)) names.push_back(source.name);
  for (const auto& sink : read_sinks(root)) names.push_back(sink.name);
  EXPECT_THAT(names, ElementsAre("http", "zmq", "log", "api", "metrics"));
  EXPECT_THAT(root.problems(), IsEmpty());
}

}  // namespace
}  // namespace holdwatch
