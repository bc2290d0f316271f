// The source against a manager interface on loopback. What Asterisk really sent is replayed where
// the shared recordings are there; the rest is worked out by hand.

#include "sources/asterisk_ami/ami_source.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <filesystem>
#include <set>

#include "net/file_reader.h"
#include "sources/asterisk_ami/ami_parser.h"
#include "sources/asterisk_ami/pbx_clock.h"
#include "support/ami_server.h"
#include "support/call_courses.h"
#include "support/log_capture.h"
#include "support/run_io.h"
#include "support/shared_data.h"

namespace holdwatch::asterisk_ami {
namespace {

namespace asio = boost::asio;
using test::AmiServer;
using test::Course;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

/// Keeps the courses of the calls that a source tells of.
class CourseIntake final : public Intake {
 public:
  Disposition event(const CallEvent& event) override {
    courses.note(event);
    if (on_event) on_event();
    return Disposition::accepted;
  }
  Disposition incident(const IncidentReport&) override { return Disposition::accepted; }
  Disposition verdict(const Verdict&) override { return Disposition::accepted; }
  Disposition acknowledgement(const Acknowledgement&) override { return Disposition::accepted; }
  void rejected(Disposition reason, std::string_view, std::string_view) override {
    rejections.push_back(reason);
  }
  void missed(std::uint64_t count, std::string_view) override { lost += count; }
  void resynced(std::string_view reason) override { resyncs.emplace_back(reason); }
  void up(bool is_up) override { times_up += is_up ? 1 : 0; }

