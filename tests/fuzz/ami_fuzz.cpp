#include <algorithm>
#include <set>
#include <string>

#include "fuzz/round_trip.h"
#include "sources/asterisk_ami/ami_normalizer.h"
#include "sources/asterisk_ami/ami_parser.h"

namespace {

using namespace holdwatch;
using namespace holdwatch::asterisk_ami;

/// Holds events to their limits, and calls to their course: nobody joins who waits, and nobody
/// ceases to wait who doesn't.
class Course final : public AmiListener {
 public:
  void event(const CallEvent& event) override {
    round_trip_.event(event);
    const auto call = std::pair(std::string(event.queue), std::string(event.call));
    if (event.type == EventType::joined) {
      fuzz::check(waiting_.insert(call).second);
    } else if (event.type == EventType::answered) {
      waiting_.erase(call);  // after the grace it is no more than a late word
    } else if (event.type == EventType::abandoned || is_exit(event)) {
      fuzz::check(waiting_.erase(call) == 1);
    }
  }
  void rejected(Disposition reason, std::string_view detail) override {
    fuzz::check(reason != Disposition::accepted && !detail.empty());
  }
  void missed(std::uint64_t count, std::string_view) override { fuzz::check(count > 0); }
  void undecided(std::string_view) override {}

 private:
  static bool is_exit(const CallEvent& event) {
    return event.type == EventType::exited && event.outcome != Outcome::full;
  }

  fuzz::RoundTrip round_trip_;
  std::set<std::pair<std::string, std::string>> waiting_;
};

AmiMapping mapping() {
  AmiMapping all;
  all.variables = {{"SKU", "sku"}};
  all.user_events = {{"CallReason", {{"Reason", "reason"}}}};
  all.left_queue = LeftQueueEvent{"CallLeftQueue", "QueueStatus"};
  return all;
}

}  // namespace

// The first byte says whether there are times of arrival, and after how many messages the
// connection is lost now and then.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view text = fuzz::as_text(data + 1, size - 1);
  Course course;
  AmiNormalizer normalizer(mapping(), course);
  AmiParser parser;
  Time now{std::chrono::seconds{1'795'289'000}};
  while (!text.empty()) {
    const auto room = parser.room();
    const std::size_t got = std::min(room.size(), text.size());
    std::copy_n(text.begin(), got, room.begin());
    text.remove_prefix(got);
    parser.filled(got);
    for (auto found = parser.next(); found != AmiParser::Found::nothing; found = parser.next()) {
      if (found == AmiParser::Found::problem) continue;
      now += std::chrono::milliseconds{100};
      const bool has_arrivals = (data[0] & 1) != 0;
      normalizer.take(parser.message(), has_arrivals ? std::optional(now) : std::nullopt);
      if (has_arrivals) normalizer.advance_to(now);
      const unsigned every = data[0] >> 1;
      if (every > 0 && parser.number() % every == 0) normalizer.disconnected();
    }
  }
  return 0;
}
