#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "app/remote/answers.h"
#include "app/terminal/paint.h"

namespace holdwatch::remote {

/// How a queue is, worst first. One that isn't seen is never calm.
enum class QueueState : std::uint8_t { surge, unknown, long_hold, waiting, calm };

QueueState state_of(const QueueView& queue, Time now);

/// How long whoever has waited longest has waited; 0 when nobody waits.
double longest_wait_seconds(const QueueView& queue, Time now);

/// The state as a word and as a sign, so that no colour is needed to tell it.
std::string_view word_for(QueueState state);
std::string_view sign_for(QueueState state);
terminal::Tone tone_of(QueueState state);

/// By state, then by the longest wait, then by name.
bool is_worse(const QueueView& a, const QueueView& b, Time now);
void sort_worst_first(std::vector<QueueView>& queues, Time now);

}  // namespace holdwatch::remote
