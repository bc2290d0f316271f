#include "sinks/outstanding.h"

#include <gmock/gmock.h>

namespace holdwatch {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Outstanding, AnAlertIsUntilNobodyCarriesAnyOfItsChanges) {
  Outstanding outstanding;
  Outstanding::Receipt first = outstanding.issue("b");
  Outstanding::Receipt second = outstanding.issue("b");
  const Outstanding::Receipt other = outstanding.issue("a");
  second.reset();
  EXPECT_THAT(outstanding.alerts(), ElementsAre("a", "b"));
  first.reset();
  EXPECT_THAT(outstanding.alerts(), ElementsAre("a"));
}

TEST(Outstanding, WhatArrivedAtOnceNeverWas) {
  Outstanding outstanding;
  outstanding.issue("a");
  EXPECT_THAT(outstanding.alerts(), IsEmpty());
  const Outstanding::Receipt again = outstanding.issue("a");
  EXPECT_THAT(outstanding.alerts(), ElementsAre("a"));
}

}  // namespace
}  // namespace holdwatch
