#include "app/daemon.h"

#include <fmt/ranges.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <thread>
#include <utility>

#include "app/build_info.h"
#include "app/history/journal_history.h"
#include "app/logging.h"
#include "app/memory_limit.h"
#include "app/supervisor.h"
#include "web/page_routes.h"

namespace holdwatch {

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

constexpr int kServiceNiceness = 10;
constexpr auto kTurnPeriod = 250ms;
constexpr auto kFirstTurnPeriod = 10ms;  // until there is something to show
const net::BackOff kBackOff(250ms, 30s);

/// A page can wait, an event can't: where this thread and the event thread want one processor, it
/// is the event thread's. Refused, all is slower and nothing is wrong.
void yield_to_events() {
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kServiceNiceness);
}

asio::awaitable<net::HttpResponse> say_healthy() {
  co_return net::HttpResponse{.body = "healthy\n"};
}

asio::awaitable<net::HttpResponse> say_whether_ready(bool is_ready) {
  if (is_ready) co_return net::HttpResponse{.body = "ready\n"};
  co_return net::problem(503, "Not ready", "history is still being read");
}

std::unique_ptr<journal::Journal> open_journal(const std::optional<journal::Settings>& settings,
                                               asio::any_io_executor executor, Time now) {
  if (settings) return std::make_unique<journal::Journal>(*settings, executor, now);
  spdlog::warn("no journal is kept: what is learned is lost at the end");
  return nullptr;
}

std::unique_ptr<AlertHistory> history_of(const std::optional<journal::Settings>& settings) {
  return settings ? std::make_unique<JournalHistory>(settings->path) : nullptr;
}

}  // namespace

Daemon::Daemon(DaemonConfig config, DaemonOptions options)
    : options_(std::move(options)),
      http_config_(config.http),
      fixed_(std::move(config.fixed)),
      source_names_(config.core.sources),
      signals_(events_, SIGINT, SIGTERM, SIGHUP),
      http_(service_.get_executor(), net::HttpLimits{}),
      maintenance_(std::move(config.maintenance)),
      journal_(open_journal(config.journal, events_.get_executor(), clock_.now())),
      history_(history_of(config.journal)),
      memory_limit_bytes_(memory_limit_bytes(config.core.limits,
                                             config.journal ? config.journal->backlog_bytes : 0)),
      pipeline_(std::move(config.core), clock_, build_info(), journal_.get()),
      tasks_(events_.get_executor()) {
  pipeline_.limit_memory(memory_limit_bytes_);
  add_routes();
  add_sinks(config.sinks);
  add_sources(config.sources);
}

void Daemon::run() {
  bind();
  go_on();
  const auto service_work = asio::make_work_guard(service_);
  std::jthread service_thread([this](std::stop_token stop) {
    std::stop_callback on_stop(stop, [this] { service_.stop(); });
    yield_to_events();
    service_.run();
  });
  std::exception_ptr error;
  asio::co_spawn(events_, live(), [&](std::exception_ptr e) {
    error = e;
    events_.stop();
  });
  events_.run();
  service_manager_.stopping();
  pipeline_.close();
  if (error) std::rethrow_exception(error);
  spdlog::info("stopped");
}

asio::awaitable<void> Daemon::live() {
  tasks_.spawn(service_.get_executor(), http_.run());
  tasks_.spawn(obey_signals());
  tasks_.spawn(keep_turning());
  start_sources(true);
  co_await tasks_.join();
}

void Daemon::add_routes() {
  web::serve_page(http_);
  http_.route(
      "GET", "/-/healthy", [](net::HttpRequest) { return say_healthy(); },
      net::HttpRole::everybody);
  http_.route(
      "GET", "/-/ready", [this](net::HttpRequest) { return say_whether_ready(is_ready_); },
      net::HttpRole::everybody);
}

void Daemon::add_sinks(const std::vector<ConfiguredSink>& sinks) {
  for (const ConfiguredSink& sink : sinks) {
    const SinkContext context{service_.get_executor(), http_, sink.name, deliveries_, maintenance_,
                              history_.get()};
    pipeline_.add_sink(sink.make(context));
  }
}

