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
  std::span<Queue* const> all() const { return all_; }
  std::span<Queue* const> groups() const { return groups_; }

  /// Queues and groups.
  template <class F>
  void each(F&& f) const {
    for (const auto& queue : queues_) f(*queue);
  }

  /// Gives every queue what the settings say of it now, its groups as well. A group that is
  /// configured no longer stays without members; one that is new begins to learn `now`.
  void reconfigure(Time now);

  template <class Archive>
  void save(Archive& archive) const {
    archive(static_cast<std::uint64_t>(queues_.size()));
    for (const auto& queue : queues_) archive(queue->is_group, queue->settings.name, *queue);
  }
  /// Into an empty table; the groups are as configured now.
  template <class Archive>
  void load(Archive& archive, Time now) {
    std::uint64_t queues = 0;
    archive(queues);
    for (; queues > 0; --queues) {
      bool is_group = false;
      std::string name;
      archive(is_group, name);
      archive(is_group ? add_group(std::move(name), now) : add(name, now));
    }
    if (!queues_.empty()) regroup(now);
    share_budget();
  }

 private:
  QueueSettings settings_of(std::string_view name) const;
  Queue& add(std::string_view name, Time now);
  Queue& add_group(std::string name, Time now);
  void add_groups(Time now);
  void share_budget();
  void join_groups(Queue& queue);
  void regroup(Time now);

  const Settings& settings_;
  std::vector<std::unique_ptr<Queue>> queues_;  ///< by id, the groups among them
  std::vector<Queue*> all_;
  std::vector<Queue*> groups_;
  boost::unordered_flat_map<std::string, QueueId, TextHash, std::equal_to<>> ids_;
};

}  // namespace holdwatch::core
