// A learned centre's ordinary calls, from bytes to decisions, for callgrind: what is to be counted
// happens in steady_calls(). Prints how many events that are, and what one takes of the processor.
//
//   steady_calls [QUEUES] [CALLS] [BATCH] [SECONDS_BETWEEN_A_QUEUE'S_CALLS]
#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "performance/busy_centre.h"
#include "performance/event_path.h"

namespace {

using namespace holdwatch;

double cpu_nanoseconds() {
  timespec t;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return 1e9 * static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec);
}

}  // namespace

extern "C" [[gnu::noinline]] void steady_calls(EventPath& path,
                                               const std::vector<std::string>& messages) {
  for (const std::string& message : messages) path.take(message);
}

int main(int argc, char** argv) {
  const auto number = [&](int i, std::uint64_t otherwise) {
    return argc > i ? std::strtoull(argv[i], nullptr, 10) : otherwise;
  };
  const std::size_t queues = number(1, 10);
  const std::size_t calls = number(2, 1'000);
  const std::size_t batch = number(3, 64);
  const Duration gap = from_seconds(static_cast<double>(number(4, 120))) / queues;

  LearnedPath learned(queues);
  BusyCentre centre(queues);
  const auto first = centre.messages(learned.morning, gap, calls / 2, batch);
  const Time later = learned.morning + static_cast<int>(calls / 2) * gap;
  const auto measured = centre.messages(later, gap, calls, batch);
  for (const std::string& message : first) learned.path.take(message);
  const std::uint64_t before = learned.path.accepted();
  const double began = cpu_nanoseconds();
  steady_calls(learned.path, measured);
  const double took = cpu_nanoseconds() - began;
  const std::uint64_t events = learned.path.accepted() - before;
  fmt::print("{} events, {:.0f} ns each\n", events, took / static_cast<double>(events));
  return events == calls * BusyCentre::kEventsPerCall ? 0 : 1;
}
