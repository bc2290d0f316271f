#include "sinks/zmq/zmq_sink.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <vector>
#include <zmq.hpp>
#include <zmq_addon.hpp>

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
  ASSERT_TRUE(payload.more());
  ::zmq::message_t number;
  ASSERT_TRUE(subscriber.recv(number));
  EXPECT_FALSE(number.more());
  EXPECT_GE(std::stoi(number.to_string()), 2);
  EXPECT_EQ(topic.to_string(), "alert.orders");
  EXPECT_EQ(payload.to_string(), wire::to_json(change));
  EXPECT_GE(deliveries.figures().at("zmq").attempts, 2U);
  sink->close();
}

TEST(ZmqSink, GivesLateJoinersASnapshot) {
  const TempDir folder;
  const std::string snapshot = "ipc://" + folder.path("snapshot");
  boost::asio::io_context io;
  net::HttpServer http(io.get_executor(), {});
  config::Section section = config::Section::parse(
      "publish: ipc://" + folder.path("alerts") + "\nsnapshot: " + snapshot, "test.yaml");
  DeliveryStats deliveries;
  const Maintenance none;
  const auto sink = read_sink(section)({io.get_executor(), http, "zmq", deliveries, none});
  AlertChange change;
  change.queue = "orders";
  change.id = "a";
  sink->alert(change);

  ::zmq::context_t context;
  ::zmq::socket_t asker(context, ::zmq::socket_type::dealer);
  asker.connect(snapshot);
  asker.send(::zmq::str_buffer("alert."));
  for (const char* topic : {"alert.orders", "snapshot.end"}) {
    std::vector<::zmq::message_t> frames;
    ASSERT_EQ(::zmq::recv_multipart(asker, std::back_inserter(frames)), 3u);
    EXPECT_EQ(frames[0].to_string(), topic);
    EXPECT_EQ(frames[2].to_string(), "1");
  }
  sink->close();
}

TEST(ZmqSinkConfig, WantsKeysForOtherMachines) {
  config::Section open = config::Section::parse(
      "{publish: \"tcp://*:9480\", curve: {secret_key_file: s, clients_file: c}}", "test.yaml");
  read_sink(open);
  EXPECT_TRUE(open.problems().empty());
  config::Section incomplete = config::Section::parse(
      "{publish: \"tcp://*:9480\", curve: {secret_key_file: s}}", "test.yaml");
  read_sink(incomplete);
  ASSERT_EQ(incomplete.problems().size(), 1u);
  EXPECT_THAT(incomplete.problems().front().message, HasSubstr("clients_file"));
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
