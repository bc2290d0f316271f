#include "config/section.h"

#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include <random>

namespace holdwatch::config {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> told(const Section& section) {
  std::vector<std::string> lines;
  for (const Problem& problem : section.problems()) lines.push_back(to_string(problem));
  return lines;
}

TEST(Section, ReadsEveryKindOfValue) {
  Section root = Section::parse(R"(
name: orders
listen: "127.0.0.1:9478"
follow: true
depth: 12
share: 0.25
long_hold: 90s
reasons: [order_status, cancel_order]
queues: support
level: debug
)",
                                "a.yaml");
  EXPECT_EQ(root.text("name", "x"), "orders");
  EXPECT_EQ(root.required_text("listen"), "127.0.0.1:9478");
  EXPECT_TRUE(root.flag("follow", false));
  EXPECT_EQ(root.whole("depth", 1, 0, 100), 12);
  EXPECT_EQ(root.number("share", 1, 0, 1), 0.25);
  EXPECT_EQ(root.duration("long_hold", seconds{60}, seconds{1}, hours{1}), seconds{90});
  EXPECT_THAT(root.texts("reasons"), ElementsAre("order_status", "cancel_order"));
  EXPECT_THAT(root.texts("queues"), ElementsAre("support"));
  EXPECT_EQ(root.choice("level", 1, {"info", "warning", "debug"}), 2u);
  root.finish();
  EXPECT_THAT(told(root), IsEmpty());
}

TEST(Section, GivesTheDefaultOfAnAbsentOrEmptyKey) {
  Section root = Section::parse("name:\nlong_hold: ~\n", "a.yaml");
  EXPECT_EQ(root.text("name", "x"), "x");
  EXPECT_FALSE(root.has("name"));
  EXPECT_EQ(root.duration("long_hold", seconds{60}, seconds{1}, hours{1}), seconds{60});
  EXPECT_EQ(root.whole("depth", 7, 0, 100), 7);
  EXPECT_EQ(root.optional_text("url"), std::nullopt);
  EXPECT_EQ(root.optional_number("cost", 0, 1), std::nullopt);
  EXPECT_THAT(root.list("sources"), IsEmpty());
  EXPECT_THAT(root.section("http").entries(), IsEmpty());
  root.finish();
  EXPECT_THAT(told(root), IsEmpty());
}

TEST(Section, AnEmptyFileIsAnEmptySection) {
  for (const char* text : {"", "\n\n", "# nothing but a comment\n", "---\n"}) {
    Section root = Section::parse(text, "a.yaml");
    root.finish();
    EXPECT_THAT(told(root), IsEmpty()) << text;
  }
}

TEST(Section, TellsWhatWasFoundAndExpectedAtTheLineOfTheKey) {
  Section root = Section::parse(R"(follow: yes
depth: 1O
share: 1.5
long_hold: 60
level: loud
name:
  [a, b]
http: 9478
sources: {type: zmq}
)",
                                "a.yaml");
  EXPECT_FALSE(root.flag("follow", false));
  EXPECT_EQ(root.whole("depth", 3, 1, 10), 3);
  EXPECT_EQ(root.number("share", 0.5, 0, 1), 0.5);
  EXPECT_EQ(root.duration("long_hold", seconds{5}, seconds{1}, hours{1}), seconds{5});
  EXPECT_EQ(root.choice("level", 0, {"info", "debug"}), 0u);
  EXPECT_EQ(root.text("name", "x"), "x");
  root.section("http").finish();
  EXPECT_THAT(root.list("sources"), IsEmpty());
  root.required_text("endpoint");
  root.finish();
  EXPECT_THAT(
      told(root),
      ElementsAre("a.yaml:1: follow: found 'yes', expected true or false",
                  "a.yaml:1: endpoint: found nothing, expected a text",
                  "a.yaml:2: depth: found '1O', expected a whole number from 1 to 10",
                  "a.yaml:3: share: found '1.5', expected a number from 0 to 1",
                  "a.yaml:4: long_hold: found '60', expected a time with its unit (250ms, 60s, "
                  "15m, 3h, 2d) from 1s to 1h",
                  "a.yaml:5: level: found 'loud', expected one of info, debug",
                  "a.yaml:6: name: found a list, expected a text",
                  "a.yaml:8: http: found a text, expected a map",
                  "a.yaml:9: sources: found a map, expected a list"));
}

