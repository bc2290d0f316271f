#pragma once

#include <array>

namespace holdwatch::core {

/// The joint test of the day's busyness D and a surge's factor m, and the filter that tells when a
/// surge ends: one grid of weights over (m, D), m = 1 (calm) in the first row.
class SurgeGrid {
 public:
  static constexpr int kDays = 12;    ///< points of D
  static constexpr int kFactors = 8;  ///< points of m, calm included

  /// A new day: busyness anew, whose logarithm is normal. Keeps whether a surge is on.
  void start_day(double mean, double sd);
  /// A new half-hour with its own intensity noise, a Gamma factor with this relative variance.
  void start_block(double relative_variance);
  /// Open minutes without a call, in which `usual` calls come at D = 1.
  void quiet(double minutes, double usual);
  /// A call came after such a stretch.
  void call(double minutes, double usual);
  /// Every quarter of an hour: busyness drifts a little; an open surge may end or change its size.
  void end_slot();

  /// The Shiryaev-Roberts statistic, in open minutes; meaningful while no surge is open.
  double statistic() const { return static_cast<double>(statistic_); }
  /// From now on the grid is the posterior of an open surge.
  void open();
  /// The surge is over: calm, with the busyness as known by now.
  void close();
  bool is_open() const { return open_; }

  double off_probability() const;
  /// Mean and sd of D, a surge being accounted for.
  double day_mean() const;
  double day_sd() const;
  /// Mean of m, given that a surge is on.
  double factor_mean() const;

  /// Its state, to and from an archive.
  template <class Archive>
  void serialize(Archive& archive) {
    archive(weight_, seen_, day_, usual_, calls_, shape_, scale_, statistic_, open_);
  }

 private:
  using Row = std::array<float, kDays>;

  // Rows of kDays cells, one after the other.
  struct Cells {
    std::array<float, kFactors * kDays> all{};

    float* operator[](int row) { return all.data() + row * kDays; }
    const float* operator[](int row) const { return all.data() + row * kDays; }

    template <class Archive>
    void serialize(Archive& archive) {
      archive(all);
    }
  };

  // Open time in which `usual` calls come at D = 1; `budget`: minutes of it that count.
  struct Stretch {
    float budget;
    float usual;
    bool called;  // at its end
  };

  Stretch stretch(double minutes, double usual, bool called) const;
  void advance(const Stretch& stretch);
  void advance_cells(const Stretch& stretch);
  void normalise();
  void scale_row(int row, float by);
  static void drift(float* row, float move);
  static void change(Cells& cells);
  float mass(int row) const;
  Row day_posterior() const;

  alignas(32) Cells weight_{};
  alignas(32) Cells seen_{};  // times the calls that this block should have had, by cell
  alignas(32) Row day_{};     // the points of D
  float usual_ = 0;           // at D = 1, this block
  float calls_ = 0;           // this block
  float shape_ = 100;         // of the half-hour's Gamma factor
  float scale_ = 1;
  float statistic_ = 0;
  bool open_ = false;
};

}  // namespace holdwatch::core
