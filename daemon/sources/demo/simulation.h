#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <queue>
#include <string_view>
#include <vector>

#include "model/call_event.h"
#include "sources/demo/centre_plan.h"
#include "sources/demo/random.h"

namespace holdwatch::demo {

inline constexpr std::uint32_t kUnknown = ~std::uint32_t{0};

struct Call {
  std::uint64_t id = 0;
  std::uint64_t caller = 0;
  std::uint32_t queue = 0;
  std::uint32_t sku = kUnknown;
  std::uint32_t region = 0;
  std::string_view reason;
  bool reason_said = false;  ///< to the menu, on joining; else the agent tags the call
  std::uint32_t agent = kUnknown;
  Time answered;
};

/// Something that happened in the centre: an event of a call or, when `incident` is set, the report
/// that it began or is over.
struct Happening {
  Time time;
  EventType type = EventType::heartbeat;
  Call call;                 ///< of `staffed`, only the queue
  std::uint32_t agents = 0;  ///< of `staffed`
  const PlannedIncident* incident = nullptr;
  bool closed = false;
};

/// Plays a plan, which must outlive it: impatient callers, agents who take the one who has waited
/// longest, and the incidents as they are reported. Without end, in the order of time.
class Simulation {
 public:
  explicit Simulation(const Plan& plan);

  /// The next happening, which stays until pop().
  const Happening& front() const { return happened_.front(); }
  void pop();

 private:
  /// Calls that arrive at a rate of their own: a queue's usual ones, or those of an incident.
  struct Stream {
    std::size_t queue = 0;
    const PlannedIncident* incident = nullptr;
  };

  struct Desk {
    std::deque<std::uint64_t> waiting;  ///< some may have hung up since
    std::vector<bool> busy;             ///< by agent
    std::uint32_t busy_agents = 0;
    std::uint32_t staffed = 0;
  };

  enum class Step : std::uint8_t { arrival, patience, hold, resume, goodbye, shift, report, close };

  struct Planned {
    Time time;
    std::uint64_t order = 0;  ///< of planning, for steps of the same moment
    Step step = Step::arrival;
    std::uint64_t subject = 0;  ///< a stream, call, queue or incident

    bool operator>(const Planned& other) const {
      return time != other.time ? time > other.time : order > other.order;
    }
  };

  void plan_step(Time t, Step step, std::uint64_t subject);
  void run(const Planned& planned);
  double rate_per_minute(const Stream& stream, Time t) const;
  void plan_arrival(std::uint64_t stream, Time after);
  Call make_call(const Stream& stream);
  void arrive(const Stream& stream, Time t);
  void serve(std::uint32_t queue, Time t);
  void answer(Call& call, Time t);
  void run_out_of_patience(std::uint64_t id, Time t);
  void hold(std::uint64_t id, EventType type, Time t);
  void say_goodbye(std::uint64_t id, Time t);
  void begin_shift(std::uint32_t queue, Time t);
  void report(std::uint64_t incident, bool closed, Time t);
  void happen(Time t, EventType type, const Call& call);

  const Plan& plan_;
  Random random_;
  std::vector<Stream> streams_;
  std::vector<Desk> desks_;
  boost::unordered_flat_map<std::uint64_t, Call> calls_;  ///< waiting or talking
  std::priority_queue<Planned, std::vector<Planned>, std::greater<>> steps_;
  std::uint64_t steps_planned_ = 0;
  std::uint64_t calls_made_ = 0;
  std::deque<Happening> happened_;  ///< never empty between calls
};

}  // namespace holdwatch::demo
