#include "core/causes/request.h"

#include <gtest/gtest.h>

#include "model/default_catalogue.h"

namespace holdwatch::core {
namespace {

Category category(std::string request) {
  Category c;
  c.request = std::move(request);
  return c;
}

IncidentSnapshot incident(Scope scope) {
  IncidentSnapshot i;
  i.id = "INC-1";
  i.category = "wrong_invoice";
  i.scope = std::move(scope);
  return i;
}

TEST(RequestText, FillsInEveryPlace) {
  IncidentSnapshot i = incident({{"sku", {"SKU-1"}}});
  i.affected = 410;
  i.summary = "Backorder of SKU-1";
  EXPECT_EQ(request_text(category("{scope}: write to {affected} customers ({queue}; {summary})."),
                         i, "orders"),
            "SKU-1: write to 410 customers (orders; Backorder of SKU-1).");
}

TEST(RequestText, AnEmptyScopeIsEverythingAndItsBracketsGo) {
  EXPECT_EQ(request_text(category("Check {scope} today."), incident({}), "q"),
            "Check everything today.");
  EXPECT_EQ(request_text(category("Correct the invoices ({scope}) today."), incident({}), "q"),
            "Correct the invoices today.");
}

TEST(RequestText, WithoutSummaryTheCategoryIsNamedAndWithoutANumberItSaysSo) {
  EXPECT_EQ(request_text(category("{summary}: {affected} customers."), incident({}), "q"),
            "wrong invoice: an unknown number of customers.");
}

TEST(RequestText, WhatIsFilledInIsNotFilledInAgain) {
  IncidentSnapshot i = incident({});
  i.summary = "{summary} {queue}";
  EXPECT_EQ(request_text(category("{summary}"), i, "q"), "{summary} {queue}");
}

TEST(RequestText, ACategoryWithoutATemplateStillAsksForSomething) {
  EXPECT_NE(request_text(Category{}, incident({}), "billing").find("billing"), std::string::npos);
}

TEST(RequestText, EveryTemplateOfTheCatalogueIsFilledCompletely) {
  for (const Category& c : default_catalogue()) {
    for (const Scope& scope : {Scope{}, Scope{{"sku", {"SKU-1"}}, {"region", {"north"}}}}) {
      const std::string text = request_text(c, incident(scope), "orders");
      EXPECT_EQ(text.find_first_of("{}"), std::string::npos) << text;
      EXPECT_EQ(text.find("  "), std::string::npos) << text;
      EXPECT_EQ(text.back(), '.') << text;
    }
  }
}

TEST(ScopeInWords, ReadsAsAPhrase) {
  EXPECT_EQ(scope_in_words({}), "everything");
  EXPECT_EQ(scope_in_words({{"sku", {}}}), "everything");
  EXPECT_EQ(scope_in_words({{"sku", {"A", "B"}}}), "A and B");
  EXPECT_EQ(scope_in_words({{"sku", {"A", "B", "C"}}, {"region", {"north"}}}),
            "A, B and C in north");
  EXPECT_EQ(scope_in_words({{"region", {"north", "south"}}}), "north and south");
  EXPECT_EQ(scope_in_words({{"sku", {"A", "B", "C", "D", "E", "F"}}}), "A, B, C, D and 2 more");
  EXPECT_EQ(scope_in_words({{"reason", {"wrong_item", "return_item"}}, {"sku", {"A"}}}),
            "A (wrong item and return item)");
  EXPECT_EQ(scope_in_words({{"reason", {"how_to"}}}), "how to");
}

}  // namespace
}  // namespace holdwatch::core
