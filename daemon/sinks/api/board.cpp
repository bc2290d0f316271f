#include "sinks/api/board.h"

#include <utility>

namespace holdwatch::api {

void Board::put(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const Health> health) {
  snapshot_ = std::move(snapshot);
  health_ = std::move(health);
  rows_.reset();
  members_.fill(std::nullopt);
}

const std::string& Board::members(Topic state) {
  std::optional<std::string>& made = members_[static_cast<std::size_t>(state)];
  if (!made) made = make(state);
  return *made;
}

const std::vector<QueueRow>& Board::rows() {
  if (!rows_) rows_ = queue_rows(*snapshot_);
  return *rows_;
}

std::string Board::make(Topic state) {
  switch (state) {
    case Topic::queues:
      return all_queues(*snapshot_, rows());
    case Topic::surges:
      return open_surges(*snapshot_);
    case Topic::feeds:
      return feeds(*health_);
    case Topic::departments:
      return departments(*snapshot_);
    case Topic::incidents:
      return incidents(*snapshot_, false);
    default:
      return abandoned_calls(*snapshot_);
  }
}

}  // namespace holdwatch::api
