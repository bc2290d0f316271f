#include "sources/freeswitch_esl/esl_source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <filesystem>
#include <map>
#include <optional>
#include <thread>

#include "net/file_reader.h"
#include "sources/freeswitch_esl/esl_event.h"
#include "sources/freeswitch_esl/esl_parser.h"
#include "support/esl_server.h"
#include "support/recording_intake.h"
#include "support/run_io.h"
#include "support/shared_data.h"
#include "support/temp_dir.h"

namespace holdwatch::freeswitch_esl {
namespace {

namespace asio = boost::asio;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

using Headers = std::map<std::string, std::string>;

/// A member's listing as FreeSWITCH would give it after so many of its events.
class MemberList {
 public:
  void hear(const EslEvent& event) {
    const std::string id(event["CC-Member-UUID"]);
    const std::string_view action = event["CC-Action"];
    if (action == "member-queue-start") {
      rows_[id] = {std::string(event["CC-Queue"]), seconds(event), "Waiting"};
    } else if (action == "bridge-agent-start") {
      rows_[id].state = "Answered";
    } else if (action == "member-queue-end") {
      const bool is_over = event["CC-Cause"] == "Terminated" || rows_[id].state != "Answered";
      if (is_over) rows_.erase(id);
    }
  }

  std::string table(const std::string& queue) const {
    std::string text = "queue|uuid|session_uuid|cid_number|joined_epoch|bridge_epoch|state\n";
    for (const auto& [id, row] : rows_) {
      if (row.queue != queue) continue;
      text += fmt::format("{}|{}|||{}|{}|{}\n", queue, id, row.joined, row.joined, row.state);
    }
    return text + "+OK\n";
  }

 private:
  struct Row {
    std::string queue;
    std::int64_t joined = 0;
    std::string state;
  };
  static std::int64_t seconds(const EslEvent& event) {
    return std::chrono::floor<std::chrono::seconds>(*event.time()).time_since_epoch().count();
  }
  std::map<std::string, Row> rows_;
};

/// A recording cut into its events, each as it was sent.
std::vector<std::string> events_of(const std::string& path) {
  net::FileReader file(path);
  std::vector<char> chunk(1 << 16);
  EslParser parser;
  std::vector<std::string> events;
  while (const std::size_t got = file.read(chunk)) {
    parser.add({chunk.data(), got});
    while (parser.next() == EslParser::Found::message) {
      const Message& m = parser.message();
      if (!EslEventDecoder::is_event(m.content_type)) continue;
      events.push_back(fmt::format("Content-Length: {}\nContent-Type: {}\n\n{}", m.body.size(),
                                   m.content_type, m.body));
    }
  }
  return events;
}

std::string event(int second, const std::string& action, const Headers& more) {
  std::string body = fmt::format(
      "Event-Name: CUSTOM\nEvent-Subclass: callcenter%3A%3Ainfo\nEvent-Date-Timestamp: {}000000\n"
      "CC-Queue: orders%40default\nCC-Action: {}\n",
      1795290729 + second, action);
  for (const auto& [name, value] : more) body += fmt::format("{}: {}\n", name, value);
  body += "\n";
  return fmt::format("Content-Length: {}\nContent-Type: text/event-plain\n\n{}", body.size(), body);
}

std::string member(int second, const std::string& action, const std::string& id,
                   Headers more = {}) {
  more["CC-Member-UUID"] = id;
  return event(second, action, more);
}

/// Five callers: one is answered after all whose time ran out, one hangs up, one waits too long,
/// one is answered, one waits still.
std::vector<std::string> own_events() {
  const Headers agent = {{"CC-Agent", "1001@default"}, {"CC-Agent-UUID", "a-1"}};
  const Headers timeout = {{"CC-Cause", "Cancel"}, {"CC-Cancel-Reason", "TIMEOUT"}};
  Headers over = agent;
  over["CC-Cause"] = "Terminated";
  return {member(0, "member-queue-start", "m-1", {{"variable_sku", "SKU-1"}}),
          member(1, "member-queue-start", "m-2"),
          member(2, "member-queue-start", "m-3"),
          member(3, "bridge-agent-start", "m-1", agent),
          member(4, "member-queue-end", "m-1", timeout),
          member(5, "member-queue-end", "m-2",
                 {{"CC-Cause", "Cancel"},
                  {"CC-Cancel-Reason", "BREAK_OUT"},
                  {"Hangup-Cause", "NORMAL_CLEARING"}}),
          member(6, "bridge-agent-end", "m-1", agent),
          member(6, "member-queue-end", "m-1", over),
          member(7, "member-queue-start", "m-4"),
          member(8, "bridge-agent-start", "m-4", agent),
          member(9, "member-queue-end", "m-3", timeout),
          member(10, "member-queue-start", "m-5"),
          member(11, "bridge-agent-end", "m-4", agent),
          member(11, "member-queue-end", "m-4", over)};
}

class EslSourceTest : public ::testing::Test {
 protected:
  EslSourceTest() {
    server_.api = [this](const std::string& command) { return answer(command); };
    settings_.stream.peer = {"127.0.0.1", server_.port()};
    settings_.password_file = dir_.write("password", "ClueCon\n");
    settings_.resync = settings_.second_look = std::chrono::milliseconds{1};
  }