TEST(Section, NamesThePathOfNestedKeys) {
  Section root = Section::parse(R"(
sources:
  - name: bus
    type: zmq
  - type: 
      x: y
  - plain
categories:
  backorder:
    median_lag: soon
)",
                                "a.yaml");
  std::vector<Section> sources = root.list("sources");
  ASSERT_EQ(sources.size(), 2u);
  EXPECT_EQ(sources[0].required_text("name"), "bus");
  sources[0].problem("type", "found zmq, expected demo");
  sources[1].required_text("name");
  sources[1].text("type", "");
  auto categories = root.section("categories").entries();
  ASSERT_EQ(categories.size(), 1u);
  EXPECT_EQ(categories[0].first, "backorder");
  categories[0].second.duration("median_lag", hours{2}, seconds{0}, hours{24});
  categories[0].second.problem("", "found no department, expected one");
  EXPECT_THAT(told(root),
              ElementsAre("a.yaml:4: sources[0].type: found zmq, expected demo",
                          "a.yaml:5: sources[1].name: found nothing, expected a text",
                          "a.yaml:5: sources[1].type: found a map, expected a text",
                          "a.yaml:7: sources[2]: found a text, expected a map",
                          "a.yaml:9: categories.backorder: found no department, expected one",
                          HasSubstr("a.yaml:10: categories.backorder.median_lag: found 'soon'")));
}

TEST(Section, ReadsAMapOfTextsWhoseKeysAreNames) {
  Section root = Section::parse("variables:\n  SKU: sku\n  REASON: [a]\n", "a.yaml");
  const auto texts = root.section("variables").named_texts();
  ASSERT_EQ(texts.size(), 2u);
  EXPECT_EQ(texts[0], std::make_pair(std::string("SKU"), std::string("sku")));
  EXPECT_THAT(root.section("none").named_texts(), IsEmpty());
  EXPECT_THAT(told(root), ElementsAre("a.yaml:3: variables.REASON: found a list, expected a text"));
}

TEST(Section, ReportsUnknownKeysWithTheNearestKnownOne) {
  Section root = Section::parse("long_hodl: 60s\nquees: []\nxyzzy: 1\n", "a.yaml");
  root.duration("long_hold", seconds{60}, seconds{1}, hours{1});
  root.list("queues");
  root.finish();
  EXPECT_THAT(told(root),
              ElementsAre("a.yaml:1: long_hodl: found an unknown key, expected perhaps long_hold",
                          "a.yaml:2: quees: found an unknown key, expected perhaps queues",
                          "a.yaml:3: xyzzy: found an unknown key, expected one of long_hold, "
                          "queues"));
}

TEST(Section, KeepsTheFirstOfTwoEqualKeysAndSaysSo) {
  Section root = Section::parse("zone: UTC\nname: a\nzone: Europe/Paris\n", "a.yaml");
  EXPECT_EQ(root.text("zone", ""), "UTC");
  EXPECT_THAT(told(root), ElementsAre("a.yaml:3: zone: found the key a second time, expected it "
                                      "only on line 1"));
}

TEST(Section, CopiesShareWhatWasAskedAndFound) {
  Section root = Section::parse("zone: UTC\nname: [a]\n", "a.yaml");
  Section copy = root;
  copy.text("zone", "");
  copy.text("name", "");
  root.finish();
  EXPECT_EQ(root.problems().size(), 1u);
}

struct Malformed {
  const char* text;
  const char* message;
};

