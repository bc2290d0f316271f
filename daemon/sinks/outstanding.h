#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace holdwatch {

/// Of which alerts a change is still on its way to somebody. Whoever carries a change keeps its
/// receipt, on any thread, and lets go of it once the change has arrived, is void or is given up.
class Outstanding {
 public:
  using Receipt = std::shared_ptr<const void>;

  /// One and the same for all changes of an alert that are on their way at once.
  Receipt issue(const std::string& alert) {
    if (carried_.size() >= 2 * alive_ + kFew) forget();
    std::weak_ptr<const void>& carried = carried_[alert];
    Receipt receipt = carried.lock();
    if (!receipt) carried = receipt = std::make_shared<char>();
    return receipt;
  }

  /// Ids, sorted.
  std::vector<std::string> alerts() {
    forget();
    std::vector<std::string> ids;
    for (const auto& [id, receipt] : carried_) ids.push_back(id);
    return ids;
  }

 private:
  static constexpr std::size_t kFew = 64;

  void forget() {
    std::erase_if(carried_, [](const auto& entry) { return entry.second.expired(); });
    alive_ = carried_.size();
  }

  std::size_t alive_ = 0;  // when last looked at
  std::map<std::string, std::weak_ptr<const void>> carried_;
};

}  // namespace holdwatch
