#include "net/zmq_endpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace holdwatch::net {
namespace {

using ::testing::HasSubstr;

TEST(ZmqEndpoint, TakesWhatStaysOnThisMachine) {
  for (const char* endpoint : {"tcp://127.0.0.1:9479", "tcp://[::1]:9479", "tcp://localhost:9479",
                               "ipc:///run/calls", "tcp://127.0.0.1:*", "tcp://127.0.0.1:0"}) {
    EXPECT_EQ(check_zmq_endpoint(endpoint, true, false), std::nullopt) << endpoint;
  }
}

TEST(ZmqEndpoint, RefusesOtherMachinesUnlessTheyAreAllowed) {
  for (const char* endpoint : {"tcp://*:9479", "tcp://0.0.0.0:9479", "tcp://[::]:9479",
                               "tcp://pbx:9479", "tcp://eth0:9479", "tcp://192.0.2.1:9479"}) {
    const auto wrong = check_zmq_endpoint(endpoint, true, false);
    ASSERT_TRUE(wrong) << endpoint;
    EXPECT_THAT(*wrong, HasSubstr(endpoint));
    EXPECT_THAT(*wrong, HasSubstr("allow_remote: true"));
    EXPECT_EQ(check_zmq_endpoint(endpoint, true, true), std::nullopt) << endpoint;
  }
}

TEST(ZmqEndpoint, RefusesWhatIsNone) {
  for (const char* endpoint :
       {"", "127.0.0.1:9479", "tcp://", "tcp://127.0.0.1", "tcp://127.0.0.1:", "tcp://:9479",
        "tcp://127.0.0.1:http", "tcp://127.0.0.1:65536", "tcp://127.0.0.1:-1", "tcp://::1:9479",
        "ipc://", "inproc://calls", "pgm://eth0;239.192.1.1:5555", "http://127.0.0.1:80"}) {
    const auto wrong = check_zmq_endpoint(endpoint, true, true);
    ASSERT_TRUE(wrong) << endpoint;
    EXPECT_THAT(*wrong, HasSubstr("expected tcp://HOST:PORT or ipc://PATH"));
  }
}

TEST(ZmqEndpoint, NeedsAPortToConnectTo) {
  EXPECT_TRUE(check_zmq_endpoint("tcp://127.0.0.1:*", false, false));
  EXPECT_TRUE(check_zmq_endpoint("tcp://127.0.0.1:0", false, false));
}

}  // namespace
}  // namespace holdwatch::net
