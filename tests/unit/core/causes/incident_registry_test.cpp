#include "core/causes/incident_registry.h"

#include <gtest/gtest.h>

#include "moments.h"

namespace holdwatch::core {
namespace {

using std::chrono::hours;

IncidentReport report(ReportType type, std::string id, Time time = kStart) {
  IncidentReport r;
  r.type = type;
  r.id = std::move(id);
  r.time = time;
  return r;
}

struct IncidentRegistryTest : testing::Test {
  IncidentRegistryTest() {
    Category backorder;
    backorder.name = "backorder";
    backorder.department = "supply_chain";
    settings.categories = {backorder};
    settings.limits.incidents = 3;
  }

  Settings settings;
  IncidentRegistry registry{settings};
};

TEST_F(IncidentRegistryTest, AnIncidentTakesItsDepartmentFromItsCategoryAndItsStartFromItsReport) {
  IncidentReport r = report(ReportType::opened, "INC-1");
  r.category = "backorder";
  ASSERT_EQ(registry.report(r), Disposition::accepted);
  const IncidentSnapshot* incident = registry.find("INC-1");
  ASSERT_NE(incident, nullptr);
  EXPECT_EQ(incident->department, "supply_chain");
  EXPECT_EQ(incident->started, kStart);
  EXPECT_FALSE(incident->closed);
}

TEST_F(IncidentRegistryTest, AnUpdateKeepsWhatItLeavesOut) {
  IncidentReport opened = report(ReportType::opened, "INC-1");
  opened.affected = 40;
  opened.scope = Scope{{"sku", {"SKU-1"}}};
  opened.summary = "first";
  registry.report(opened);
  IncidentReport updated = report(ReportType::updated, "INC-1", kStart + hours{1});
  updated.summary = "second";
  ASSERT_EQ(registry.report(updated), Disposition::accepted);
  const IncidentSnapshot& incident = *registry.find("INC-1");
  EXPECT_EQ(incident.affected, 40);
  EXPECT_EQ(incident.scope.at("sku"), std::vector<std::string>{"SKU-1"});
  EXPECT_EQ(incident.summary, "second");
  EXPECT_EQ(incident.reported, kStart) << "it was first heard of then";
}

TEST_F(IncidentRegistryTest, AClosedIncidentIsKeptAndCanBeOpenedAgain) {
  registry.report(report(ReportType::opened, "INC-1"));
  EXPECT_EQ(registry.report(report(ReportType::closed, "INC-1")), Disposition::accepted);
  EXPECT_TRUE(registry.find("INC-1")->closed);
  EXPECT_EQ(registry.report(report(ReportType::opened, "INC-1")), Disposition::accepted);
  EXPECT_FALSE(registry.find("INC-1")->closed);
  EXPECT_EQ(registry.all().size(), 1u);
}

TEST_F(IncidentRegistryTest, UpdatesAndClosingsOfWhatNobodyOpenedAreUnknown) {
  EXPECT_EQ(registry.report(report(ReportType::updated, "X")), Disposition::unknown_incident);
  EXPECT_EQ(registry.report(report(ReportType::closed, "X")), Disposition::unknown_incident);
  EXPECT_EQ(registry.reports(), 0u);
}

TEST_F(IncidentRegistryTest, AtTheLimitTheOldestClosedIncidentMakesRoomButNoOpenOne) {
  for (const char* id : {"A", "B", "C"}) registry.report(report(ReportType::opened, id));
  EXPECT_EQ(registry.report(report(ReportType::opened, "D")), Disposition::too_many);
  EXPECT_EQ(registry.find("D"), nullptr);
  registry.report(report(ReportType::closed, "B"));
  EXPECT_EQ(registry.report(report(ReportType::opened, "D")), Disposition::accepted);
  EXPECT_EQ(registry.find("B"), nullptr);
  EXPECT_NE(registry.find("A"), nullptr);
  EXPECT_NE(registry.find("D"), nullptr);
}

TEST_F(IncidentRegistryTest, EveryAcceptedReportCounts) {
  registry.report(report(ReportType::opened, "A"));
  registry.report(report(ReportType::closed, "A"));
  EXPECT_EQ(registry.reports(), 2u);
}

}  // namespace
}  // namespace holdwatch::core
