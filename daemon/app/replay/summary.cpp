#include "app/replay/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "model/names.h"
#include "wire/json_writer.h"

namespace holdwatch::replay {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// The value that 90 % are at or below (nearest rank).
double p90(std::vector<float> values) {
  const auto rank = static_cast<std::size_t>(std::ceil(0.9 * static_cast<double>(values.size())));
  auto place = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(values.begin(), place, values.end());
  return static_cast<double>(*place);
}

double mean(const std::vector<float>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::uint64_t ended(const QueueSnapshot& queue, Outcome outcome) {
  return queue.left[static_cast<std::size_t>(outcome)];
}

/// {"WORD": N, ...} of the counts that aren't 0, from `from` on.
template <class E, std::size_t N>
void write_counts(wire::JsonWriter& json, std::string_view name,
                  const std::array<std::uint64_t, N>& counts, E from = E{}) {
  json.key(name);
  json.open_object();
  for (auto i = static_cast<std::size_t>(from); i < N; ++i) {
    if (counts[i] > 0) json.whole(to_string(static_cast<E>(i)), counts[i]);
  }
  json.close_object();
}

}  // namespace

void Summary::input(Disposition disposition) {
  ++inputs_;
  if (disposition != Disposition::accepted) rejected(disposition);
}

void Summary::left(std::string_view queue, Outcome outcome, Duration wait) {
  if (outcome == Outcome::full) return;
  auto found = waits_.find(queue);
  if (found == waits_.end()) found = waits_.emplace(std::string(queue), Waits{}).first;
  found->second.seconds.push_back(static_cast<float>(to_seconds(wait)));
  found->second.over_60s += wait > std::chrono::seconds{60};
}

void Summary::alert(const AlertChange& change) {
  if (change.status == AlertStatus::firing) ++alerts_[static_cast<std::size_t>(change.kind)];
}

const Summary::Waits* Summary::waits_of(const std::string& queue) const {
  auto found = waits_.find(queue);
  return found == waits_.end() ? nullptr : &found->second;
}

std::string Summary::to_json(const Snapshot& end, double seconds) const {
  std::string text;
  wire::JsonWriter json(text);
  json.open_object();
  json.whole("events", inputs_);
  write_counts<Disposition>(json, "rejected", rejected_);
  json.number("seconds", seconds, 3);
  json.key("queues");
  json.open_object();
  for (const QueueSnapshot& queue : end.queues) write_queue(json, queue);
  json.close_object();
  write_counts<AlertKind>(json, "alerts", alerts_);
  json.close_object();
  return text + "\n";
}

void Summary::write_queue(wire::JsonWriter& json, const QueueSnapshot& queue) const {
  const Waits* waits = waits_of(queue.name);
  json.key(queue.name);
  json.open_object();
  json.whole("offered", queue.offered);
  json.whole("answered", ended(queue, Outcome::answered));
  json.whole("abandoned", ended(queue, Outcome::abandoned));
  write_counts(json, "exited", queue.left, Outcome::timeout);
  json.whole("waiting_at_end", queue.waiting);
  json.number("mean_wait_seconds", waits ? mean(waits->seconds) : kUnknown, 3);
  json.number("p90_wait_seconds", waits ? p90(waits->seconds) : kUnknown, 3);
  json.whole("waited_over_60s", waits ? waits->over_60s : 0);
  json.close_object();
}

std::string Summary::to_text(const Snapshot& end, double seconds) const {
  std::string text = fmt::format("{} events in {:.2f} s ({:.0f} a second)\n", inputs_, seconds,
                                 static_cast<double>(inputs_) / std::max(seconds, 1e-9));
  for (std::size_t i = 0; i < kDispositions; ++i) {
    if (rejected_[i] == 0) continue;
    text +=
        fmt::format("  rejected, {}: {}\n", to_string(static_cast<Disposition>(i)), rejected_[i]);
  }
  text += fmt::format("{:<24} {:>9} {:>9} {:>9} {:>9} {:>9}\n", "queue", "offered", "answered",
                      "abandoned", "mean wait", "p90 wait");
  for (const QueueSnapshot& q : end.queues) {
    const Waits* waits = waits_of(q.name);
    text += fmt::format("{:<24} {:>9} {:>9} {:>9} {:>8.0f}s {:>8.0f}s\n", q.name, q.offered,
                        ended(q, Outcome::answered), ended(q, Outcome::abandoned),
                        waits != nullptr ? mean(waits->seconds) : 0,
                        waits != nullptr ? p90(waits->seconds) : 0);
  }
  for (std::size_t i = 0; i < kAlertKinds; ++i) {
    if (alerts_[i] > 0) {
      text += fmt::format("alerts, {}: {}\n", to_string(static_cast<AlertKind>(i)), alerts_[i]);
    }
  }
  return text;
}

}  // namespace holdwatch::replay
