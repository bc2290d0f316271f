// A connection logs in, subscribes, and from then on asks again and again who waits and who serves:
// the answers rebuild what was lost while away, correct what was lost on the way, and prove that
// the feed is alive in hours when nobody calls.
#include "sources/freeswitch_esl/esl_source.h"

#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <string>
#include <vector>

#include "net/secret_file.h"
#include "net/together.h"
#include "sources/freeswitch_esl/callcenter_normalizer.h"
#include "sources/freeswitch_esl/esl_connection.h"
#include "sources/freeswitch_esl/esl_requests.h"

namespace holdwatch::freeswitch_esl {

namespace {

namespace asio = boost::asio;

class EslSource final : public Source, private wire::Receiver {
 public:
  EslSource(const SourceContext& context, EslSettings settings)
      : intake_(context.intake), settings_(std::move(settings)), normalizer_(settings_.naming) {}

  bool misses_while_away() const override { return true; }

  asio::awaitable<void> run() override {
    const auto executor = co_await asio::this_coro::executor;
    EslConnection connection(executor, settings_.stream, settings_.answer_timeout,
                             [&](const Message& message) {
                               take(message);
                               intake_.took(!connection.has_backlog());
                             });
    co_await connection.connect();
    messages_ = 0;
    co_await net::together(connection.listen(), attend(connection));
  }

 private:
  asio::awaitable<void> attend(EslConnection& connection) {
    co_await connection.log_in(net::read_secret_file(settings_.password_file));
    co_await subscribe(connection, settings_.is_json);
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

  asio::awaitable<void> resync(EslConnection& connection) {
    const Time now = co_await ask_the_time(connection);
    const std::string agents = co_await ask_for_list(connection, "agent list");
    const std::string tiers = co_await ask_for_list(connection, "tier list");
    normalizer_.agents().listed(*CallcenterTable::parse(agents), now, *this);
    normalizer_.agents().tiers_listed(*CallcenterTable::parse(tiers), now, *this);
    const std::vector<std::string> queues = co_await ask_for_queues(connection);
    for (const std::string& queue : queues) {
      std::string what = "queue list members " + queue;
      const std::string members = co_await ask_for_list(connection, std::move(what));
      normalizer_.members().listed(normalizer_.naming().short_name(queue),
                                   *CallcenterTable::parse(members), now, *this);
    }
    if (const std::uint64_t missed = normalizer_.members().take_missed(); missed > 0) {
      intake_.missed(missed, "calls that went on otherwise than the events told");
    }
    CallEvent alive;
    alive.time = now;
    intake_.event(alive);
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

Naming read_naming(config::Section& section) {
  Naming naming;
  naming.domain = section.text("domain", naming.domain);
  if (section.has("attributes")) naming.attributes = section.section("attributes").named_texts();
  return naming;
}

EslSettings read_settings(config::Section& section) {
  EslSettings settings;
  settings.stream.peer = read_address(section);
  settings.password_file = section.required_text("password_file");
  settings.is_json = section.choice("format", 0, {"json", "plain"}) == 0;
  settings.naming = read_naming(section);
  const Duration resync = section.duration("resync", settings.resync, std::chrono::seconds{5},
                                           std::chrono::minutes{10});
  settings.resync = std::chrono::duration_cast<std::chrono::milliseconds>(resync);
  return settings;
}

SourceFactory read_source(config::Section& section) {
  return [settings = read_settings(section)](const SourceContext& context) {
    return make_source(context, settings);
  };
}

}  // namespace holdwatch::freeswitch_esl
