// In the steady state an event allocates nothing: every queue is known, has learned its usual calls
// and is calm; as many calls end as begin. Counted on the real path, from a message's bytes to the
// engine's decisions.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>
#include <string>
#include <vector>

#include "performance/busy_centre.h"
#include "performance/event_path.h"

namespace {

bool is_counting = false;
std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  if (is_counting) ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace holdwatch {
namespace {

constexpr std::size_t kQueues = 10;
constexpr std::size_t kCallsAnHour = 30 * kQueues;

/// Allocations while so many calls an hour go through the path, after two hours of them.
std::size_t allocations_of_an_hour(std::size_t batch, Course course) {
  LearnedPath learned(kQueues);
  BusyCentre centre(kQueues);
  const Duration gap = LearnedPath::kGap / kQueues;
  const auto first = centre.messages(learned.morning, gap, 2 * kCallsAnHour, batch, course);
  const Time later = learned.morning + std::chrono::hours{2};
  const auto counted = centre.messages(later, gap, kCallsAnHour, batch, course);
  for (const std::string& message : first) learned.path.take(message);
  const std::uint64_t before = learned.path.accepted();
  allocations = 0;
  is_counting = true;
  for (const std::string& message : counted) learned.path.take(message);
  is_counting = false;
  EXPECT_GE(learned.path.accepted() - before, 2 * kCallsAnHour);
  return allocations;
}

TEST(AllocationsTest, AreSeenByTheCounter) {
  allocations = 0;
  is_counting = true;
  const std::string text(100, 'x');
  is_counting = false;
  EXPECT_EQ(allocations, 1u);
}

TEST(AllocationsTest, ThereAreNoneInTheSteadyState) {
  EXPECT_EQ(allocations_of_an_hour(1, Course::answered), 0u);
  EXPECT_EQ(allocations_of_an_hour(64, Course::answered), 0u);
}

TEST(AllocationsTest, NorForAnyOtherEventOfACall) {
  EXPECT_EQ(allocations_of_an_hour(64, Course::eventful), 0u);
}

// The list of who gave up today, to be called back: an entry, and the name of the call.
TEST(AllocationsTest, OfACallerWhoGaveUpOnlyWhatIsKeptUntilMidnight) {
  EXPECT_LE(allocations_of_an_hour(64, Course::abandoned), 2 * kCallsAnHour + 10);
}

}  // namespace
}  // namespace holdwatch
