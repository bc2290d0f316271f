#pragma once

#include <boost/iterator/indirect_iterator.hpp>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

#include "model/alert.h"

namespace holdwatch {

/// Alerts, none of which changes any more: each is held in common with whoever else has it, so that
/// passing thousands of them on copies none.
class AlertList {
 public:
  using Shared = std::shared_ptr<const AlertChange>;

  AlertList() = default;
  explicit AlertList(std::vector<Shared> alerts) : alerts_(std::move(alerts)) {}
  AlertList(std::initializer_list<AlertChange> alerts) {
    for (const AlertChange& alert : alerts) push_back(alert);
  }

  void push_back(AlertChange alert) {
    alerts_.push_back(std::make_shared<const AlertChange>(std::move(alert)));
  }

  std::size_t size() const { return alerts_.size(); }
  bool empty() const { return alerts_.empty(); }
  const AlertChange& operator[](std::size_t i) const { return *alerts_[i]; }
  const AlertChange& back() const { return *alerts_.back(); }

  auto begin() const { return boost::make_indirect_iterator(alerts_.begin()); }
  auto end() const { return boost::make_indirect_iterator(alerts_.end()); }
  auto rbegin() const { return boost::make_indirect_iterator(alerts_.rbegin()); }
  auto rend() const { return boost::make_indirect_iterator(alerts_.rend()); }

 private:
  std::vector<Shared> alerts_;
};

}  // namespace holdwatch