  test::CallCourses courses;
  std::function<void()> on_event;
  std::vector<Disposition> rejections;
  std::vector<std::string> resyncs;
  std::uint64_t lost = 0;
  int times_up = 0;
};

std::string event_text(std::string_view name, double seconds, std::string_view call,
                       std::string_view more = "") {
  const auto micros = static_cast<long>(seconds * 1e6);
  return fmt::format(
      "Event: {}\r\nTimestamp: {}.{:06}\r\nUniqueid: {}\r\nLinkedid: {}\r\nQueue: orders\r\n{}\r\n",
      name, 1'795'290'000 + micros / 1'000'000, micros % 1'000'000, call, call, more);
}

std::string entry_text(std::string_view call, long wait) {
  return fmt::format("Event: QueueEntry\r\nQueue: orders\r\nUniqueid: {}\r\nWait: {}\r\n\r\n", call,
                     wait);
}

class AmiSourceTest : public testing::Test {
 protected:
  AmiSourceTest() { std::printf("seed %u\n", kSeed); }

  std::unique_ptr<Source> make_source(std::string more = "", std::string secret = "right") {
    const std::string text = fmt::format("address: {}\nusername: holdwatch\nsecret: {}\n{}",
                                         server_.address(), secret, more);
    config::Section section = config::Section::parse(text, "test");
    const SourceFactory make = read_source(section);
    section.finish();
    EXPECT_THAT(section.problems(), IsEmpty());
    auto source = make({"pbx", io_.get_executor(), io_.get_executor(), intake_, http_, Time{}});
    source->bind();
    return source;
  }

  /// Runs the source against that session; how it ended.
  std::string run(Source& source, AmiServer::Session session) {
    asio::co_spawn(io_, server_.serve(std::move(session)), asio::detached);
    std::optional<std::string> end;
    asio::co_spawn(io_, source.run(), [&](std::exception_ptr failure) {
      try {
        if (failure) std::rethrow_exception(failure);
        end = "";
      } catch (const TryLater& error) {
        end = std::string("later: ") + error.what();
      } catch (const std::exception& error) {
        end = error.what();
      }
    });
    test::run_until(io_, [&] { return end.has_value(); });
    return *end;
  }

  static constexpr unsigned kSeed = 20261122;

  LogCapture log_;
  asio::io_context io_;
  net::HttpServer http_{io_.get_executor(), net::HttpLimits{}};
  CourseIntake intake_;
  AmiServer server_{io_, kSeed};
};

TEST_F(AmiSourceTest, LogsInListsWhoWaitsAndFollowsTheEvents) {
  const auto source = make_source();
  const std::string end = run(*source, {.list = entry_text("waits", 42),
                                        .events = event_text("QueueCallerJoin", 1, "a") +
                                                  event_text("HangupRequest", 3.5, "a") +
                                                  event_text("QueueCallerAbandon", 3.5, "a") +
                                                  event_text("QueueCallerLeave", 3.5, "a")});
  EXPECT_THAT(end, HasSubstr("the peer has closed"));
  EXPECT_EQ(intake_.times_up, 1);
  EXPECT_THAT(intake_.courses.waiting(), ElementsAre("waits"));
  EXPECT_EQ(intake_.courses.calls.at("a").wait, std::chrono::milliseconds{2500});
  EXPECT_THAT(server_.actions, HasSubstr("Events: system,agent,call,user\r\n"));
  EXPECT_THAT(server_.actions, HasSubstr("Action: Filter\r\n"));
}

TEST_F(AmiSourceTest, AWrongPasswordIsSaidTriedAgainMuchLaterAndNeverLogged) {
  const auto source = make_source("", "wrong-one");
  const std::string end = run(*source, {});
  EXPECT_THAT(end, HasSubstr("later: "));
  EXPECT_THAT(end, HasSubstr("the login of holdwatch is refused: Authentication failed"));
  EXPECT_EQ(intake_.times_up, 0);
  EXPECT_THAT(end, Not(HasSubstr("wrong-one")));
  EXPECT_THAT(log_.lines(), Not(Contains(HasSubstr("wrong-one"))));
}

TEST_F(AmiSourceTest, AReconnectionReconcilesWhoWaits) {
  const auto source = make_source();
  run(*source, {.events = event_text("QueueCallerJoin", 1, "stays") +
                          event_text("QueueCallerJoin", 1, "goes")});
  run(*source, {.list = entry_text("stays", 9) + entry_text("came", 3)});
  EXPECT_THAT(intake_.resyncs, ElementsAre("reconnected"));
  EXPECT_THAT(intake_.courses.waiting(), UnorderedElementsAre("stays", "came"));
  EXPECT_EQ(intake_.courses.calls.at("goes").outcome, "unknown");
  EXPECT_EQ(intake_.lost, 2u);
}

TEST_F(AmiSourceTest, TheGraceEndsWithTimeWhereNoMoreEventsCome) {
  const auto source = make_source("grace: 50ms\n");
  asio::co_spawn(io_,
                 server_.serve({.events = event_text("QueueCallerJoin", 1, "a") +
                                          event_text("QueueCallerLeave", 2, "a"),
                                .stays = true}),
                 asio::detached);
  asio::cancellation_signal stop;
  bool has_ended = false;
  asio::co_spawn(io_, source->run(),
                 asio::bind_cancellation_slot(stop.slot(), [&](auto) { has_ended = true; }));
  test::run_until(io_, [&] { return intake_.courses.outcomes.contains("key"); });
  EXPECT_THAT(intake_.courses.waiting(), IsEmpty());
  stop.emit(asio::cancellation_type::terminal);
  test::run_until(io_, [&] { return has_ended; });
}

TEST_F(AmiSourceTest, AnOutcomeThatTheAccountCannotTellIsSaidOnce) {
  const auto source = make_source();
  std::string events;
  for (const char* call : {"a", "b"}) {
    events += event_text("QueueCallerJoin", 1, call) + event_text("QueueCallerAbandon", 2, call) +
              event_text("QueueCallerLeave", 2, call) + event_text("QueueCallerJoin", 9, "later");
  }
  run(*source, {.events = events});
  EXPECT_EQ(intake_.courses.outcomes.at("unknown"), 2);
  const auto said = log_.lines();
  EXPECT_EQ(std::count_if(said.begin(), said.end(),
                          [](const std::string& line) {
                            return line.find("this account can't tell") != std::string::npos;
                          }),
            1);
}

TEST_F(AmiSourceTest, APeerThatNeverAnswersIsGivenUp) {
  const auto source = make_source("timeout: 50ms\n");
  EXPECT_THAT(run(*source, {.is_mute = true}), HasSubstr("no reply to Login within 50 ms"));
}

TEST_F(AmiSourceTest, APeerThatSpeaksGarbageCostsItsGarbage) {
  const auto source = make_source("timeout: 50ms\n");
  const std::string end = run(*source, {.is_mute = true, .banner = "SSH-2.0-OpenSSH_9.2\r\n\r\n"});
  EXPECT_THAT(end, HasSubstr("is this an AMI?"));
  EXPECT_THAT(intake_.rejections, ElementsAre(Disposition::malformed));
}

TEST_F(AmiSourceTest, GarbageAmongEventsCostsOnlyItself) {
  const auto source = make_source();
  run(*source, {.events = event_text("QueueCallerJoin", 1, "a") + "noise\x01\xff\r\n\r\n" +
                          event_text("QueueCallerJoin", 2, "b")});
  EXPECT_THAT(intake_.rejections, ElementsAre(Disposition::malformed));
  EXPECT_EQ(intake_.courses.calls.size(), 2u);
}

// --- Real recordings -----------------------------------------------------------------------------

std::string capture(const std::string& name) {
  net::FileReader file(shared_data("asterisk/" + name));
  std::string text;
  std::vector<char> room(1 << 20);
  for (std::size_t got = file.read(room); got > 0; got = file.read(room)) {
    text.append(room.data(), got);
  }
  return text;
}

/// Without the banner and the reply to the login, which the server gives itself.
std::string events_of(const std::string& text) {
  return text.substr(text.find("\r\n\r\n") + 4);
}

constexpr Duration kBackAtSoonest = std::chrono::milliseconds{10};

constexpr const char* kMapped =
    "left_queue: {event: CallLeftQueue, status: QueueStatus}\n"
    "variables: {sku: SKU, reason: REASON}\n";

class AmiCaptureTest : public AmiSourceTest {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(shared_data("asterisk"))) GTEST_SKIP() << "no shared recordings";
  }
};

TEST_F(AmiCaptureTest, BothAccountsTellTheSameInRandomChunks) {
  for (const char* name : {"ami-min.txt.gz", "ami-filter.txt.gz"}) {
    intake_.courses = {};
    const auto source = make_source(kMapped);
    run(*source, {.events = events_of(capture(name))});
    EXPECT_THAT(
        intake_.courses.outcomes,
        UnorderedElementsAre(std::pair("answered", 157), std::pair("abandoned", 103),
                             std::pair("timeout", 128), std::pair("key", 22), std::pair("full", 3)))
        << name;
    EXPECT_EQ(intake_.courses.calls.size(), 410u);
    EXPECT_THAT(intake_.courses.waiting(), IsEmpty());
    EXPECT_THAT(intake_.courses.oddities, IsEmpty());
    EXPECT_THAT(intake_.rejections, IsEmpty());
  }
}

/// What is true at each place of a capture, found out without the code under test.
struct Truth {
  struct Place {
    std::size_t offset;  ///< of the end of a message
    Time time;
  };
  struct Wait {
    std::size_t from;  ///< the place where it began, and where it ended
    std::size_t to;
    Time joined;
    std::string queue;
  };
  std::vector<Place> places;
  std::map<std::string, Wait> waits;

