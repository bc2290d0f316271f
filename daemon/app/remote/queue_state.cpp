#include "app/remote/queue_state.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace holdwatch::remote {

namespace {

struct Look {
  std::string_view word;
  std::string_view sign;
  terminal::Tone tone;
};

constexpr std::array<Look, 5> kLooks = {{{"surge", "●", terminal::Tone::bad},
                                         {"unknown", "?", terminal::Tone::unknown},
                                         {"long hold", "▲", terminal::Tone::warning},
                                         {"waiting", "○", terminal::Tone::plain},
                                         {"calm", "·", terminal::Tone::good}}};

const Look& look_of(QueueState state) {
  return kLooks[static_cast<std::size_t>(state)];
}

}  // namespace

QueueState state_of(const QueueView& queue, Time now) {
  if (queue.surge) return QueueState::surge;
  if (!queue.is_known) return QueueState::unknown;
  if (longest_wait_seconds(queue, now) > queue.long_hold_seconds) return QueueState::long_hold;
  return queue.waiting > 0 ? QueueState::waiting : QueueState::calm;
}

double longest_wait_seconds(const QueueView& queue, Time now) {
  if (!queue.longest_wait_since) return 0;
  return std::max(0.0, to_seconds(now - *queue.longest_wait_since));
}

std::string_view word_for(QueueState state) {
  return look_of(state).word;
}

std::string_view sign_for(QueueState state) {
  return look_of(state).sign;
}

terminal::Tone tone_of(QueueState state) {
  return look_of(state).tone;
}

bool is_worse(const QueueView& a, const QueueView& b, Time now) {
  const auto rank = [now](const QueueView& queue) {
    return std::make_tuple(state_of(queue, now), -longest_wait_seconds(queue, now));
  };
  const auto of_a = rank(a);
  const auto of_b = rank(b);
  return of_a != of_b ? of_a < of_b : a.name < b.name;
}

void sort_worst_first(std::vector<QueueView>& queues, Time now) {
  std::sort(queues.begin(), queues.end(),
            [now](const QueueView& a, const QueueView& b) { return is_worse(a, b, now); });
}

}  // namespace holdwatch::remote
