#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "model/estimate_sum.h"
#include "model/ledger.h"
#include "model/surge_account.h"
#include "model/zone.h"

namespace holdwatch::core {

/// Who brought how much load on which day: the sum of all surges' accounts. An account that is made
/// anew replaces the older one of its surge; a surge that a person called a false alarm is in no
/// line. A surge counts whole for the day of its onset.
class Ledger {
 public:
  using Lines = std::vector<LedgerLine>;

  static constexpr std::chrono::days kKept{92};
  static constexpr std::size_t kLimit = 20'000;  ///< lines; the oldest go first

  /// Lines older than `kept` are forgotten.
  explicit Ledger(std::chrono::days kept = kKept) : kept_(kept) {}

  /// `zone` is the centre's: it says which day it was.
  void put(const SurgeAccount& account, const Zone& zone);
  /// By day, driver, department, category and queue; the same object until something changes.
  std::shared_ptr<const Lines> lines() const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(sums_, bookings_);
    lines_.reset();
  }

 private:
  using Key = std::tuple<std::chrono::local_days, Driver, std::string, std::string, std::string>;
  struct Sum {
    std::uint32_t surges = 0;
    LoadSum load;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(surges, load);
    }
  };
  struct Entry {
    Key key;
    Load load;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(key, load);
    }
  };
  struct Booking {
    Time made;
    std::vector<Entry> entries;

    template <class Archive>
    void serialize(Archive& archive) {
      archive(made, entries);
    }
  };

  static std::vector<Entry> entries_of(const SurgeAccount& account, std::chrono::local_days day);
  void take_back(const std::string& alert);
  void forget(Time now, std::chrono::local_days today);

  std::chrono::days kept_;
  std::map<Key, Sum> sums_;
  std::map<std::string, Booking> bookings_;  ///< by alert, while they may still be made anew
  mutable std::shared_ptr<const Lines> lines_;
};

}  // namespace holdwatch::core
