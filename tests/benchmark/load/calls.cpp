#include "calls.h"

#include <fmt/format.h>

#include <iterator>
#include <numeric>
#include <utility>

namespace holdwatch::load {

namespace {

constexpr const char* kReasons[] = {"order_status", "return_item", "invoice_question", "how_to"};
constexpr std::uint64_t kAbandonedOneIn = 7;
constexpr std::size_t kStride = 7919;

template <class... Values>
void rewrite(std::string& text, fmt::format_string<Values...> format, Values&&... values) {
  text.clear();
  fmt::format_to(std::back_inserter(text), format, std::forward<Values>(values)...);
}

}  // namespace

Calls::Calls(std::size_t queues, std::size_t at_once, std::string ids)
    : ids_(std::move(ids)), calls_(at_once) {
  // Else a stride would come back to few of the calls.
  while (std::gcd(calls_.size(), kStride) != 1) calls_.emplace_back();
  for (std::size_t i = 0; i < queues; ++i) queues_.push_back(fmt::format("queue-{:06}", i));
}

std::size_t Calls::next_slot() {
  slot_ = (slot_ + kStride) % calls_.size();
  return slot_;
}

CallEvent Calls::next(Time time) {
  const std::size_t slot = next_slot();
  Call& call = calls_[slot];
  CallEvent event;
  if (call.last == EventType::completed || call.last == EventType::abandoned) {
    event = joined(call);
  } else if (call.last == EventType::answered) {
    event.type = EventType::completed;
    event.agent = call.agent;
    event.talk_seconds = static_cast<double>(random_() % 600);
  } else if (random_() % kAbandonedOneIn == 0) {
    event.type = EventType::abandoned;
  } else {
    event.type = EventType::answered;
    rewrite(call.agent, "{}", 1000 + slot % 900);
    event.agent = call.agent;
  }
  event.time = time;
  event.queue = queues_[call.queue];
  event.call = call.id;
  call.last = event.type;
  return event;
}

CallEvent Calls::joined(Call& call) {
  call.queue = born_ % queues_.size();
  rewrite(call.id, "{}.{}", ids_, ++born_);
  rewrite(caller_, "c{:07}", random_() % 10'000'000);
  rewrite(sku_, "SKU-{:04}", random_() % 2000);
  rewrite(region_, "R{}", random_() % 20);
  attributes_ = {{"sku", sku_}, {"region", region_}, {"reason", kReasons[random_() % 4]}};
  CallEvent event;
  event.type = EventType::joined;
  event.caller = caller_;
  event.attributes = attributes_;
  return event;
}

}  // namespace holdwatch::load
