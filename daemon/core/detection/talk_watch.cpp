#include "core/detection/talk_watch.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kShift = 0.6;      // of the mean of ln(talk) that matters
constexpr double kMostSum = 18;     // so that a long spell is soon over once it is over
constexpr double kEdgeReach = 2.5;  // sds beyond which a conversation counts as one at the edge
constexpr int kLearnFirst = 50;     // conversations before any judgement
constexpr int kTalkMemory = 3000;   // conversations
constexpr double kRecentGain = 0.05;

}  // namespace

void TalkWatch::ended(Duration talk) {
  const double log_talk = std::log(std::max(to_seconds(talk), 1.0));
  if (learned_ < kLearnFirst) return learn(log_talk);
  const double reach = kEdgeReach * std::sqrt(variance_);
  const double deviation = std::clamp(log_talk - mean_, -reach, reach);
  recent_ += kRecentGain * (deviation - recent_);
  sum_ += kShift / variance_ * (deviation - kShift / 2);
  sum_ = std::clamp(sum_, 0.0, kMostSum);
  if (sum_ < kThreshold / 2) learn(mean_ + deviation);
}

void TalkWatch::learn(double log_talk) {
  learned_ = std::min(learned_ + 1, kTalkMemory);
  const double gain = 1.0 / learned_;
  const double deviation = log_talk - mean_;
  mean_ += gain * deviation;
  variance_ = std::max(0.05, variance_ + gain * (deviation * deviation - variance_));
}

double TalkWatch::factor() const {
  return std::exp(recent_);
}

}  // namespace holdwatch::core