  std::string answer(const std::string& command) const {
    if (command == "strepoch") return std::to_string(now_);
    if (command == "callcenter_config agent list") return "name|status|state\n+OK\n";
    if (command == "callcenter_config tier list") return "queue|agent|state\n+OK\n";
    if (command == "callcenter_config queue list") {
      return "name|strategy\norders@default|x\nsupport@default|x\nbilling@default|x\n+OK\n";
    }
    const std::string members = "callcenter_config queue list members ";
    if (command.starts_with(members)) return members_.table(command.substr(members.size()));
    return "-ERR no such command\n";
  }

  /// Lets the source run against the server until the connection is over, and gives why.
  std::string run_once() {
    if (!source_) source_ = make_source(context_, settings_);
    std::optional<std::string> end;
    bool server_ended = false;
    asio::co_spawn(io_, server_.serve_one(), [&](std::exception_ptr) { server_ended = true; });
    asio::co_spawn(io_, source_->run(),
                   [&](std::exception_ptr failure) { end = what_of(failure); });
    test::run_until(io_, [&] { return end && server_ended; });
    return *end;
  }

  std::string what_of(std::exception_ptr failure) {
    is_try_later_ = false;
    try {
      std::rethrow_exception(failure);
    } catch (const TryLater& error) {
      is_try_later_ = true;
      return error.what();
    } catch (const std::exception& error) {
      return error.what();
    }
  }

  /// The members' list after these events, and FreeSWITCH's clock then.
  void let_happen(const std::vector<std::string>& events, std::size_t from, std::size_t to) {
    EslParser parser;
    EslEventDecoder decoder;
    for (std::size_t i = from; i < to; ++i) {
      parser.add(events[i]);
      ASSERT_EQ(parser.next(), EslParser::Found::message);
      const auto decoded = decoder.decode(parser.message());
      ASSERT_TRUE(decoded);
      members_.hear(*decoded);
      now_ = std::chrono::floor<std::chrono::seconds>(*decoded->time()).time_since_epoch().count();
    }
  }

  static std::string all(const std::vector<std::string>& events, std::size_t from = 0,
                         std::size_t to = ~std::size_t{0}) {
    std::string bytes;
    for (std::size_t i = from; i < std::min(to, events.size()); ++i) bytes += events[i];
    return bytes;
  }

  /// How each call's wait ended, by call; "waiting" for those that wait still. Fails when a wait
  /// ends twice or without having begun.
  std::map<std::string, std::string> ends() const {
    std::map<std::string, std::string> ends;
    for (const std::string& input : intake_.inputs) {
      const auto json = boost::json::parse(input);
      const std::string type(json.at("type").as_string());
      if (type == "agent" || type == "heartbeat") continue;
      const std::string call(json.at("call").as_string());
      if (type == "joined") {
        EXPECT_TRUE(ends.emplace(call, "waiting").second) << input;
      } else if (type == "completed") {
        EXPECT_EQ(ends[call], "answered") << input;
      } else if (type != "tagged") {
        EXPECT_EQ(ends[call], "waiting") << input;
        ends[call] = type == "exited" ? std::string(json.at("outcome").as_string()) : type;
      }
    }
    return ends;
  }
  static std::map<std::string, int> counts(const std::map<std::string, std::string>& ends) {
    std::map<std::string, int> counts;
    for (const auto& [call, end] : ends) ++counts[end];
    return counts;
  }

