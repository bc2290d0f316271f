// A connection logs in, subscribes, and from then on asks again and again who waits and who serves:
// the answers rebuild what was lost while away, correct what was lost on the way, and prove that
// the feed is alive in hours when nobody calls.
#include "sources/freeswitch_esl/esl_source.h"

#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <stdexcept>

#include "net/secret_file.h"
#include "net/together.h"
#include "sources/freeswitch_esl/callcenter_normalizer.h"
#include "sources/freeswitch_esl/esl_connection.h"
#include "wire/limits.h"

namespace holdwatch::freeswitch_esl {

namespace {

namespace asio = boost::asio;

class EslSource final : public Source, private wire::Receiver {
 public:
  EslSource(const SourceContext& context, EslSettings settings)
      : intake_(context.intake), settings_(std::move(settings)), normalizer_(settings_.naming) {}

  asio::awaitable<void> run() override {
    const auto executor = co_await asio::this_coro::executor;
    EslConnection connection(executor, settings_.stream, settings_.answer_timeout,
                             [this](const Message& message) { take(message); });
    co_await connection.connect();
    messages_ = 0;
    co_await net::together(connection.listen(), attend(connection));
  }

 private:
  asio::awaitable<void> attend(EslConnection& connection) {
    co_await connection.log_in(net::read_secret_file(settings_.password_file));
    co_await subscribe(connection);
    co_await resync(connection);
    if (was_up_) intake_.resynced("reconnected");
    was_up_ = true;
    intake_.up(true);
    asio::steady_timer pause(co_await asio::this_coro::executor, settings_.second_look);
    for (;;) {
      co_await pause.async_wait(asio::use_awaitable);
      co_await resync(connection);
      pause.expires_after(settings_.resync);
    }
  }

  asio::awaitable<void> subscribe(EslConnection& connection) {
    std::string command =
        fmt::format("event {} CHANNEL_HOLD CHANNEL_UNHOLD CUSTOM callcenter::info",
                    settings_.is_json ? "json" : "plain");
    const std::string answer = co_await connection.ask(std::move(command));
    if (!answer.starts_with("+OK")) {
      throw std::runtime_error("FreeSWITCH refuses the subscription: " + wire::excerpt(answer));
    }
  }

  asio::awaitable<void> resync(EslConnection& connection) {
    co_await ask_the_time(connection);
    const std::string agents = co_await list(connection, "agent list");
    const std::string tiers = co_await list(connection, "tier list");
    const std::string queues = co_await list(connection, "queue list");
    normalizer_.agents().listed(*CallcenterTable::parse(agents), now_, *this);
    normalizer_.agents().tiers_listed(*CallcenterTable::parse(tiers), now_, *this);
    for (const std::string& queue : names(*CallcenterTable::parse(queues))) {
      const std::string members = co_await list(connection, "queue list members " + queue);
      normalizer_.members().listed(normalizer_.naming().short_name(queue),
                                   *CallcenterTable::parse(members), now_, *this);
    }
    if (const std::uint64_t missed = normalizer_.members().take_missed(); missed > 0) {
      intake_.missed(missed, "calls that went on otherwise than the events told");
    }
    CallEvent alive;
    alive.time = now_;
    intake_.event(alive);
  }

  /// FreeSWITCH's own clock, whose times its events bear.
  asio::awaitable<void> ask_the_time(EslConnection& connection) {
    const std::string answer = co_await connection.ask("api strepoch");
    const auto time =
        epoch_seconds(std::string_view(answer).substr(0, answer.find_first_not_of("0123456789")));
    if (!time)
      throw std::runtime_error("strepoch: expected seconds, found " + wire::excerpt(answer));
    now_ = *time;
  }

  /// The answer to a callcenter_config command, which is a table.
  static asio::awaitable<std::string> list(EslConnection& connection, std::string what) {
    std::string command = "api callcenter_config " + what;
    std::string answer = co_await connection.ask(std::move(command));
    if (!CallcenterTable::parse(answer)) {
      throw std::runtime_error(fmt::format("callcenter_config {}: expected a table, found {}", what,
                                           wire::excerpt(answer)));
    }
    co_return answer;
  }

  static std::vector<std::string> names(const CallcenterTable& queues) {
    std::vector<std::string> names;
    queues.each([&](const CallcenterTable::Row& row) { names.emplace_back(row["name"]); });
    return names;
  }

  void take(const Message& message) {
    if (!EslEventDecoder::is_event(message.content_type)) return;
    ++messages_;
    const auto event = decoder_.decode(message);
    if (event) {
      normalizer_.take(*event, *this);
    } else {
      rejected({.reason = event.error().reason, .detail = event.error().detail});
    }
  }

  void event(const CallEvent& event) override { intake_.event(event); }
  void incident(const IncidentReport&) override {}
  void verdict(const Verdict&) override {}
  void rejected(const wire::Rejection& rejection) override {
    const std::string place =
        fmt::format("{} event {}", net::join_host_port(settings_.stream.peer), messages_);
    intake_.rejected(rejection.reason, place, rejection.detail);
  }

  Intake& intake_;
  EslSettings settings_;
  EslEventDecoder decoder_;
  CallcenterNormalizer normalizer_;
  Time now_;  ///< at the last resync, by FreeSWITCH's clock
  std::uint64_t messages_ = 0;
  bool was_up_ = false;
};

net::HostPort read_address(config::Section& section) {
  const std::string address = section.text("address", "127.0.0.1:8021");
  const auto peer = net::split_host_port(address);
  if (!peer) {
    section.problem("address",
                    fmt::format("found {}, expected host:port", config::quoted(address)));
  }
  return peer.value_or(net::HostPort{});
}

}  // namespace

std::unique_ptr<Source> make_source(const SourceContext& context, EslSettings settings) {
  return std::make_unique<EslSource>(context, std::move(settings));
}

SourceFactory read_source(config::Section& section) {
  EslSettings settings;
  settings.stream.peer = read_address(section);
  settings.password_file = section.required_text("password_file");
  settings.is_json = section.choice("format", 0, {"json", "plain"}) == 0;
  settings.naming.domain = section.text("domain", settings.naming.domain);
  const Duration resync = section.duration("resync", settings.resync, std::chrono::seconds{5},
                                           std::chrono::minutes{10});
  settings.resync = std::chrono::duration_cast<std::chrono::milliseconds>(resync);
  if (section.has("attributes")) {
    settings.naming.attributes = section.section("attributes").named_texts();
  }
  return [settings](const SourceContext& context) { return make_source(context, settings); };
}

}  // namespace holdwatch::freeswitch_esl
