#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/hash.h"
#include "core/queue.h"
#include "model/settings.h"

namespace holdwatch::core {

/// Every queue that was ever seen, by name and in the order of first sight; and the groups of
/// queues that are watched like queues, made at the first sight of any.
class QueueTable {
 public:
  /// `settings` must outlive this.
  explicit QueueTable(const Settings& settings) : settings_(settings) {}

  /// The queue of that name, made at its first sight; null when the limit of queues is reached.
  Queue* find_or_add(std::string_view name, Time now);
  /// Null when it was never seen.
  Queue* find(std::string_view name) const;
  Queue* find_group(std::string_view name) const;
  Queue& at(QueueId id) const { return *queues_[id]; }
  /// The queues, without the groups.
  std::span<const std::unique_ptr<Queue>> all() const {
    return std::span(queues_).subspan(groups_);
  }
  std::span<const std::unique_ptr<Queue>> groups() const {
    return std::span(queues_).first(groups_);
  }

  /// Gives every queue what the settings say of it now.
  void reconfigure();

 private:
  QueueSettings settings_of(std::string_view name) const;
  void add_groups(Time now);
  void add_group(std::string name, Time now);
  std::vector<Queue*> groups_of(std::string_view name) const;

  const Settings& settings_;
  std::vector<std::unique_ptr<Queue>> queues_;  ///< by id; the groups go first
  std::size_t groups_ = 0;
  boost::unordered_flat_map<std::string, QueueId, TextHash, std::equal_to<>> ids_;
};

}  // namespace holdwatch::core
