#pragma once

#include <bitset>
#include <cstddef>
#include <vector>

namespace holdwatch::core {

/// An array in which only what was ever written to takes room; the rest is Value{}.
template <class Value, std::size_t kSize>
class SparseArray {
 public:
  Value operator[](std::size_t i) const { return written_[i] ? values_[place_of(i)] : Value{}; }

  /// To be written to.
  Value& at(std::size_t i) {
    const auto place = values_.begin() + static_cast<std::ptrdiff_t>(place_of(i));
    if (written_[i]) return *place;
    written_.set(i);
    return *values_.insert(place, Value{});
  }

  /// What was written to.
  std::vector<Value>& values() { return values_; }

  template <class Archive>
  void serialize(Archive& archive) {
    archive(written_, values_);
  }

 private:
  std::size_t place_of(std::size_t i) const { return (written_ << (kSize - i)).count(); }

  std::bitset<kSize> written_;
  std::vector<Value> values_;
};

}  // namespace holdwatch::core
