#include "core/causes/surge_window.h"

#include <algorithm>
#include <optional>

namespace holdwatch::core {

namespace {

constexpr Duration kBeforeOnset = std::chrono::minutes{20};
constexpr std::size_t kMaxCalls = 3'000;

double overlap(const ExpectedBlock& b, Time from, Time to) {
  const Duration common = std::min(b.to, to) - std::max(b.from, from);
  if (common <= Duration::zero() || b.to <= b.from) return 0;
  return to_seconds(common) / to_seconds(b.to - b.from);
}

/// Expected calls per open minute at a time, or nothing when closed then.
std::optional<double> intensity(std::span<const ExpectedBlock> blocks, Time t) {
  auto after = std::upper_bound(blocks.begin(), blocks.end(), t,
                                [](Time x, const ExpectedBlock& b) { return x < b.from; });
  if (after == blocks.begin()) return std::nullopt;
  const ExpectedBlock& b = *std::prev(after);
  if (t >= b.to || b.open_minutes <= 0) return std::nullopt;
  return b.expected_calls / b.open_minutes;
}

std::vector<CallRef> calls_between(const CallMemory& calls, Time from, Time to) {
  std::vector<CallRef> found;
  for (CallRef i = calls.next(); i > calls.oldest(); --i) {
    const Time t = calls.at(i - 1).time;
    if (t < from) break;
    if (t <= to) found.push_back(i - 1);
  }
  std::reverse(found.begin(), found.end());
  return found;
}

/// Keeps at most kMaxCalls, evenly spread; returns how many calls each of them stands for.
double thin(std::vector<CallRef>& calls) {
  const std::size_t all = calls.size();
  if (all <= kMaxCalls) return 1;
  for (std::size_t i = 0; i < kMaxCalls; ++i) calls[i] = calls[i * all / kMaxCalls];
  calls.resize(kMaxCalls);
  return static_cast<double>(all) / kMaxCalls;
}

class ColumnBuilder {
 public:
  ColumnBuilder(SurgeWindow& window, std::size_t calls) : window_(window), calls_(calls) {}

  void add(std::size_t call, const RememberedCall& remembered) {
    for (AttributeKey key : remembered.attributes) {
      if (key == kNoAttribute) return;
      AttributeColumn& column = column_of(name_of(key));
      const auto next = static_cast<std::uint32_t>(column.keys.size());
      auto [place, is_new] = window_.places.try_emplace(key, next);
      if (is_new) column.keys.push_back(key);
      column.value[call] = place->second;
      column.known += 1;
    }
  }

  void finish(const ShareTable& queue, const ShareTable& all, double one_call, std::size_t used) {
    for (AttributeColumn& column : window_.columns) {
      column.value.resize(used);
      column.coverage = usual_coverage(queue, all, column.name, one_call);
      for (AttributeKey key : column.keys) {
        column.usual.push_back(key == kNoAttribute ? 0 : usual_share(queue, all, key, one_call));
      }
    }
  }

 private:
  AttributeColumn& column_of(std::size_t name) {
    std::vector<AttributeColumn>& columns = window_.columns;
    auto it = std::find_if(columns.begin(), columns.end(),
                           [&](const AttributeColumn& c) { return c.name == name; });
    if (it != columns.end()) return *it;
    columns.push_back({.name = name,
                       .value = std::vector<std::uint32_t>(calls_),
                       .keys = {kNoAttribute},
                       .usual = {}});
    return columns.back();
  }

  SurgeWindow& window_;
  std::size_t calls_;
};

void measure_exposure(SurgeWindow& window, std::span<const ExpectedBlock> blocks) {
  for (const ExpectedBlock& b : blocks) {
    const double share = overlap(b, window.from, window.to);
    window.expected += share * b.expected_calls;
    window.open_minutes += share * b.open_minutes;
  }
  window.open_minutes = std::max(window.open_minutes, 1.0);
}

}  // namespace

const AttributeColumn* SurgeWindow::column(std::size_t name) const {
  auto it = std::find_if(columns.begin(), columns.end(),
                         [&](const AttributeColumn& c) { return c.name == name; });
  return it == columns.end() ? nullptr : &*it;
}

std::uint32_t SurgeWindow::place(AttributeKey key) const {
  auto it = places.find(key);
  return it == places.end() ? 0 : it->second;
}

SurgeWindow make_window(const SurgeEvidence& surge, Time now, const CallMemory& calls,
                        const ShareTable& queue_shares, const ShareTable& all_shares,
                        double one_call) {
  SurgeWindow window{.from = std::min(surge.onset.low, surge.onset.estimate - kBeforeOnset),
                     .to = std::min(now, surge.blocks.empty() ? now : surge.blocks.back().to)};
  measure_exposure(window, surge.blocks);
  std::vector<CallRef> found = calls_between(calls, window.from, window.to);
  window.thinning = thin(found);
  window.expected /= window.thinning;

  // An hour in which hardly anybody calls must not make one caller a proof.
  const double least = 0.05 * window.expected * window.thinning / window.open_minutes;
  ColumnBuilder columns(window, found.size());
  std::size_t used = 0;
  for (CallRef ref : found) {
    const RememberedCall& call = calls.at(ref);
    const auto usual = intensity(surge.blocks, call.time);
    if (!usual) continue;
    window.profile.push_back(static_cast<float>(
        window.thinning / (window.open_minutes * std::max({*usual, least, 1e-6}))));
    window.times.push_back(call.time);
    columns.add(used++, call);
  }
  columns.finish(queue_shares, all_shares, one_call, used);
  return window;
}

}  // namespace holdwatch::core
