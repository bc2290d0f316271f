#pragma once

namespace holdwatch {

/// How the programs end when all isn't well: 1 where the command did its work and the news is bad
/// or was refused, else as sysexits(3) has it.
inline constexpr int kBad = 1;
inline constexpr int kUsageError = 64;
inline constexpr int kUnavailable = 69;  ///< nobody answers, or not now
inline constexpr int kNotPermitted = 77;
inline constexpr int kBadConfiguration = 78;

}  // namespace holdwatch
