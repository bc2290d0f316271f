#pragma once

#include <array>
#include <span>
#include <vector>

namespace holdwatch::core {

inline constexpr std::size_t kMaxSources = 3;

/// A possible source of extra calls: how much likelier than usual each call's time and attributes
/// are under it, per extra call; and how many extra calls to expect (lognormal).
struct Source {
  std::vector<float> likelihood_ratio{};
  double log_size_mean = 0;
  double log_size_sd = 1;
};

/// The calls that would have come anyway.
struct UsualCalls {
  double expected = 0;
  double level_sd = 0.1;  ///< relative, of that expectation
};

/// The best account of the calls by a set of sources beside the usual ones.
struct SourceFit {
  double log_evidence = 0;  ///< against "only the usual calls, exactly as expected"
  std::size_t sources = 0;
  std::size_t passes = 0;                   ///< over all calls, that it took
  std::array<double, kMaxSources> calls{};  ///< of those that came, how many each source made
  /// Covariance of `calls`.
  std::array<std::array<double, kMaxSources>, kMaxSources> covariance{};
};

/// Fits 1 to kMaxSources sources together. `start` is the number of extra calls to begin from.
SourceFit fit_sources(const UsualCalls& usual, std::span<const Source* const> sources,
                      double start);

/// A quick look at one source alone: its log likelihood with the given number of extra calls.
double log_likelihood(std::span<const float> likelihood_ratio, double extra_calls);

}  // namespace holdwatch::core
