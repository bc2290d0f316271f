#include "config/nearest.h"

#include <gmock/gmock.h>

namespace holdwatch::config {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Nearest, CountsInsertionsDeletionsChangesAndSwaps) {
  EXPECT_EQ(edit_distance("", ""), 0u);
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("abc", ""), 3u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("long_hodl", "long_hold"), 1u);
  EXPECT_EQ(edit_distance("ZONE", "zone"), 0u);
}

TEST(Nearest, TellsTheNearestFirstAndNothingFarAway) {
  const std::vector<std::string> known = {"hours", "house", "zone", "long_hold", "houses", "horse"};
  EXPECT_THAT(nearest("hourse", known), ElementsAre("hours", "house", "horse"));
  EXPECT_THAT(nearest("xyzzyx", known), IsEmpty());
}

}  // namespace
}  // namespace holdwatch::config
