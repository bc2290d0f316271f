#include "app/simulate/broadcast.h"

#include <utility>

namespace holdwatch::simulate {

void Broadcast::note(const CallEvent& event) {
  if (event.type == EventType::joined) open_[std::string(event.call)].queue = event.queue;
  const auto call = open_.find(event.call);
  if (call == open_.end()) return;
  if (event.type == EventType::answered) call->second.is_answered = true;
  if (event.type == EventType::abandoned || event.type == EventType::completed) open_.erase(call);
}

void Broadcast::tell_past(const Take& take) {
  while (centre_.next_time() < live_from_) {
    const Input& input = centre_.next();
    if (const auto* event = std::get_if<CallEvent>(&input)) note(*event);
    take(input);
  }
  for (const auto& [id, call] : open_) {
    CallEvent end;
    end.time = live_from_ - Duration{1};
    end.type = call.is_answered ? EventType::completed : EventType::exited;
    end.outcome = Outcome::unknown;
    end.queue = call.queue;
    end.call = id;
    take(end);
  }
}

bool Broadcast::belongs_to_the_past(const Input& input) const {
  const auto* event = std::get_if<CallEvent>(&input);
  return event != nullptr && !event->call.empty() && open_.contains(event->call);
}

Time Broadcast::told_at(Time simulated) const {
  return live_from_ + from_seconds(to_seconds(simulated - live_from_) / speed_);
}

void Broadcast::move_on() {
  if (std::exchange(has_next_, true)) return;
  do {
    next_ = centre_.next();
  } while (belongs_to_the_past(next_));
  std::visit([this](auto& input) { input.time = told_at(input.time); }, next_);
  if (auto* event = std::get_if<CallEvent>(&next_); event && event->talk_seconds) {
    *event->talk_seconds /= speed_;
  }
}

Time Broadcast::next_time() {
  move_on();
  return time_of(next_);
}

const Input& Broadcast::next() {
  move_on();
  has_next_ = false;
  return next_;
}

std::vector<IncidentReport> open_incidents(Broadcast& broadcast, Time at) {
  std::vector<IncidentReport> open;
  broadcast.tell_past([&open](const Input& input) {
    const auto* report = std::get_if<IncidentReport>(&input);
    if (report == nullptr) return;
    if (report->type == ReportType::closed) {
      std::erase_if(open, [report](const auto& other) { return other.id == report->id; });
    } else {
      open.push_back(*report);
    }
  });
  for (IncidentReport& report : open) report.time = at;
  return open;
}

}  // namespace holdwatch::simulate
