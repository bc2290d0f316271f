#pragma once

#include <array>
#include <optional>
#include <vector>

namespace holdwatch::bench {

inline constexpr int kBinsPerDay = 288;

/// Five minutes of open time.
struct Bin {
  int day = 0;   ///< local days since 1970-01-01
  int slot = 0;  ///< of the local day's 288
  double calls = 0;

  int weekday() const { return ((day + 3) % 7 + 7) % 7; }  // 1970-01-01 was a Thursday
};

/// A detector as others build them: takes bins in order and says after each how alarming things
/// look, from the past only. What score raises an alarm is tuned from outside.
class Comparator {
 public:
  virtual ~Comparator() = default;
  virtual double score(const Bin& bin) = 0;
};

/// The calls of the last quarter of an hour, moving by a bin; nothing until the day has had one.
class QuarterHour {
 public:
  std::optional<double> add(const Bin& bin);

 private:
  int day_ = -1;
  int bins_ = 0;
  std::array<double, 3> calls_{};
};

/// What the same slot of the last five such weekdays brought, oldest first. Days are past as soon
/// as a bin of a later one has been added.
class SlotHistory {
 public:
  static constexpr std::size_t kWeeks = 5;

  const std::vector<double>& at(int weekday, int slot) const { return values_[weekday][slot]; }
  void add(const Bin& bin, double value);

 private:
  void end_day();

  struct Value {
    Bin bin;
    double value;
  };

  std::array<std::array<std::vector<double>, kBinsPerDay>, 7> values_;
  std::vector<Value> today_;
};

struct Moments {
  double mean = 0;
  double sd = 0;  ///< of the sample, n - 1
};
Moments moments(const std::vector<double>& values);

}  // namespace holdwatch::bench