void Daemon::add_sources(const std::vector<ConfiguredSource>& sources) {
  for (const ConfiguredSource& configured : sources) {
    SourceIntake& intake = pipeline_.add_source(configured.name);
    const SourceContext context{
        configured.name, events_.get_executor(), service_.get_executor(), intake,
        http_,           pipeline_.live_from()};
    sources_.push_back({&intake, configured.make(context)});
    if (sources_.back().source->has_history()) intake.expect_history();
  }
}

void Daemon::bind() {
  http_.protect(load_protection(http_config_));
  http_.bind(http_config_.listen);
  for (const RunningSource& running : sources_) running.source->bind();
  spdlog::info("started version={} http={} memory_limit_bytes={}", build_info().version,
               http_.address(), memory_limit_bytes_);
}

void Daemon::go_on() {
  if (!pipeline_.go_on()) return;
  for (const RunningSource& running : sources_) {
    if (running.source->misses_while_away()) running.intake->was_away();
  }
}

void Daemon::start_sources(bool with_history) {
  for (const RunningSource& running : sources_) {
    if (running.source->has_history() != with_history) continue;
    tasks_.spawn(supervise(*running.source, *running.intake, kBackOff));
  }
}

asio::awaitable<void> Daemon::keep_turning() {
  asio::steady_timer timer(events_, std::chrono::steady_clock::now());
  for (;;) {
    co_await timer.async_wait(asio::use_awaitable);
    const auto lag = std::chrono::steady_clock::now() - timer.expiry();
    pipeline_.turn(std::chrono::duration_cast<Duration>(lag));
    service_manager_.progress();
    if (pipeline_.is_shown()) become_ready();
    timer.expires_after(
        pipeline_.until_next_turn(is_shown_ ? Duration{kTurnPeriod} : Duration{kFirstTurnPeriod}));
  }
}

/// Whoever hears that the daemon is there must find it answer.
void Daemon::become_ready() {
  if (!std::exchange(is_shown_, true)) service_manager_.ready();
  if (!is_live_ && pipeline_.live()) go_live();
}

/// All history is read: what is live may come in.
void Daemon::go_live() {
  is_live_ = true;
  start_sources(false);
  // As a task behind theirs: it runs when each of them has begun to take input.
  tasks_.spawn(say_ready());
}

asio::awaitable<void> Daemon::say_ready() {
  is_ready_ = true;
  service_manager_.status("watching");
  spdlog::info("ready sources={}", sources_.size());
  co_return;
}

asio::awaitable<void> Daemon::obey_signals() {
  for (;;) {
    const int signal = co_await signals_.async_wait(asio::use_awaitable);
    if (signal == SIGHUP) {
      reload();
    } else {
      spdlog::info("stopping signal={}", signal == SIGINT ? "SIGINT" : "SIGTERM");
      tasks_.cancel();
      co_return;
    }
  }
}

void Daemon::reload() {
  service_manager_.reloading();
  DaemonConfigOrProblems changed = load_daemon_config(options_.config_file);
  const bool is_good = changed && protect(changed->http);
  pipeline_.reloaded(is_good);
  if (is_good) apply(std::move(*changed));
  if (!changed) {
    for (const config::Problem& problem : changed.error()) {
      spdlog::error("configuration refused, nothing is changed problem={:?}", to_string(problem));
    }
  }
  service_manager_.ready();
}

/// Certificates and tokens anew. False: one of them can't be used.
bool Daemon::protect(const HttpConfig& config) try {
  asio::post(service_, [this, protection = load_protection(config)] { http_.protect(protection); });
  return true;
} catch (const std::runtime_error& error) {
  spdlog::error("configuration refused, nothing is changed problem={:?}", error.what());
  return false;
}

void Daemon::apply(DaemonConfig config) {
  std::vector<std::string> needing_restart;
  for (const auto& [key, value] : config.fixed) {
    if (value != fixed_.at(key)) needing_restart.push_back(key);
  }
  config.core.sources = source_names_;
  pipeline_.reconfigure(std::move(config.core));
  asio::post(service_, [this, changed = std::move(config.maintenance)] { maintenance_ = changed; });
  set_log_level(options_.log_level.value_or(config.log.level));
  spdlog::info("configuration reloaded file={:?}", options_.config_file);
  if (!needing_restart.empty()) {
    spdlog::warn("changes that need a restart are not applied keys={}",
                 fmt::join(needing_restart, ","));
  }
}

}  // namespace holdwatch
