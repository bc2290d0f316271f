#pragma once

namespace holdwatch::core {

/// A number that is worked with in double precision and kept in single: what is kept by the
/// hundred in every queue takes half the room. Not for what many small things are added to.
class Single {
 public:
  static constexpr bool kIsPlain = true;

  constexpr Single(double value = 0) : value_(static_cast<float>(value)) {}
  constexpr operator double() const { return static_cast<double>(value_); }

  Single& operator+=(double by) { return *this = *this + by; }
  Single& operator*=(double by) { return *this = *this * by; }

 private:
  float value_;
};

}  // namespace holdwatch::core
