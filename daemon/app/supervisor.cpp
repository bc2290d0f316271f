#include "app/supervisor.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>
#include <random>

namespace holdwatch {

namespace asio = boost::asio;

namespace {

struct Failure {
  std::string what;
  std::chrono::milliseconds least_pause{};
};

/// Runs the source once: nothing when it came to its end, otherwise what failed.
asio::awaitable<std::optional<Failure>> failure_of_run(Source& source) {
  try {
    co_await source.run();
  } catch (const TryLater& error) {
    co_return Failure{error.what(), error.pause()};
  } catch (const std::exception& error) {
    co_return Failure{error.what()};
  }
  co_return std::nullopt;
}

asio::awaitable<void> pause(std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace

asio::awaitable<void> supervise(Source& source, SourceIntake& intake, net::BackOff back_off) {
  std::minstd_rand random(std::random_device{}());
  std::uniform_real_distribution<double> jitter;
  std::string last_failure;
  for (;;) {
    const std::uint64_t times_up = intake.times_up();
    const std::optional<Failure> failure = co_await failure_of_run(source);
    const asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none) co_return;
    if (!failure) {
      intake.ended();
      co_return;
    }
    intake.history_done();
    intake.up(false);
    const bool came_up = intake.times_up() > times_up;
    if (came_up) back_off.reset();
    if (came_up || failure->what != last_failure) {
      spdlog::warn("source failed and is tried again source={} error={:?}", intake.health().name,
                   failure->what);
    }
    last_failure = failure->what;
    co_await pause(std::max(back_off.next(jitter(random)), failure->least_pause));
  }
}

}  // namespace holdwatch
