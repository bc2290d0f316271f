#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "model/call_event.h"

namespace holdwatch::load {

/// Event after event of a busy centre: so many calls at once, in no order among them. Each joins
/// the queue whose turn it is, with a caller, product, region and reason, is answered by an agent
/// and completed, or (one in seven) abandoned; then another takes its place.
class Calls {
 public:
  /// `ids` is what the calls' ids begin with.
  Calls(std::size_t queues, std::size_t at_once, std::string ids = "1771065667");

  /// The next event, at that time. Its text is valid until the next one.
  CallEvent next(Time time);

 private:
  struct Call {
    EventType last = EventType::completed;
    std::size_t queue = 0;
    std::string id;
    std::string agent;
  };

  CallEvent joined(Call& call);
  std::size_t next_slot();

  std::string ids_;
  std::vector<std::string> queues_;
  std::vector<Call> calls_;
  std::size_t slot_ = 0;
  std::uint64_t born_ = 0;
  std::mt19937_64 random_{1};
  std::string caller_;
  std::string sku_;
  std::string region_;
  std::vector<Attribute> attributes_;
};

}  // namespace holdwatch::load
