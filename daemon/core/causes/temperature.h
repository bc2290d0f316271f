#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace holdwatch::core {

/// A set of causes as it was weighed: the logarithms of its prior and of its evidence, and whether
/// it turned out to hold the truth.
struct WeighedSet {
  double log_prior = 0;
  double log_evidence = 0;
  bool is_true = false;
};

/// The power of the evidence, below 1 because calls are less independent than the model says: a
/// cautious value until thirty cases are confirmed, then the one under which what was confirmed
/// had been likeliest.
class TemperatureFit {
 public:
  static constexpr std::size_t kGrid = 15;
  static constexpr std::size_t kCasesNeeded = 30;
  /// Logarithm of the probability that each temperature of the grid had given to the truth.
  using Case = std::array<double, kGrid>;

  static Case weigh(std::span<const WeighedSet> sets);
  void learn(const Case& confirmed);
  double value() const;

  template <class Archive>
  void serialize(Archive& archive) {
    archive(sum_, cases_);
  }

 private:
  Case sum_{};
  std::size_t cases_ = 0;
};

}  // namespace holdwatch::core
