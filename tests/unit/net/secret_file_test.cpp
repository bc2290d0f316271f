#include "net/secret_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "support/temp_dir.h"

namespace holdwatch::net {
namespace {

using ::testing::HasSubstr;
using ::testing::ThrowsMessage;

TEST(SecretFile, HoldsOneLine) {
  TempDir dir;
  EXPECT_EQ(read_secret_file(dir.write("a", "s3cret\n")), "s3cret");
  EXPECT_EQ(read_secret_file(dir.write("b", "two words")), "two words");
}

TEST(SecretFile, ABareNameIsACredential) {
  TempDir dir;
  dir.write("esl", "s3cret\n");
  ::setenv("CREDENTIALS_DIRECTORY", dir.path("").c_str(), 1);
  EXPECT_EQ(read_secret_file("esl"), "s3cret");
  ::unsetenv("CREDENTIALS_DIRECTORY");
  EXPECT_THAT([] { read_secret_file("esl"); },
              ThrowsMessage<std::runtime_error>(HasSubstr("esl: expected a path")));
}

TEST(SecretFile, IsComparedWhole) {
  EXPECT_TRUE(is_same_secret("s3cret", "s3cret"));
  EXPECT_FALSE(is_same_secret("s3cret", "s3creT"));
  EXPECT_FALSE(is_same_secret("s3cret", "s3cre"));
  EXPECT_FALSE(is_same_secret("s3cret", ""));
}

TEST(SecretFile, WhatIsNoneIsSaidWithoutTellingIt) {
  TempDir dir;
  const auto refused = [](const std::string& path, const char* why) {
    EXPECT_THAT([&] { read_secret_file(path); }, ThrowsMessage<std::runtime_error>(HasSubstr(why)));
  };
  refused(dir.path("absent"), "absent: can't be read: No such file");
  refused(dir.path(""), "can't be read");
  refused(dir.write("empty", "\n"), "is empty");
  refused(dir.write("two", "a\nb\n"), "expected one line");
  refused(dir.write("long", std::string(5000, 'x')), "expected one line");
}

}  // namespace
}  // namespace holdwatch::net
