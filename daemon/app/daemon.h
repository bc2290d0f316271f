#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/clock.h"
#include "app/daemon_config.h"
#include "app/pipeline.h"
#include "app/service_manager.h"
#include "app/task_group.h"
#include "journal/journal.h"
#include "net/http_server.h"
#include "sinks/alert_history.h"
#include "sinks/delivery/delivery_stats.h"
#include "sources/source.h"

namespace holdwatch {

/// What the command line says.
struct DaemonOptions {
  std::string config_file;               ///< empty: the defaults
  std::optional<std::string> log_level;  ///< overrules the configuration's
};

/// The daemon: two threads of ours, joined by nothing but posted work and immutable snapshots. The
/// event thread (the caller's) runs sources, pipeline and engine; the service thread runs HTTP.
class Daemon {
 public:
  Daemon(DaemonConfig config, DaemonOptions options);

  /// Runs until SIGINT or SIGTERM, then drains. Throws what it can't start or live with.
  void run();

 private:
  struct RunningSource {
    SourceIntake* intake;
    std::unique_ptr<Source> source;
  };

  void add_sinks(const std::vector<ConfiguredSink>& sinks);
  void add_sources(const std::vector<ConfiguredSource>& sources);
  void add_routes();
  void bind();
  void go_on();

  boost::asio::awaitable<void> live();
  boost::asio::awaitable<void> obey_signals();
  boost::asio::awaitable<void> keep_turning();
  void start_sources(bool with_history);
  void become_ready();
  void go_live();
  boost::asio::awaitable<void> say_ready();

  void reload();
  bool protect(const HttpConfig& config);
  void apply(DaemonConfig config);

  DaemonOptions options_;
  HttpConfig http_config_;
  std::map<std::string, std::string> fixed_;
  std::vector<std::string> source_names_;

  SystemClock clock_;
  ServiceManager service_manager_;
  boost::asio::io_context events_{1};
  boost::asio::io_context service_{1};
  boost::asio::signal_set signals_;
  net::HttpServer http_;
  DeliveryStats deliveries_;
  Maintenance maintenance_;                    ///< of the service thread, once it runs
  std::unique_ptr<journal::Journal> journal_;  ///< null: none is kept
  std::unique_ptr<AlertHistory> history_;      ///< out of it
  std::uint64_t memory_limit_bytes_;
  Pipeline pipeline_;
  std::vector<RunningSource> sources_;
  TaskGroup tasks_;
  bool is_shown_ = false;
  bool is_live_ = false;
  std::atomic<bool> is_ready_ = false;  ///< all sources take input; for the service thread
};

}  // namespace holdwatch
