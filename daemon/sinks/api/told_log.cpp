#include "sinks/api/told_log.h"

#include <fmt/format.h>

#include <charconv>

namespace holdwatch::api {

std::string to_string(const EventId& id) {
  return fmt::format("{}-{}-{}", id.run, id.number, id.time.time_since_epoch().count());
}

std::optional<EventId> parse_event_id(std::string_view text) {
  EventId id;
  std::int64_t micros = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto take = [&](auto& number) {
    const auto [next, error] = std::from_chars(at, end, number);
    at = next;
    return error == std::errc{};
  };
  const auto dash = [&] { return at != end && *at++ == '-'; };
  if (!take(id.run) || !dash() || !take(id.number) || !dash() || !take(micros) || at != end) {
    return std::nullopt;
  }
  id.time = Time{Duration{micros}};
  return id;
}

net::HttpFlow::Chunk make_event(std::string_view name, std::string_view data, std::string_view id) {
  std::string event;
  event.reserve(name.size() + data.size() + id.size() + 32);
  if (!id.empty()) event.append("id: ").append(id) += '\n';
  event.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
  return std::make_shared<const std::string>(std::move(event));
}

const net::HttpFlow::Chunk& ToldLog::add(Time time, std::string_view change) {
  ++told_;
  kept_.push_back({time, make_event("alert", change, to_string(EventId{run_, told_, time}))});
  if (kept_.size() > kKept) kept_.pop_front();
  return kept_.back().event;
}

std::optional<ToldLog::Chunks> ToldLog::since(const EventId& id) const {
  const bool is_kept = id.run == run_ && id.number <= told_ && id.number + kept_.size() >= told_;
  if (!is_kept) return std::nullopt;
  Chunks chunks;
  for (std::size_t i = kept_.size() - (told_ - id.number); i < kept_.size(); ++i) {
    chunks.push_back(kept_[i].event);
  }
  return chunks;
}

ToldLog::Chunks ToldLog::all() const {
  Chunks chunks;
  for (const Told& told : kept_) chunks.push_back(told.event);
  return chunks;
}

std::optional<Time> ToldLog::oldest() const {
  return kept_.empty() ? std::nullopt : std::optional<Time>(kept_.front().time);
}

}  // namespace holdwatch::api
