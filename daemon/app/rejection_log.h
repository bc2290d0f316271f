#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/disposition.h"
#include "model/time.h"

namespace holdwatch {

/// Tells of one source's refused input without flooding the log: of each reason the first few in a
/// minute, then one line that counts the rest.
class RejectionLog {
 public:
  static constexpr std::uint64_t kTold = 5;
  static constexpr Duration kWindow = std::chrono::minutes{1};

  explicit RejectionLog(std::string source) : source_(std::move(source)) {}

  /// `describe` gives the place and what was found, as key=value; asked only when it is told.
  template <class Describe>
  void rejected(Disposition reason, Time now, Describe describe) {
    if (is_told(reason, now)) tell(reason, describe());
  }

  /// Closes the minutes that are over, with the count of what was not told.
  void tick(Time now);

 private:
  struct Window {
    Time opened;
    std::uint64_t count = 0;  ///< 0: not open
  };

  bool is_told(Disposition reason, Time now);
  void tell(Disposition reason, std::string_view description) const;

  std::string source_;
  std::array<Window, kDispositions> windows_{};
};

}  // namespace holdwatch
