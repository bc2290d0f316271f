#include "app/report/page.h"

#include <gtest/gtest.h>

#include "app/report/chart.h"
#include "app/report/digest_json.h"
#include "unit/app/report/sample.h"

namespace holdwatch::report {
namespace {

using sample::Week;

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

Week hostile() {
  Week week;
  week.end.incidents[0].summary = "<script>alert(1)</script>|\n# x";
  week.alert("a1").story = "One \"caller\" & <b>friends</b>";
  week.findings.queues.insert("<img src=x onerror=alert(1)>");
  week.alert("a1").request = "{{title}}";
  return week;
}

TEST(PageTest, WhatCameFromOutsideIsNeverMarkup) {
  const std::string html = to_html(hostile().digest());
  EXPECT_FALSE(has(html, "<script"));
  EXPECT_FALSE(has(html, "<img"));
  EXPECT_FALSE(has(html, "<b>"));
  EXPECT_TRUE(has(html, "&lt;script&gt;alert(1)&lt;/script&gt;"));
  EXPECT_TRUE(has(html, "{{title}}"));  // text is no template
}

TEST(PageTest, ATableOfMarkdownKeepsItsShapeWhateverANameHolds) {
  const std::string markdown = to_markdown(hostile().digest());
  EXPECT_TRUE(has(markdown, "&lt;script&gt;alert(1)&lt;/script&gt;\\| # x; began"));
  EXPECT_FALSE(has(markdown, "\n# x"));
}

TEST(PageTest, NothingIsFetchedAndNothingRuns) {
  const std::string html = to_html(Week().digest());
  for (const char* part :
       {"http:", "https:", "url(", "@import", "<script", "<link", " src=", " href="}) {
    EXPECT_FALSE(has(html, part)) << part;
  }
}

TEST(PageTest, EveryFormatTellsTheSameFigures) {
  const Digest d = Week().digest();
  EXPECT_TRUE(
      has(to_html(d), "<data value=\"90.0\">90</data> <span class=\"range\">(86–96)</span>"));
  EXPECT_TRUE(has(to_markdown(d),
                  "| Supply chain (1 incident) | 90 (86–96) | 2.3 h (2.2–2.5 h) | 14 (13–15) |"));
  EXPECT_TRUE(has(to_json(d),
                  "{\"name\":\"supply_chain\",\"incidents\":1,\"calls\":{\"estimate\":90,\"low\":"
                  "85.8,\"high\":95.7}"));
}

TEST(PageTest, ATimeWithoutSurgesSaysSo) {
  Week week;
  week.findings.alerts.clear();
  week.findings.accounts.clear();
  week.findings.ledger.clear();
  const std::string html = to_html(week.digest());
  EXPECT_TRUE(has(html, "No surge of calls was found in this time."));
  EXPECT_TRUE(has(html, "No shortage of agents"));
  EXPECT_FALSE(has(html, "Day by day"));
}

TEST(PageTest, TooFewVerdictsAreCalledTooFew) {
  Week week;
  week.findings.judged.push_back(
      {sample::kMonday, VerdictType::confirmed, "INC-1", "INC-1", "supply_chain", 0.9});
  EXPECT_TRUE(has(to_html(week.digest()), "Too few to judge by: at least 30 verdicts are needed."));
}

TEST(PageTest, OnlyAPersonsVerdictSaysConfirmed) {
  Week week;
  EXPECT_TRUE(has(to_markdown(week.digest()), "suspected, 90 %"));
  week.alert("a1").verdict = VerdictType::confirmed;
  week.alert("a1").verdict_incident = "INC-1";
  EXPECT_TRUE(has(to_markdown(week.digest()), "| confirmed |"));
}

TEST(ChartTest, AColumnIsAsHighAsItsParts) {
  const std::string svg = stacked_columns(
      {{"Mon", "Monday <1>", {30, 10}}, {"", "Tuesday", {0, 0}}}, {"d0", "none"}, "Calls");
  EXPECT_TRUE(has(svg, "<title>Monday &lt;1&gt;</title>"));
  EXPECT_TRUE(has(svg, "y=\"59.0\" width=\"35.34%\" height=\"135.0\""));  // 30 of 40
  EXPECT_TRUE(has(svg, "y=\"14.0\" width=\"35.34%\" height=\"45.0\""));   // 10 on top
}

TEST(ChartTest, ABarIsAsLongAsItsEstimate) {
  const std::string svg = interval_bar({25, 20, 400}, 100, "d1");
  EXPECT_TRUE(has(svg, "width=\"25.00%\""));
  EXPECT_TRUE(has(svg, "x1=\"20.00%\" x2=\"100.00%\""));
}

}  // namespace
}  // namespace holdwatch::report