  explicit Truth(const std::string& text) {
    std::size_t begin = 0;
    Time time{};
    for (std::size_t end = text.find("\r\n\r\n"); end != std::string::npos;
         end = text.find("\r\n\r\n", begin)) {
      const std::string message = text.substr(begin, end + 2 - begin);
      begin = end + 4;
      time = parse_timestamp(value(message, "Timestamp")).value_or(time);
      places.push_back({begin, time});
      const std::string call = value(message, "Uniqueid");
      if (message.starts_with("Event: QueueCallerJoin"))
        waits[call] = {begin, text.size(), time, value(message, "Queue")};
      if (message.starts_with("Event: QueueCallerLeave")) waits.at(call).to = begin;
    }
  }

  static std::string value(const std::string& message, const std::string& key) {
    const std::size_t at = message.find("\r\n" + key + ": ");
    if (at == std::string::npos) return {};
    const std::size_t from = at + key.size() + 4;
    return message.substr(from, message.find("\r\n", from) - from);
  }

  /// The list of who waits at that place, and their calls.
  std::string list_at(const Place& place, std::set<std::string>& calls) const {
    std::string list;
    for (const auto& [call, wait] : waits) {
      if (wait.from > place.offset || wait.to <= place.offset) continue;
      const auto waited = std::chrono::floor<std::chrono::seconds>(place.time - wait.joined);
      list += fmt::format("Event: QueueEntry\r\nQueue: {}\r\nUniqueid: {}\r\nWait: {}\r\n\r\n",
                          wait.queue, call, std::max<long>(waited.count(), 0));
      calls.insert(call);
    }
    return list;
  }
};

/// An event that tells nothing but what time it has become: no time passes in this test.
std::string clock_at(Time time) {
  const auto micros = time.time_since_epoch().count();
  return fmt::format("Event: PeerStatus\r\nTimestamp: {}.{:06}\r\n\r\n", micros / 1'000'000,
                     micros % 1'000'000);
}

TEST_F(AmiCaptureTest, ACutAnywhereLeavesNoPhantomAndLosesNothingButWhatIsCounted) {
  const std::string text = events_of(capture("ami-filter.txt.gz"));
  const Truth truth(text);
  ASSERT_EQ(truth.waits.size(), 410u);
  std::mt19937 random(kSeed);
  server_.largest_chunk = 200'000;
  for (int round = 0; round < 200; ++round) {
    const std::size_t cut = std::uniform_int_distribution<std::size_t>(1, text.size() - 1)(random);
    auto next = std::find_if(truth.places.begin(), truth.places.end(),
                             [&](const auto& p) { return p.offset >= cut; });
    const auto gap = std::uniform_int_distribution<long>(0, 200)(random);
    auto resumed = std::min(next + gap, truth.places.end() - 1);
    // Nobody is back within the milliseconds in which an AgentConnect follows its Leave.
    while (resumed + 1 != truth.places.end() && resumed->time < next->time + kBackAtSoonest) {
      ++resumed;
    }
    std::set<std::string> there;
    const std::string list = clock_at(resumed->time) + truth.list_at(*resumed, there);

    intake_.courses = {};
    intake_.lost = 0;
    const auto source = make_source(kMapped);
    run(*source, {.events = text.substr(0, cut)});
    run(*source, {.list = list, .events = text.substr(resumed->offset)});

    EXPECT_THAT(intake_.courses.oddities, IsEmpty()) << round;
    EXPECT_THAT(intake_.courses.waiting(), IsEmpty()) << round;
    std::size_t unseen = 0;
    std::size_t uncertain = 0;
    for (const auto& [call, wait] : truth.waits) {
      const bool began_away = wait.from > cut && wait.from <= resumed->offset;
      const bool ended_away = wait.to > cut && wait.to <= resumed->offset;
      if (began_away && ended_away) {
        ++unseen;
        continue;
      }
      ASSERT_TRUE(intake_.courses.calls.contains(call)) << round << " " << call;
      const Course& course = intake_.courses.calls.at(call);
      if (course.outcome == "unknown") ++uncertain;
      EXPECT_TRUE(!began_away || there.contains(call)) << round << " " << call;
    }
    EXPECT_EQ(intake_.courses.calls.size(), 410u - unseen) << round;
    EXPECT_LE(uncertain, intake_.lost) << round;
  }
}

}  // namespace
}  // namespace holdwatch::asterisk_ami
