#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/health.h"
#include "model/snapshot.h"
#include "sinks/api/views.h"

namespace holdwatch::api {

/// What is told of as a whole, by GET and in the stream; and `alert`, one change of an alert.
enum class Topic : std::uint8_t { queues, surges, feeds, departments, incidents, abandoned, alert };
inline constexpr std::size_t kStates = 6;  ///< topics that are states
inline constexpr std::array<std::string_view, kStates + 1> kTopics = {
    "queues", "surges", "feeds", "departments", "incidents", "abandoned", "alert"};

/// The newest snapshot and health, and what they say in the words of the API: made once for each,
/// however often it is asked for. Lives on the service thread.
class Board {
 public:
  void put(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const Health> health);

  /// Nothing was put yet: nothing else may be asked.
  bool empty() const { return snapshot_ == nullptr; }
  const Snapshot& snapshot() const { return *snapshot_; }
  const Health& health() const { return *health_; }

  /// The members of a state's answer behind its time.
  const std::string& members(Topic state);
  std::string answer(Topic state) { return with_time(snapshot_->time, members(state)); }
  const std::vector<QueueRow>& rows();

 private:
  std::string make(Topic state);

  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const Health> health_;
  std::optional<std::vector<QueueRow>> rows_;
  std::array<std::optional<std::string>, kStates> members_;
};

}  // namespace holdwatch::api
