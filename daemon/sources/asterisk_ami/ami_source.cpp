#include "sources/asterisk_ami/ami_source.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "net/together.h"
#include "net/wake_up.h"
#include "sources/asterisk_ami/ami_connection.h"
#include "sources/asterisk_ami/ami_normalizer.h"
#include "sources/asterisk_ami/ami_settings.h"
#include "sources/asterisk_ami/recorded_ami.h"

namespace holdwatch::asterisk_ami {

namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr auto kTick = 250ms;
// A tick so late means that the thread was busy: what was to be heard may lie unread, and must not
// be taken for not having come.
constexpr auto kLate = 100ms;

class AmiSource final : public Source, private AmiListener {
 public:
  AmiSource(const SourceContext& context, AmiSettings settings)
      : name_(context.name),
        executor_(context.events),
        intake_(context.intake),
        settings_(std::move(settings)),
        normalizer_(settings_.mapping, *this),
        booted_(context.events) {}

  /// Files that can't be used are told at the start, not at the first login.
  void bind() override {
    secret_of(settings_);
    net::StreamClient(executor_, settings_.stream);
  }

  bool misses_while_away() const override { return true; }

  asio::awaitable<void> run() override {
    AmiConnection connection(executor_, settings_.stream, settings_.timeout, handlers(connection));
    const Ending ending{normalizer_};
    is_listed_ = has_booted_ = is_unknown_told_ = false;
    co_await connection.connect();
    co_await net::together(connection.listen(), converse(connection));
  }

 private:
  /// However a connection ends, who was leaving then is settled.
  struct Ending {
    AmiNormalizer& normalizer;
    ~Ending() { normalizer.disconnected(); }
  };

  AmiHandlers handlers(const AmiConnection& connection) {
    return {[this, &connection](const Message& message) {
              take(message);
              intake_.took(!connection.has_backlog());
            },
            [this](const AmiParser& parser) { complain(parser); }};
  }

  asio::awaitable<void> converse(AmiConnection& connection) {
    co_await connection.log_in(settings_.username, secret_of(settings_), settings_.classes);
    if (settings_.filter) co_await ask_for_less(connection);
    if (was_up_) intake_.resynced("reconnected");
    co_await list_queues(connection);
    spdlog::info("logged in source={} peer={} ami={}", name_, connection.peer(),
                 connection.version());
    is_listed_ = was_up_ = true;
    intake_.up(true);
    co_await net::together(keep_listing(connection), keep_time());
  }

  /// One filter for all that is read. An account that may not set one gets everything.
  asio::awaitable<void> ask_for_less(AmiConnection& connection) {
    AmiConnection::Headers headers;
    headers.emplace_back("Operation", "Add");
    headers.emplace_back("Filter", event_filter(settings_.mapping));
    const Reply reply = co_await connection.ask("Filter", std::move(headers));
    if (!reply.success) {
      spdlog::info("no filter of events source={} reply={:?}", name_, reply.message);
    }
  }

  /// Now and then, to mend what was lost on the way and as a sign of life; and at once when we were
  /// there before Asterisk had booted, since its queues come only then.
  asio::awaitable<void> keep_listing(AmiConnection& connection) {
    for (;;) {
      co_await booted_.wait(settings_.resync);
      if (std::exchange(has_booted_, false)) intake_.resynced("booted");
      co_await list_queues(connection);
    }
  }

  asio::awaitable<void> list_queues(AmiConnection& connection) {
    co_await connection.list_queues();
    CallEvent alive;
    alive.time = normalizer_.now(intake_.now());
    intake_.event(alive);
  }

  asio::awaitable<void> keep_time() {
    asio::steady_timer tick(co_await asio::this_coro::executor);
    for (;;) {
      tick.expires_after(kTick);
      co_await tick.async_wait(asio::use_awaitable);
      const bool is_late = std::chrono::steady_clock::now() - tick.expiry() > kLate;
      if (!is_late) normalizer_.advance_to(intake_.now());
    }
  }

  void take(const Message& message) { normalizer_.take(message, intake_.now()); }

  void complain(const AmiParser& parser) {
    intake_.rejected(parser.problem().reason, fmt::format("{} message {}", name_, parser.number()),
                     parser.problem().detail);
  }

  void event(const CallEvent& event) override { intake_.event(event); }
  void rejected(Disposition reason, std::string_view detail) override {
    intake_.rejected(reason, name_, detail);
  }
  void missed(std::uint64_t count, std::string_view detail) override {
    intake_.missed(count, detail);
  }
  void undecided(std::string_view queue) override {
    if (std::exchange(is_unknown_told_, true)) return;
    spdlog::warn(
        "callers left in a way that this account can't tell: it hears neither HangupRequest nor "
        "QUEUESTATUS (docs/asterisk.md) source={} queue={:?}",
        name_, queue);
  }

  std::string name_;
  asio::any_io_executor executor_;
  Intake& intake_;
  AmiSettings settings_;
  AmiNormalizer normalizer_;
  net::WakeUp booted_;
  bool was_up_ = false;      // ever
  bool is_listed_ = false;   // who waits has been asked on this connection
  bool has_booted_ = false;  // since then
  bool is_unknown_told_ = false;
};

}  // namespace

SourceFactory read_source(config::Section& section) {
  AmiSettings settings = read_settings(section);
  return [settings = std::move(settings)](const SourceContext& context) -> std::unique_ptr<Source> {
    return std::make_unique<AmiSource>(context, settings);
  };
}

RecordedFormat recorded_format(config::Section& section) {
  AmiMapping mapping = read_mapping(section);
  return {"ami", [mapping = std::move(mapping)](const std::string& path, RejectedHandler rejected) {
            return open_recorded_ami(path, std::move(rejected), mapping);
          }};
}

}  // namespace holdwatch::asterisk_ami
