#include "sources/zmq/zmq_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <functional>
#include <memory>
#include <stdexcept>
#include <thread>
#include <zmq.hpp>

#include "holdwatch/v1/events.pb.h"
#include "support/recording_intake.h"
#include "support/run_io.h"
#include "support/temp_dir.h"

namespace holdwatch::zmq {
namespace {

namespace asio = boost::asio;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

constexpr std::string_view kHeartbeat = R"({"time":"2026-02-02T09:00:00.000Z","type":"heartbeat"})";

std::string batch(const std::string& source, std::uint64_t sequence, int events = 1) {
  v1::Batch message;
  message.set_source(source);
  message.set_sequence(sequence);
  for (int i = 0; i < events; ++i) {
    v1::CallEvent* event = message.add_events();
    event->set_time_us(1'770'000'000'000'000);
    event->set_type(v1::JOINED);
    event->set_queue("orders");
    event->set_call(std::to_string(i));
  }
  return message.SerializeAsString();
}

class ZmqSourceTest : public ::testing::Test {
 protected:
  ~ZmqSourceTest() override {
    if (!source_) return;
    stop_.emit(asio::cancellation_type::terminal);
    test::run_until(io_, [this] { return ended_; });
  }

  std::string endpoint(const std::string& name = "calls") const {
    return "ipc://" + folder_.path(name);
  }

  void start(const std::string& yaml) {
    config::Section section = config::Section::parse(yaml, "test.yaml");
    const SourceFactory make = read_source(section);
    section.finish();
    ASSERT_TRUE(section.problems().empty()) << to_string(section.problems().front());
    source_ = make({"calls", io_.get_executor(), io_.get_executor(), intake_, http_, Time{}});
    source_->bind();
    asio::co_spawn(
        io_, source_->run(),
        asio::bind_cancellation_slot(stop_.slot(), [this](std::exception_ptr) { ended_ = true; }));
  }

  ::zmq::socket_t peer(::zmq::socket_type type) {
    ::zmq::socket_t socket(context_, type);
    socket.set(::zmq::sockopt::linger, 0);
    return socket;
  }

  ::zmq::socket_t pusher() {
    ::zmq::socket_t push = peer(::zmq::socket_type::push);
    push.connect(endpoint());
    return push;
  }

  void run_until_events(std::uint64_t count) {
    test::run_until(io_, [&] { return intake_.events >= count; });
  }

  static void send(::zmq::socket_t& socket, std::string_view bytes,
                   ::zmq::send_flags flags = ::zmq::send_flags::none) {
    socket.send(::zmq::buffer(bytes), flags);
  }

  TempDir folder_;
  ::zmq::context_t context_;
  asio::io_context io_;
  net::HttpServer http_{io_.get_executor(), {}};
  test::RecordingIntake intake_;
  std::unique_ptr<Source> source_;
  asio::cancellation_signal stop_;
  bool ended_ = false;
};

TEST_F(ZmqSourceTest, PullsEveryKindOfMessage) {
  start("pull: " + endpoint());
  EXPECT_FALSE(intake_.is_up_now);
  ::zmq::socket_t push = pusher();
  send(push, kHeartbeat);
  send(push, "[" + std::string(kHeartbeat) + "," + std::string(kHeartbeat) + "]");
  send(push, batch("pbx", 1));
  run_until_events(4);
  EXPECT_TRUE(intake_.is_up_now);
  EXPECT_EQ(intake_.inputs.front(), kHeartbeat);
  EXPECT_THAT(intake_.inputs.back(), HasSubstr("\"joined\""));
  EXPECT_TRUE(intake_.rejections.empty());
}

TEST_F(ZmqSourceTest, TakesTheLastFrameAsThePayload) {
  start("pull: " + endpoint());
  ::zmq::socket_t push = pusher();
  send(push, "calls.orders", ::zmq::send_flags::sndmore);
  send(push, "{not the payload}", ::zmq::send_flags::sndmore);
  send(push, kHeartbeat);
  run_until_events(1);
  EXPECT_THAT(intake_.inputs, ElementsAre(kHeartbeat));
}

TEST_F(ZmqSourceTest, CountsTheMessagesThatNeverCame) {
  start("pull: " + endpoint());
  ::zmq::socket_t push = pusher();
  for (const std::uint64_t sequence : {1u, 2u, 5u, 1u, 2u}) send(push, batch("pbx", sequence));
  send(push, batch("other", 77));
  run_until_events(6);
  EXPECT_EQ(intake_.missing, 2u);
  EXPECT_THAT(intake_.gaps, ElementsAre("publisher `pbx` before message 5"));
  EXPECT_THAT(intake_.resyncs, ElementsAre("publisher_restart"));
}

TEST_F(ZmqSourceTest, CountsWhatWasLostWhileTheDaemonWasDown) {
  intake_.kept_place = "4 3 pbx";
  start("pull: " + endpoint());
  ::zmq::socket_t push = pusher();
  send(push, batch("pbx", 7));
  run_until_events(1);
  EXPECT_EQ(intake_.missing, 2u);
  EXPECT_EQ(intake_.kept_place, "7 3 pbx");
}

TEST_F(ZmqSourceTest, TellsWhereARefusedMessageCameFrom) {
  start("pull: " + endpoint());
  ::zmq::socket_t push = pusher();
  send(push, std::string("\xff\xfe\x00 binary", 10));
  send(push, std::string(kHeartbeat) + "\n{\"half\":\n" + std::string(kHeartbeat));
  send(push, "");
  send(push, std::string(17'000'000, '['));
  send(push, kHeartbeat);
  run_until_events(3);
  EXPECT_THAT(intake_.rejections,
              ElementsAre(Pair(Disposition::malformed, endpoint() + " message 1"),
                          Pair(Disposition::malformed, endpoint() + " message 2 element 2"),
                          Pair(Disposition::malformed, endpoint() + " message 3"),
                          Pair(Disposition::oversized, HasSubstr(endpoint() + " message 4"))));
}

TEST_F(ZmqSourceTest, SubscribesToAPublisherByTopic) {
  ::zmq::socket_t publisher = peer(::zmq::socket_type::xpub);
  publisher.bind(endpoint());
  start("{subscribe: \"" + endpoint() + "\", topics: [calls.]}");
  ::zmq::message_t subscription;
  bool subscribed = false;
  test::run_until(io_, [&] {
    subscribed = subscribed || publisher.recv(subscription, ::zmq::recv_flags::dontwait);
    return subscribed && intake_.is_up_now;
  });
  send(publisher, "weather", ::zmq::send_flags::sndmore);
  send(publisher, batch("pbx", 1));
  send(publisher, "calls.orders", ::zmq::send_flags::sndmore);
  send(publisher, kHeartbeat);
  run_until_events(1);
  EXPECT_THAT(intake_.inputs, ElementsAre(kHeartbeat));
}

TEST_F(ZmqSourceTest, IsDownUntilEveryPublisherIsThere) {
  ::zmq::socket_t first = peer(::zmq::socket_type::pub);
  first.bind(endpoint("first"));
  start("subscribe: [\"" + endpoint("first") + "\", \"" + endpoint("second") + "\"]");
  ::zmq::socket_t second = peer(::zmq::socket_type::pub);
  second.bind(endpoint("second"));
  test::run_until(io_, [&] { return intake_.is_up_now; });
  first.close();
  test::run_until(io_, [&] { return !intake_.is_up_now; });
}

TEST_F(ZmqSourceTest, GivesOtherWorkItsTurnWhileMessagesPour) {
  start("pull: " + endpoint());
  ::zmq::socket_t push = pusher();
  constexpr int kMessages = 20'000;
  intake_.keep = false;
  std::thread publisher([&] {
    for (int i = 0; i < kMessages; ++i) send(push, kHeartbeat);
  });
  int turns = 0;
  bool done = false;
  std::function<void()> other = [&] {
    ++turns;
    done = intake_.events >= kMessages;
    if (!done) asio::post(io_, other);
  };
  asio::post(io_, other);
  test::run_until(io_, [&] { return done; });
  publisher.join();
  EXPECT_GE(turns, kMessages / 1000);
}

TEST_F(ZmqSourceTest, SaysWhyItCannotBind) {
  ::zmq::socket_t taken = peer(::zmq::socket_type::pull);
  taken.bind("tcp://127.0.0.1:*");
  const std::string address = taken.get(::zmq::sockopt::last_endpoint);
  config::Section section = config::Section::parse("pull: \"" + address + "\"", "test.yaml");
  const auto source = read_source(section)(
      {"calls", io_.get_executor(), io_.get_executor(), intake_, http_, Time{}});
  const std::string expected = "sources.calls: can't bind " + address + ": Address already in use";
  for (int attempt = 0; attempt < 2; ++attempt) {
    try {
      source->bind();
      FAIL();
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(error.what(), expected);
    }
  }
  taken.close();
  test::run_until(io_, [&] {
    try {
      source->bind();
      return true;
    } catch (const std::runtime_error&) {
      return false;
    }
  });
}

TEST(ZmqSourceConfig, NamesEveryProblem) {
  for (const auto& [yaml, problem] :
       {std::pair{"{}", "expected either pull or subscribe"},
        std::pair{"{pull: ipc:///a, subscribe: ipc:///b}", "expected either pull or subscribe"},
        std::pair{"pull: []", "expected at least one endpoint"},
        std::pair{"pull: \"tcp://*:9479\"", "allow_remote: true"},
        std::pair{"subscribe: nonsense", "expected tcp://HOST:PORT"}}) {
    config::Section section = config::Section::parse(yaml, "test.yaml");
    read_source(section);
    ASSERT_FALSE(section.problems().empty()) << yaml;
    EXPECT_THAT(section.problems().front().message, HasSubstr(problem));
  }
}

TEST(ZmqSourceConfig, OpensOtherMachinesOnlyWhenTold) {
  config::Section section =
      config::Section::parse("{pull: \"tcp://*:9479\", allow_remote: true}", "test.yaml");
  read_source(section);
  section.finish();
  EXPECT_TRUE(section.problems().empty());
}

}  // namespace
}  // namespace holdwatch::zmq
