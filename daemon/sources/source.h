#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "config/section.h"
#include "model/call_event.h"
#include "model/disposition.h"
#include "model/incident.h"
#include "model/verdict.h"
#include "net/http_server.h"
#include "sources/probe.h"

namespace holdwatch {

/// The one way in. The pipeline gives each source its own; all calls are made on the event thread.
class Intake {
 public:
  virtual ~Intake() = default;

  /// `now`-stamps the event and puts it to the core. The returned reason is counted already.
  virtual Disposition event(const CallEvent& event) = 0;
  virtual Disposition incident(const IncidentReport& report) = 0;
  /// Whether the catalogue has that category of incidents. One of another is accepted, but the core
  /// has no lag, no queues and no request for it: whoever reports it should hear that.
  virtual bool knows_category(std::string_view /*name*/) const { return true; }
  virtual Disposition verdict(const Verdict& verdict) = 0;
  virtual Disposition acknowledgement(const Acknowledgement& acknowledgement) = 0;

  /// Input that could not be decoded: counted by reason and logged at a limited rate.
  /// `place` says where (file:line, endpoint and message number), `detail` what was found and
  /// what was expected.
  virtual void rejected(Disposition reason, std::string_view place, std::string_view detail) = 0;

  /// All that is handed over until the next call arrived at this moment: said before each turn by a
  /// source of many messages, so that the clock is read once. Never said: each at its own.
  virtual void arrived() {}

  /// `count` messages of the publisher never arrived (a gap in its sequence).
  virtual void missed(std::uint64_t count, std::string_view detail) = 0;

  /// Said after each turn by a feed that can't wait: whether all that had come was taken. While it
  /// falls behind, what matters least of it is left out (docs/reliability.md).
  virtual void took(bool /*is_all*/) {}

  /// The feed began anew (`publisher_restart`, `rotated`): counted by reason, nothing is lost.
  virtual void resynced(std::string_view /*reason*/) {}

  /// The feed is connected (or the file is open), or is not.
  virtual void up(bool is_up) = 0;

  /// The time of arrival, for input that brings no time of its own.
  virtual Time now() const {
    return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
  }

  /// All input up to `place`, in the source's own words, has been handed over: an earlier run's
  /// last place is where to read on. Kept together with that input, or not at all.
  virtual void reached(std::string_view /*place*/) {}
  virtual std::optional<std::string> place() const { return std::nullopt; }

  /// `done(true)` once everything handed over so far outlives the daemon, as far as anything is
  /// kept at all; `done(false)` when the disk can't keep it now.
  virtual void when_durable(std::function<void(bool is_durable)> done) { done(true); }

  /// The core's clock follows events; a source of live input calls this when all history that it
  /// had has been handed over, so that what follows is live.
  virtual void history_done() {}
};

/// What Source::run() throws when it is no use to try again soon: a refused password, which the
/// peer may take for an attack. The supervisor waits at least for `pause`.
class TryLater : public std::runtime_error {
 public:
  TryLater(const std::string& message, std::chrono::milliseconds pause)
      : std::runtime_error(message), pause_(pause) {}

  std::chrono::milliseconds pause() const { return pause_; }

 private:
  std::chrono::milliseconds pause_;
};

/// Where events come from. Made by its folder's factory from its own section of the configuration.
class Source {
 public:
  virtual ~Source() = default;

  /// Opens what it listens on; throws std::runtime_error with a message for the operator. The
  /// daemon is ready once every source has been bound.
  virtual void bind() {}

  /// Whether run() begins with history, which it ends with Intake::history_done(). Sources of live
  /// input are run only after that: the core's clock can't go back to an older event.
  virtual bool has_history() const { return false; }

  /// Whether what happens while the daemon is down is never told: no publisher waits, no file keeps
  /// it.
  virtual bool misses_while_away() const { return false; }

  /// Delivers input until its end (a file) or until cancelled. An exception ends the daemon's
  /// hope in this attempt: the supervisor calls run() again after a back-off.
  virtual boost::asio::awaitable<void> run() = 0;
};

/// What the daemon lends to a source.
struct SourceContext {
  std::string name;                      ///< as configured: the metrics' label
  boost::asio::any_io_executor events;   ///< the event thread: run() is spawned here
  boost::asio::any_io_executor service;  ///< the service thread
  Intake& intake;                        ///< only from the event thread
  net::HttpServer& http;                 ///< for routes, before it starts
  Time started;                          ///< what is older is history
};

using SourceFactory = std::function<std::unique_ptr<Source>(const SourceContext&)>;

/// A kind of source: its `type` in the configuration, and how its section is read. Reading reports
/// problems in the section and makes nothing yet, so that --check-config and a reload are safe. The
/// caller has read `type` and `name`, and calls finish() afterwards.
struct SourceKind {
  std::string_view type;
  SourceFactory (*read)(config::Section& section);
  /// Looks at the live feed, for `holdwatchctl check --source`; throws std::runtime_error when it
  /// can't be reached. Null: there is nothing to look at.
  std::vector<Finding> (*probe)(config::Section& section) = nullptr;
};

}  // namespace holdwatch
