#include "net/host_port.h"

#include <gtest/gtest.h>

namespace holdwatch::net {
namespace {

TEST(HostPort, SplitsWhatPeopleWrite) {
  for (const auto& [text, host, port] :
       {std::tuple{"127.0.0.1:9478", "127.0.0.1", "9478"},
        std::tuple{"localhost:0", "localhost", "0"}, std::tuple{"[::1]:9478", "::1", "9478"}}) {
    const auto address = split_host_port(text);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(address->host, host);
    EXPECT_EQ(address->port, port);
    EXPECT_EQ(join_host_port(*address), text);
  }
}

TEST(HostPort, RefusesWhatHasNoHostOrNoPort) {
  for (const char* text : {"", ":", "9478", ":9478", "localhost", "localhost:", "::1:9478", "[::1]",
                           "[]:9478", "[localhost]:1", "[:1"}) {
    EXPECT_FALSE(split_host_port(text)) << text;
  }
}

TEST(HostPort, KnowsWhichHostsNobodyElseCanReach) {
  for (const char* host : {"localhost", "127.0.0.1", "127.8.9.10", "::1"}) {
    EXPECT_TRUE(is_loopback(host)) << host;
  }
  for (const char* host : {"0.0.0.0", "::", "10.0.0.1", "example.org", "*", "localhost.evil.org"}) {
    EXPECT_FALSE(is_loopback(host)) << host;
  }
}

}  // namespace
}  // namespace holdwatch::net
