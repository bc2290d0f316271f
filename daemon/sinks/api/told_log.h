#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/time.h"
#include "net/http_flow.h"

namespace holdwatch::api {

/// Up to where somebody has heard of alerts: `RUN-NUMBER-MICROSECONDS`, the id of an event. RUN is
/// the daemon's, NUMBER counts what it told; beyond a restart the time of the alert still holds.
struct EventId {
  std::uint64_t run = 0;  ///< 0: out of the journal, which doesn't count
  std::uint64_t number = 0;
  Time time;
};
std::string to_string(const EventId& id);
std::optional<EventId> parse_event_id(std::string_view text);

/// One event of the stream, as it is sent: shared by all who get it. The id may be empty.
net::HttpFlow::Chunk make_event(std::string_view name, std::string_view data,
                                std::string_view id = {});

/// The latest changes of alerts that were told, as events.
class ToldLog {
 public:
  static constexpr std::size_t kKept = 1'000;
  using Chunks = std::vector<net::HttpFlow::Chunk>;

  /// A new run, which began then.
  void begin(Time now) { run_ = static_cast<std::uint64_t>(now.time_since_epoch().count()); }

  /// Writes down one change, as the contract's JSON.
  const net::HttpFlow::Chunk& add(Time time, std::string_view change);

  /// Of whoever hears everything from now on.
  EventId newest(Time now) const { return {run_, told_, now}; }
  /// What was told since; nullopt when that isn't kept any more, or was told by another run.
  std::optional<Chunks> since(const EventId& id) const;
  Chunks all() const;
  /// When the oldest that is kept was told.
  std::optional<Time> oldest() const;

 private:
  struct Told {
    Time time;
    net::HttpFlow::Chunk event;
  };

  std::uint64_t run_ = 0;
  std::uint64_t told_ = 0;  ///< in this run
  std::deque<Told> kept_;   ///< the last of them
};

}  // namespace holdwatch::api
