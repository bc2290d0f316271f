#include "core/state/attribute_keys.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

namespace holdwatch::core {
namespace {

TEST(AttributeKeys, TheSameAttributeHasTheSameKeyAndAnyOtherAnother) {
  AttributeKeys keys;
  std::set<AttributeKey> seen;
  for (const char* name : {"sku", "region"}) {
    for (int i = 0; i < 1000; ++i) seen.insert(keys.learn(name, fmt::format("value-{}", i)));
  }
  EXPECT_EQ(seen.size(), 2000u);
  EXPECT_EQ(keys.learn("sku", "value-7"), keys.find("sku", "value-7"));
  EXPECT_NE(keys.find("sku", "value-7"), keys.find("region", "value-7"));
}

TEST(AttributeKeys, AKeyKnowsItsNameAndItsText) {
  AttributeKeys keys;
  const AttributeKey key = keys.learn("sku", "SKU-0042");
  EXPECT_EQ(keys.name(name_of(key)), "sku");
  EXPECT_EQ(keys.text(key), "SKU-0042");
}

TEST(AttributeKeys, EmptyValuesAndUnheardOfNamesAreNoAttribute) {
  AttributeKeys keys;
  EXPECT_EQ(keys.learn("sku", ""), kNoAttribute);
  EXPECT_EQ(keys.find("region", "north"), kNoAttribute);
  EXPECT_EQ(keys.find_name("region"), 0u);
}

TEST(AttributeKeys, NamesBeyondTheLimitAreIgnoredAndTheEarlierOnesStay) {
  AttributeKeys keys;
  for (int i = 0; i < 100; ++i) keys.learn(fmt::format("name-{}", i), "x");
  EXPECT_NE(keys.find("name-0", "x"), kNoAttribute);
  EXPECT_EQ(keys.find("name-99", "x"), kNoAttribute);
}

TEST(AttributeKeys, ATextTooLongToKeepStillHasItsKey) {
  AttributeKeys keys;
  const std::string text(200, 'x');
  const AttributeKey key = keys.learn("sku", text);
  EXPECT_NE(key, kNoAttribute);
  EXPECT_EQ(keys.text(key), "");
}

TEST(AttributeKeys, AForgottenTextIsEmptyNeverAnother) {
  AttributeKeys keys;
  std::vector<AttributeKey> all;
  for (int i = 0; i < 50'000; ++i) all.push_back(keys.learn("order", fmt::format("o{}", i)));
  int kept = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string_view text = keys.text(all[i]);
    if (text.empty()) continue;
    ++kept;
    ASSERT_EQ(text, fmt::format("o{}", i));
  }
  EXPECT_GT(kept, 1000);
  EXPECT_LT(kept, 50'000);
}

}  // namespace
}  // namespace holdwatch::core
