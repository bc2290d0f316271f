#include "performance/busy_centre.h"

#include <fmt/format.h>

#include <span>
#include <utility>

#include "wire/protobuf_encoder.h"

namespace holdwatch {

namespace {

/// Collects events into messages.
class Messages {
 public:
  explicit Messages(std::size_t batch) : batch_(batch) {}

  void add(const CallEvent& event) {
    message_.add(event);
    if (++events_ % batch_ == 0) close();
  }
  std::vector<std::string> take() {
    if (events_ % batch_ != 0) close();
    return std::move(messages_);
  }

 private:
  void close() {
    messages_.push_back(message_.frame());
    message_ = wire::BatchEncoder("pbx", messages_.size() + 1);
  }

  std::size_t batch_;
  std::size_t events_ = 0;
  wire::BatchEncoder message_{"pbx", 1};
  std::vector<std::string> messages_;
};

constexpr EventType kAnswered[] = {EventType::joined, EventType::answered, EventType::completed};
constexpr EventType kAbandoned[] = {EventType::joined, EventType::abandoned};
constexpr EventType kEventful[] = {EventType::joined,  EventType::staffed,  EventType::tagged,
                                   EventType::agent,   EventType::answered, EventType::held,
                                   EventType::resumed, EventType::completed};

std::span<const EventType> events_of(Course course) {
  switch (course) {
    case Course::abandoned:
      return kAbandoned;
    case Course::eventful:
      return kEventful;
    default:
      return kAnswered;
  }
}

void add_call(Messages& messages, Time t, const std::string& queue, std::uint64_t number,
              Course course) {
  const std::string call = fmt::format("pbx-1772442000.{:07}", number);
  const std::string caller = fmt::format("c{:06}", number % 5'000);
  const std::string sku = fmt::format("SKU-{:04}", number % 90);
  const std::string agent = fmt::format("A{:02}", number % 40);
  const Attribute attributes[] = {{"reason", "order_status"}, {"sku", sku}};
  for (const EventType type : events_of(course)) {
    CallEvent event{.time = t, .type = type, .queue = queue, .call = call};
    const bool is_first = type == EventType::joined;
    if (is_first) event.caller = caller;
    if (is_first || type == EventType::tagged) event.attributes = attributes;
    if (type == EventType::agent || type == EventType::answered) event.agent = agent;
    if (type == EventType::completed) event.talk_seconds = 180;
    if (type == EventType::staffed) event.agents = 12;
    messages.add(event);
  }
}

}  // namespace

BusyCentre::BusyCentre(std::size_t queues) {
  for (std::size_t i = 0; i < queues; ++i) queues_.push_back(fmt::format("queue-{:06}", i));
}

std::vector<std::string> BusyCentre::messages(Time from, Duration gap, std::size_t calls,
                                              std::size_t batch, Course course) {
  Messages messages(batch);
  for (std::size_t i = 0; i < calls; ++i, ++next_) {
    add_call(messages, from + static_cast<int>(i) * gap, queues_[next_ % queues_.size()], next_,
             course);
  }
  return messages.take();
}

}  // namespace holdwatch
