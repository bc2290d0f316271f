#include "app/remote/incident_reports.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wire/json_encoder.h"

namespace holdwatch::remote {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

constexpr Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 3 / 3} + 14h;

NewIncident sample() {
  NewIncident incident;
  incident.id = "INC-7";
  incident.category = "backorder";
  incident.started = "3h";
  incident.scope = {"sku=SKU-1", "region=north", "sku=SKU-2=b"};
  incident.affected = 600;
  incident.summary = "Backorder of SKU-1";
  return incident;
}

TEST(IncidentReports, AReportSaysWhatTheOptionsSay) {
  EXPECT_EQ(wire::to_json(to_report(sample(), kNow).value()),
            R"({"time":"2026-03-03T14:00:00.000Z","type":"opened","id":"INC-7",)"
            R"("category":"backorder","started":"2026-03-03T11:00:00.000Z",)"
            R"("scope":{"region":["north"],"sku":["SKU-1","SKU-2=b"]},"affected":600,)"
            R"("summary":"Backorder of SKU-1"})");
}

TEST(IncidentReports, ItBeganNowUnlessSaidOtherwise) {
  NewIncident incident = sample();
  incident.started.reset();
  EXPECT_EQ(to_report(incident, kNow)->started, kNow);
}

TEST(IncidentReports, AnUpdateKeepsWhatItLeavesOut) {
  NewIncident incident;
  incident.id = "INC-7";
  incident.is_update = true;
  incident.affected = 10;
  const auto report = to_report(incident, kNow);
  EXPECT_EQ(report->type, ReportType::updated);
  EXPECT_FALSE(report->started);
  EXPECT_FALSE(report->scope);
}

struct Mistake {
  void (*make)(NewIncident&);
  const char* told;
};

TEST(IncidentReports, MistakesAreToldBeforeAnythingIsSent) {
  const Mistake mistakes[] = {
      {[](NewIncident& i) { i.category = ""; }, "--category"},
      {[](NewIncident& i) { i.started = "2026-03-04T14:00:00Z"; }, "yet to come"},
      {[](NewIncident& i) { i.scope = {"sku"}; }, "NAME=VALUE"},
      {[](NewIncident& i) { i.scope = {"=x"}; }, "NAME=VALUE"},
      {[](NewIncident& i) { i.scope = {"sku="}; }, "NAME=VALUE"},
      {[](NewIncident& i) { i.id = ""; }, "id"},
      {[](NewIncident& i) { i.id = "INC\x07"; }, "id"},
      {[](NewIncident& i) { i.id = std::string(300, 'x'); }, "id"},
      {[](NewIncident& i) { i.affected = 1e13; }, "affected"},
      {[](NewIncident& i) { i.summary = std::string(10'000, 'x'); }, "summary"}};
  for (const Mistake& mistake : mistakes) {
    NewIncident incident = sample();
    mistake.make(incident);
    const auto report = to_report(incident, kNow);
    ASSERT_FALSE(report) << mistake.told;
    EXPECT_THAT(report.error(), HasSubstr(mistake.told));
  }
}

}  // namespace
}  // namespace holdwatch::remote
