#include "app/top/listener.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <random>
#include <utility>

#include "app/exit_status.h"
#include "net/back_off.h"
#include "net/http_client.h"

namespace holdwatch::top {

namespace {

namespace asio = boost::asio;

constexpr std::size_t kMostEventBytes = std::size_t{64} * 1024 * 1024;
// The daemon says something every 15 seconds at least.
constexpr std::chrono::milliseconds kLongestSilence{40'000};
constexpr std::chrono::milliseconds kFirstPause{500};
constexpr std::chrono::milliseconds kMostPause{10'000};

}  // namespace

Listener::Listener(asio::any_io_executor executor, remote::Server server, Heard heard, Lost lost)
    : executor_(std::move(executor)),
      server_(std::move(server)),
      heard_(std::move(heard)),
      lost_(std::move(lost)) {}

asio::awaitable<void> Listener::run() {
  net::BackOff back_off(kFirstPause, kMostPause);
  std::mt19937 random(std::random_device{}());
  asio::steady_timer timer(executor_);
  for (;;) {
    std::string why = "the daemon has ended the stream";
    std::optional<remote::Refused> refused;
    is_heard_now_ = false;
    try {
      co_await listen();
    } catch (const remote::Refused& refusal) {
      refused = refusal;
      why = refusal.what();
    } catch (const std::runtime_error& error) {
      why = error.what();
    }
    if (!was_heard_) throw refused.value_or(remote::Refused(why, kUnavailable));
    if (refused && refused->exit_status() != kUnavailable) throw *refused;
    if (is_heard_now_) back_off.reset();
    lost_(why);
    timer.expires_after(back_off.next(std::uniform_real_distribution<>()(random)));
    co_await timer.async_wait(asio::use_awaitable);
  }
}

asio::awaitable<void> Listener::listen() {
  net::HttpClientSettings settings = remote::settings_of(server_);
  settings.timeout = kLongestSilence;
  net::HttpClient client(executor_, remote::peer_of(server_), settings);
  net::HttpCall call = remote::call_of(server_, "GET", "/api/v1/stream");
  call.headers.emplace_back("Accept", "text/event-stream");
  if (!last_id_.empty()) call.headers.emplace_back("Last-Event-ID", last_id_);
  net::EventStreamParser parser(kMostEventBytes);
  const net::EventStreamParser::Take take = [this](const auto& event) { this->take(event); };
  net::HttpClient::TakePiece piece = [&parser, &take](std::string_view bytes) {
    parser.feed(bytes, take);
  };
  auto listening = client.listen(std::move(call), std::move(piece));
  net::HttpAnswer answer = co_await std::move(listening);
  if (answer.status != 200) remote::accepted(std::move(answer));
}

void Listener::take(const net::ServerEvent& event) {
  was_heard_ = is_heard_now_ = true;
  if (!event.id.empty()) last_id_ = event.id;
  heard_(event);
}

}  // namespace holdwatch::top
