#pragma once

#include <array>
#include <cstdint>

namespace holdwatch::core {

/// Tells when calls have fallen far below the usual without falling silent: a line that is cut for
/// some, a menu that leads astray. The test for a surge, downwards, at the end of each slot.
class CollapseWatch {
 public:
  /// `threshold`: open minutes without a false alarm.
  explicit CollapseWatch(double threshold) : threshold_(threshold) {}

  /// Testing begins anew.
  void start_session();
  /// In so many open minutes `calls` came; at least `usual` were to come, however quiet the day.
  void end_slot(double minutes, double usual, std::uint32_t calls);

  bool collapsed() const { return collapsed_; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(evidence_, collapsed_, usual_, calls_);
  }

 private:
  static constexpr std::size_t kFactors = 3;

  void look_for_a_collapse(double minutes, double usual, double calls);
  void look_for_its_end(double usual, double calls);

  double threshold_;
  std::array<double, kFactors> evidence_{};
  bool collapsed_ = false;
  double usual_ = 0;  // since the collapse was last confirmed
  double calls_ = 0;
};

}  // namespace holdwatch::core
