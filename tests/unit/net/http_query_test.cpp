#include "net/http_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace holdwatch::net {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(HttpQuery, GivesTheParametersDecodedAndInTheirOrder) {
  EXPECT_THAT(*parse_query("status=all&queue=a%20b+c%26d&queue=%C3%A4"),
              ElementsAre(Pair("status", "all"), Pair("queue", "a b c&d"), Pair("queue", "ä")));
  EXPECT_THAT(*parse_query(""), IsEmpty());
  EXPECT_THAT(*parse_query("x&y=&=z"), ElementsAre(Pair("x", ""), Pair("y", ""), Pair("", "z")));
}

TEST(HttpQuery, WhatIsNoQueryIsRefused) {
  for (const char* raw :
       {"%", "%2", "a=%zz", "a b", "a=b#c", "\x01", "\xc3\xa4", "a=\"b\"", "a\\"}) {
    EXPECT_FALSE(parse_query(raw)) << raw;
  }
}

}  // namespace
}  // namespace holdwatch::net
