#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash.h"
#include "core/queue.h"
#include "model/settings.h"

namespace holdwatch::core {

/// Every queue that was ever seen, by name and in the order of first sight.
class QueueTable {
 public:
  /// `settings` must outlive this.
  explicit QueueTable(const Settings& settings) : settings_(settings) {}

  /// The queue of that name, made at its first sight; null when the limit of queues is reached.
  Queue* find_or_add(std::string_view name, Time now);
  /// Null when it was never seen.
  Queue* find(std::string_view name) const;
  Queue& at(QueueId id) const { return *queues_[id]; }
  const std::vector<std::unique_ptr<Queue>>& all() const { return queues_; }

  /// Gives every queue what the settings say of it now.
  void reconfigure();

 private:
  QueueSettings settings_of(std::string_view name) const;

  const Settings& settings_;
  std::vector<std::unique_ptr<Queue>> queues_;
  boost::unordered_flat_map<std::string, QueueId, TextHash, std::equal_to<>> ids_;
};

}  // namespace holdwatch::core