  asio::io_context io_;
  TempDir dir_;
  test::EslServer server_{io_};
  test::RecordingIntake intake_;
  net::HttpServer http_{io_.get_executor(), {}};
  SourceContext context_{"switch", io_.get_executor(), io_.get_executor(), intake_, http_, Time{}};
  EslSettings settings_;
  std::unique_ptr<Source> source_;
  MemberList members_;
  std::int64_t now_ = 1795290729;
  bool is_try_later_ = false;
};

TEST_F(EslSourceTest, LogsInSubscribesAndAsksWhoIsThere) {
  EXPECT_THAT(run_once(), HasSubstr("the peer has closed"));
  EXPECT_THAT(
      server_.commands,
      ElementsAre("auth ClueCon", "event json CHANNEL_HOLD CHANNEL_UNHOLD CUSTOM callcenter::info",
                  "api strepoch", "api callcenter_config agent list",
                  "api callcenter_config tier list", "api callcenter_config queue list",
                  "api callcenter_config queue list members orders@default",
                  "api callcenter_config queue list members support@default",
                  "api callcenter_config queue list members billing@default", "api strepoch"));
  EXPECT_TRUE(intake_.is_up_now);
  EXPECT_THAT(intake_.inputs,
              ElementsAre(R"({"time":"2026-11-21T19:52:09.000Z","type":"heartbeat"})"));
}

TEST_F(EslSourceTest, EveryWaitHasOneEndAndTheRightOne) {
  server_.events = all(own_events());
  run_once();
  EXPECT_THAT(ends(),
              ElementsAre(Pair("m-1", "answered"), Pair("m-2", "abandoned"), Pair("m-3", "timeout"),
                          Pair("m-4", "answered"), Pair("m-5", "waiting")));
  EXPECT_THAT(intake_.inputs, Contains(HasSubstr(R"("attributes":{"sku":"SKU-1"})")));
  EXPECT_THAT(intake_.rejections, IsEmpty());
  EXPECT_EQ(intake_.missing, 0u);
}

TEST_F(EslSourceTest, AfterAReconnectionWhoWaitsIsKnownAndTheLostAreCounted) {
  const auto events = own_events();
  server_.events = all(events, 0, 3) + events[3].substr(0, 100);  // m-1, m-2 and m-3 wait
  run_once();
  // Unseen: m-1 is answered and has gone, m-2 has hung up, m-4 has come and talks.
  let_happen(events, 0, 10);
  server_.rounds = 2;
  server_.events = all(events, 10);
  run_once();
  EXPECT_THAT(ends(),
              ElementsAre(Pair("m-1", "unknown"), Pair("m-2", "unknown"), Pair("m-3", "timeout"),
                          Pair("m-4", "answered"), Pair("m-5", "waiting")));
  EXPECT_THAT(intake_.resyncs, ElementsAre("reconnected"));
  EXPECT_EQ(intake_.missing, 3u) << "two ends and a begin";
}

TEST_F(EslSourceTest, ARefusedPasswordIsNotTriedAgainSoon) {
  server_.password = "other";
  EXPECT_THAT(run_once(), HasSubstr("FreeSWITCH refuses the password: -ERR invalid"));
  EXPECT_TRUE(is_try_later_);
  EXPECT_FALSE(intake_.is_up_now);
  EXPECT_THAT(server_.commands, ElementsAre("auth ClueCon"));
}

TEST_F(EslSourceTest, SaysWhatItFoundInsteadOfAnEventSocket) {
  server_.greeting = "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n\r\n\n\n";
  EXPECT_THAT(run_once(), HasSubstr("no event socket: expected `Name: value`, found `SSH-2.0"));
  server_.greeting =
      "Content-Type: text/rude-rejection\nContent-Length: 24\n\nAccess Denied, go away.\n";
  EXPECT_THAT(run_once(), HasSubstr("FreeSWITCH refuses this address"));
  EXPECT_FALSE(is_try_later_ && intake_.is_up_now);
}

TEST_F(EslSourceTest, DoesNotWaitForEverForAnAnswer) {
  settings_.answer_timeout = std::chrono::milliseconds{30};
  server_.greeting = "";
  EXPECT_THAT(run_once(), HasSubstr("no answer within 30 ms"));
}

TEST_F(EslSourceTest, SaysWhenTheCallCentreModuleIsMissing) {
  server_.api = [this](const std::string& command) {
    return command == "strepoch" ? answer(command) : "-ERR callcenter_config Command not found!\n";
  };
  EXPECT_THAT(run_once(), AllOf(HasSubstr("callcenter_config agent list: expected a table"),
                                HasSubstr("Command not found")));
  EXPECT_FALSE(intake_.is_up_now);
}

TEST_F(EslSourceTest, ABrokenEventCostsOnlyItself) {
  server_.events = "Content-Length: 8\nContent-Type: text/event-plain\n\nrubbish\n" +
                   member(0, "member-queue-start", "") + own_events().front();
  run_once();
  EXPECT_THAT(intake_.rejections,
              ElementsAre(Pair(Disposition::malformed, "127.0.0.1:" + server_.port() + " event 1"),
                          Pair(Disposition::missing_field, HasSubstr(" event 2"))));
  EXPECT_EQ(ends().size(), 1u);
}

TEST_F(EslSourceTest, AProbeTellsWhatIsThere) {
  let_happen(own_events(), 0, 3);
  auto section = config::Section::parse(
      "address: 127.0.0.1:" + server_.port() + "\npassword_file: " + settings_.password_file, "a");
  asio::co_spawn(io_, server_.serve_one(), asio::detached);
  std::jthread serving([this] { io_.run(); });
  std::vector<std::string> told;
  for (const Finding& finding : probe(section)) {
    told.push_back((finding.is_well ? "" : "missing: ") + finding.text);
  }
  EXPECT_THAT(
      told, ElementsAre("logged in", "events may be heard",
                        "FreeSWITCH's clock shows 1795290731 s since 1970", "3 queues",
                        "queue orders@default: 3 members listed",
                        "queue support@default: 0 members listed",
                        "queue billing@default: 0 members listed", "missing: 0 agents in 0 tiers"));
}

class EslCapture : public EslSourceTest, public ::testing::WithParamInterface<const char*> {
 protected:
  void SetUp() override {
    const std::string path = shared_data(std::string("freeswitch/") + GetParam());
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no " << path;
    events_ = events_of(path);
  }
  std::vector<std::string> events_;
};

TEST_P(EslCapture, ItsMembersHaveOneEndOfWaitEach) {
  server_.events = all(events_);
  run_once();
  EXPECT_THAT(counts(ends()),
              ElementsAre(Pair("abandoned", 31), Pair("answered", 34), Pair("timeout", 38)));
  EXPECT_THAT(intake_.rejections, IsEmpty());
}

TEST_P(EslCapture, MayBeCutAnywhereAndResumed) {
  const auto seed = ::testing::UnitTest::GetInstance()->random_seed();
  std::mt19937_64 random(static_cast<std::uint64_t>(seed));
  for (int i = 0; i < 100; ++i) {
    SCOPED_TRACE(fmt::format("seed {}, cut {}", seed, i));
    const std::size_t cut = random() % events_.size();
    const std::size_t resumed = cut + random() % (events_.size() - cut);
    source_.reset();
    intake_.inputs.clear();
    members_ = {};
    now_ = 1795290700;
    server_.rounds = 1;
    server_.events = all(events_, 0, cut) + events_[cut].substr(0, random() % events_[cut].size());
    run_once();
    let_happen(events_, 0, resumed);
    server_.rounds = 2;
    server_.events = all(events_, resumed);
    run_once();
    const auto found = counts(ends());
    EXPECT_FALSE(found.contains("waiting")) << "cut " << cut << ", resumed " << resumed;
  }
}

INSTANTIATE_TEST_SUITE_P(Freeswitch, EslCapture,
                         ::testing::Values("esl-plain.txt.gz", "esl-json.txt.gz"));

}  // namespace
}  // namespace holdwatch::freeswitch_esl
