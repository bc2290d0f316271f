#include "sinks/zmq/zmq_sink.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <zmq.hpp>

#include "support/run_io.h"
#include "support/temp_dir.h"
#include "wire/alert_json.h"

namespace holdwatch::zmq {
namespace {

using ::testing::HasSubstr;

TEST(ZmqSink, PublishesAlertsByQueue) {
  const TempDir folder;
  const std::string endpoint = "ipc://" + folder.path("alerts");
  boost::asio::io_context io;
  net::HttpServer http(io.get_executor(), {});
  config::Section section = config::Section::parse("publish: " + endpoint, "test.yaml");
  DeliveryStats deliveries;
  const Maintenance none;
  const auto sink = read_sink(section)({io.get_executor(), http, "zmq", deliveries, none});

  ::zmq::context_t context;
  ::zmq::socket_t subscriber(context, ::zmq::socket_type::sub);
  subscriber.set(::zmq::sockopt::subscribe, "alert.orders");
  subscriber.set(::zmq::sockopt::rcvtimeo, 10);
  subscriber.connect(endpoint);

  AlertChange change;
  ::zmq::message_t topic;
  // A subscription takes a moment to reach the publisher; until then messages are nobody's.
  test::run_until(io, [&] {
    change.queue = "support";
    sink->alert(change);
    change.queue = "orders";
    sink->alert(change);
    return subscriber.recv(topic).has_value();
  });
  ASSERT_TRUE(topic.more());
  ::zmq::message_t payload;
  ASSERT_TRUE(subscriber.recv(payload));
  EXPECT_FALSE(payload.more());
  EXPECT_EQ(topic.to_string(), "alert.orders");
  EXPECT_EQ(payload.to_string(), wire::to_json(change));
  sink->close();
}

TEST(ZmqSinkConfig, RefusesOtherMachinesUnlessTheyAreAllowed) {
  config::Section section = config::Section::parse("publish: \"tcp://*:9480\"", "test.yaml");
  read_sink(section);
  ASSERT_EQ(section.problems().size(), 1u);
  EXPECT_THAT(section.problems().front().message, HasSubstr("allow_remote: true"));
}

TEST(ZmqSinkConfig, NeedsNothing) {
  config::Section section = config::Section::parse("{}", "test.yaml");
  read_sink(section);
  section.finish();
  EXPECT_TRUE(section.problems().empty());
}

}  // namespace
}  // namespace holdwatch::zmq
