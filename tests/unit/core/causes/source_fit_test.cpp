#include "core/causes/source_fit.h"

#include <gtest/gtest.h>

#include <cmath>

namespace holdwatch::core {
namespace {

/// A source whose calls bear a mark that `marked` calls of `all` carry, usually 1 in 50, seen over
/// a time in which as many usual calls were expected as given.
Source source(std::size_t all, std::size_t first_marked, std::size_t marked, double expected,
              double size) {
  Source s;
  s.log_size_mean = std::log(size);
  s.log_size_sd = 1.3;
  for (std::size_t i = 0; i < all; ++i) {
    const bool has_it = i >= first_marked && i < first_marked + marked;
    s.likelihood_ratio.push_back(static_cast<float>((has_it ? 48.5 : 0.03) / expected));
  }
  return s;
}

TEST(FitSources, CountsTheMarkedCallsOfOneSource) {
  const Source a = source(300, 0, 100, 200, 60);
  const Source* sources[] = {&a};
  const SourceFit fit = fit_sources({.expected = 200, .level_sd = 0.05}, sources, 100);
  EXPECT_NEAR(fit.calls[0], 98, 3);
  EXPECT_GT(fit.covariance[0][0], 0);
  EXPECT_LT(std::sqrt(fit.covariance[0][0]), 8);
}

TEST(FitSources, SharesTheCallsBetweenTwoSourcesAsTheirMarksDo) {
  const Source a = source(320, 0, 80, 200, 60);
  const Source b = source(320, 80, 40, 200, 60);
  const Source* sources[] = {&a, &b};
  const SourceFit fit = fit_sources({.expected = 200, .level_sd = 0.05}, sources, 120);
  EXPECT_NEAR(fit.calls[0], 79, 4);
  EXPECT_NEAR(fit.calls[1], 39, 4);
}

TEST(FitSources, TheEvidencePrefersTheSourceWhoseMarkIsThere) {
  const Source right = source(300, 0, 100, 200, 100);
  const Source wrong = source(300, 0, 4, 200, 100);
  const Source* rights[] = {&right};
  const Source* wrongs[] = {&wrong};
  const UsualCalls usual{.expected = 200, .level_sd = 0.05};
  EXPECT_GT(fit_sources(usual, rights, 100).log_evidence,
            fit_sources(usual, wrongs, 100).log_evidence + 50);
}

TEST(FitSources, ASecondSourceThatExplainsNothingCostsEvidence) {
  const Source a = source(300, 0, 100, 200, 100);
  const Source b = source(300, 200, 4, 200, 100);
  const Source* one[] = {&a};
  const Source* two[] = {&a, &b};
  const UsualCalls usual{.expected = 200, .level_sd = 0.05};
  EXPECT_GT(fit_sources(usual, one, 100).log_evidence,
            fit_sources(usual, two, 100).log_evidence + 2);
}

TEST(FitSources, AnUncertainLevelWidensTheCountOfUnmarkedCalls) {
  Source plain;
  plain.log_size_mean = std::log(100);
  plain.likelihood_ratio.assign(300, 1.0F / 200);
  const Source* sources[] = {&plain};
  const double sure =
      fit_sources({.expected = 200, .level_sd = 0.03}, sources, 100).covariance[0][0];
  const double unsure =
      fit_sources({.expected = 200, .level_sd = 0.2}, sources, 100).covariance[0][0];
  EXPECT_GT(unsure, 2 * sure);
}

TEST(FitSources, NoCallsAtAllAreNoCalls) {
  Source nothing;
  const Source* sources[] = {&nothing};
  const SourceFit fit = fit_sources({.expected = 5, .level_sd = 0.1}, sources, 10);
  EXPECT_EQ(fit.calls[0], 0);
  EXPECT_TRUE(std::isfinite(fit.log_evidence));
}

}  // namespace
}  // namespace holdwatch::core
