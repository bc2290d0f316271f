#include "sources/incident_file/incident_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/wire/collector.h"

namespace holdwatch::incident_file {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Berlin's winter, an hour ahead.
IncidentMapping german() {
  IncidentMapping mapping;
  mapping.id = "Nr";
  mapping.category = "Art";
  mapping.started = "Beginn";
  mapping.closed = "Ende";
  mapping.affected = "Kunden";
  mapping.summary = "Text";
  mapping.scope = {{"sku", "Artikel"}, {"region", "Gebiet"}};
  mapping.categories = {{"Rückstand", "backorder"}};
  mapping.zone = std::make_shared<const Zone>(
      "Europe/Berlin", std::vector<Zone::Transition>{{Time{}, std::chrono::hours{1}}});
  return mapping;
}
constexpr std::string_view kGermanHeader = "Nr;Art;Beginn;Ende;Kunden;Artikel;Gebiet;Text\n";

class IncidentRecordsTest : public ::testing::Test {
 protected:
  std::vector<std::string> read(const std::string& text) {
    found_.inputs.clear();
    found_.details.clear();
    records_.read(text, found_);
    return found_.inputs;
  }

  IncidentRecords records_{Format::csv, ';', german()};
  wire::Collector found_;
};

TEST_F(IncidentRecordsTest, AMappedRowIsAnIncident) {
  const std::string row =
      "7;Rückstand;2026-02-14 10:20;;600;\"SKU-1 ; SKU-2\";Nord;\"Kein Bestand, siehe "
      "\"\"ERP\"\"\"\n";
  EXPECT_THAT(
      read(std::string(kGermanHeader) + row),
      ElementsAre(AllOf(HasSubstr(R"("time":"2026-02-14T09:20:00.000Z","type":"opened","id":"7")"),
                        HasSubstr(R"("category":"backorder")"),
                        HasSubstr(R"("started":"2026-02-14T09:20:00.000Z")"),
                        HasSubstr(R"("sku":["SKU-1","SKU-2"])"), HasSubstr(R"("region":["Nord"])"),
                        HasSubstr(R"("affected":600)"),
                        HasSubstr(R"("summary":"Kein Bestand, siehe \"ERP\"")"))));
}

TEST_F(IncidentRecordsTest, OnlyWhatIsNewOrDifferentIsToldAgain) {
  const std::string header(kGermanHeader);
  const std::string first = "7;outage;2026-02-14 10:20;;;;;\n";
  const std::string second = "8;outage;2026-02-14 11:00;;;;;\n";
  EXPECT_EQ(read(header + first).size(), 1u);
  EXPECT_THAT(read(header + first), IsEmpty());
  EXPECT_THAT(read(header + first + second), ElementsAre(HasSubstr(R"("id":"8")")));
  EXPECT_THAT(read(header + second + first), IsEmpty()) << "in another order";
  EXPECT_THAT(read(header + "7;outage;2026-02-14 10:20;;90;;;\n" + second),
              ElementsAre(HasSubstr(R"("affected":90)")));
  EXPECT_THAT(read(header + first), ElementsAre(HasSubstr(R"("id":"7")"))) << "as it was before";
}

TEST_F(IncidentRecordsTest, AnEndClosesTheIncident) {
  EXPECT_THAT(
      read(std::string(kGermanHeader) + "7;outage;2026-02-14 10:20;2026-02-14 12:00:30;;;;\n"),
      ElementsAre(HasSubstr(R"("type":"opened","id":"7")"),
                  R"({"time":"2026-02-14T11:00:30.000Z","type":"closed","id":"7"})"));
}

TEST_F(IncidentRecordsTest, ABadRowCostsOnlyItselfAndIsToldOnce) {
  const std::string text = std::string(kGermanHeader) +
                           "7;outage;tomorrow;;;;;\n"
                           ";outage;2026-02-14 10:20;;;;;\n"
                           "8;;2026-02-14 10:20;;;;;\n"
                           "9;outage;;;;;;\n"
                           "10;outage;2026-02-14 10:20;;many;;;\n"
                           "11;outage\n"
                           "12;outage;2026-02-14 10:20;;\"5\"x;;;\n"
                           "13;outage;2026-02-14 10:20;;;;;\n";
  EXPECT_THAT(read(text), ElementsAre(HasSubstr(R"("id":"13")")));
  EXPECT_THAT(found_.details,
              ElementsAre(HasSubstr("line 2: Beginn: expected a time as"),
                          HasSubstr("line 3: Nr (the id): needed"),
                          HasSubstr("line 4: Art (the category): needed"),
                          HasSubstr("line 5: time or Beginn (the time): needed"),
                          HasSubstr("line 6: Kunden: expected a number, found `many`"),
                          HasSubstr("line 7: 2 fields, the header has 8"),
                          HasSubstr("line 8, column 32: expected the delimiter")));
  read(text);
  EXPECT_THAT(found_.details, IsEmpty());
}

TEST(IncidentLines, AreJsonObjectsWithTheMappedNames) {
  IncidentMapping mapping;
  mapping.id = "ticket";
  mapping.scope = {{"sku", "articles"}};
  IncidentRecords records(Format::jsonl, ',', mapping);
  wire::Collector found;
  records.read(
      R"({"ticket":7,"category":"outage","time":"2026-02-14T09:20:00Z","articles":["A","B"]})"
      "\r\n\nrubbish\n"
      R"({"ticket":"8","category":"outage","time":"2026-02-14T09:20:00Z","affected":12.5})",
      found);
  EXPECT_THAT(found.inputs,
              ElementsAre(AllOf(HasSubstr(R"("id":"7")"), HasSubstr(R"("sku":["A","B"])")),
                          AllOf(HasSubstr(R"("id":"8")"), HasSubstr(R"("affected":12.5)"))));
  EXPECT_THAT(found.details, ElementsAre(HasSubstr("line 3: expected a JSON object")));
}

}  // namespace
}  // namespace holdwatch::incident_file