TEST(Section, MalformedFilesGiveAProblemAndAnEmptySection) {
  const Malformed table[] = {
      {"a: [1, 2\nb: 3\n", "a.yaml:"},
      {"a: b: c\n", "a.yaml:1: illegal map value"},
      {"a: 'x' y\n", "a.yaml:1: "},
      {"\ta: 1\n", "a.yaml:1: "},
      {"- a\n- b\n", "a.yaml:1: found a list, expected a map of keys"},
      {"just words", "a.yaml:1: found a text, expected a map of keys"},
      {"a: 1\n---\nb: 2\n", "found a second document, expected only one"},
      {"a: &x 1\nb: *x\n", "a.yaml:2: found an alias, expected the value itself"},
      {"a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: {m: {n: {o: {p: {q: 1}}}}}}}}}}}}}}}}}\n",
       "a.yaml:1: found more than 16 levels, expected fewer"},
      {"a: \x01\x02\xff\xfe\n: : :\n}", "a.yaml:"},
  };
  for (const Malformed& row : table) {
    Section root = Section::parse(row.text, "a.yaml");
    ASSERT_EQ(told(root).size(), 1u) << row.text;
    EXPECT_THAT(told(root)[0], HasSubstr(row.message)) << row.text;
    EXPECT_FALSE(root.has("a")) << row.text;
  }
}

TEST(Section, RefusesAKeyThatIsNoName) {
  Section root = Section::parse("? [a, b]\n: 1\nzone: UTC\n", "a.yaml");
  EXPECT_EQ(root.text("zone", ""), "UTC");
  EXPECT_THAT(told(root), ElementsAre("a.yaml:1: found a list as a key, expected a name"));
}

TEST(Section, RefusesAnOversizedFileAndDeepNesting) {
  Section big = Section::parse(std::string(2'000'000, '#'), "a.yaml");
  EXPECT_THAT(told(big), ElementsAre("a.yaml:1: found 2000000 bytes, expected at most 1048576"));
  Section deep = Section::parse("a: " + std::string(100'000, '['), "a.yaml");
  EXPECT_EQ(deep.problems().size(), 1u);
}

TEST(Section, ShowsWhatWasFoundOnOneShortLine) {
  Section root = Section::parse("follow: \"a\\nb\\e" + std::string(500, 'x') + "\"\n", "a.yaml");
  root.flag("follow", false);
  ASSERT_EQ(told(root).size(), 1u);
  EXPECT_THAT(told(root)[0], HasSubstr("found 'a?b?xxx"));
  EXPECT_LT(told(root)[0].size(), 150u);
}

TEST(Section, TellsWhetherAValueChangedWhateverItsLayout) {
  auto canonical = [](const std::string& text) {
    return Section::parse(text, "a.yaml").canonical("sources");
  };
  const std::string flow = canonical("sources: [{name: pbx, path: /a}]  # ours");
  EXPECT_EQ(flow, canonical("zone: UTC\nsources:\n  - name: 'pbx'\n    path: \"/a\"\n"));
  EXPECT_NE(flow, canonical("sources: [{name: pbx, path: /b}]"));
  EXPECT_NE(flow, canonical("sources: [{name: pbx}, {path: /a}]"));
  EXPECT_EQ(canonical("zone: UTC"), "");
}

TEST(Section, NoMutationOfAGoodFileThrows) {
  const std::string good =
      "zone: America/New_York\nholidays: [{date: 2026-02-16, name: \"Presidents' Day\"}]\n"
      "queues:\n  - {name: orders, hours: 'Mon-Sun 08:00-20:00'}\n  - name: x\n    long_hold: 60s\n"
      "text: |\n  folded\n  lines\n? complex\n: >-\n  value\n";
  const std::string letters = "\n\t -:?,[]{}#&*!|>'\"%@`a0\x01\xc3\xff";
  const unsigned seed = 7;
  SCOPED_TRACE(fmt::format("seed {}", seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 3000; ++round) {
    std::string text = good;
    for (unsigned changes = 1 + random() % 4; changes > 0; --changes) {
      text[random() % text.size()] = letters[random() % letters.size()];
    }
    Section root = Section::parse(text, "a.yaml");
    root.text("zone", "");
    for (Section& queue : root.list("queues")) queue.finish();
    root.finish();
    for (const Problem& problem : root.problems()) EXPECT_GE(problem.line, 1) << text;
  }
}

}  // namespace
}  // namespace holdwatch::config
