#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/section.h"
#include "model/alert.h"
#include "model/health.h"
#include "model/snapshot.h"
#include "net/http_server.h"
#include "sinks/delivery/delivery_stats.h"
#include "sinks/delivery/maintenance.h"
#include "sinks/delivery/test_result.h"

namespace holdwatch {

class AlertHistory;

/// Where decisions go. Calls come on the event thread and must return at once: a sink that talks
/// to anybody slow keeps a bounded outbox and works it off elsewhere.
class Sink {
 public:
  virtual ~Sink() = default;

  /// One change of an alert. Sinks re-send state, so losing an intermediate change is harmless.
  virtual void alert(const AlertChange& change) = 0;

  /// The whole visible state, at most once a second.
  virtual void snapshot(const std::shared_ptr<const Snapshot>&) {}

  /// How the daemon itself is doing, after each snapshot.
  virtual void health(const std::shared_ptr<const Health>&) {}

  /// Ids of the alerts of which somebody may not have got the newest change: they are told again
  /// after a restart.
  virtual std::vector<std::string> owed() { return {}; }

  /// Delivers what it still holds and closes; called once, at a clean end.
  virtual void close() {}
};

/// What the daemon lends to a sink.
struct SinkContext {
  boost::asio::any_io_executor service;  ///< the service thread
  net::HttpServer& http;                 ///< for routes, before it starts
  std::string name;                      ///< as configured, or else the type
  DeliveryStats& deliveries;             ///< what alert sinks delivered
  const Maintenance& maintenance;        ///< changes on the service thread only
  AlertHistory* history = nullptr;       ///< null: none is kept
};

using SinkFactory = std::function<std::unique_ptr<Sink>(const SinkContext&)>;

/// A kind of sink: its `type` in the configuration, and how its section is read. The caller has
/// read `type` and `name`, and calls finish() afterwards.
struct SinkKind {
  std::string_view type;
  SinkFactory (*read)(config::Section& section);
  /// Sends a test alert to each of its receivers, as if for `department` when that isn't empty;
  /// null: there is nobody to answer. Throws std::runtime_error when it can't begin.
  std::vector<TestResult> (*test)(config::Section& section,
                                  const std::string& department) = nullptr;
};

}  // namespace holdwatch
