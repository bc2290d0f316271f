#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "model/time.h"

/// What is known of causes: the catalogue's rough word, corrected by people's verdicts. Plain
/// values, to be shown, exported and kept.
namespace holdwatch {

/// Weights, in cases, of the lags from an incident's start to its calls, in bins of equal width on
/// the logarithm of the lag: the first begins at one minute, the last ends at thirty days.
struct LagHistogram {
  std::vector<double> cases;
  Duration low{};  ///< 5 % of the lags are shorter
  Duration median{};
  Duration high{};  ///< 5 % are longer
};

struct CategoryModel {
  std::string name;
  std::string department;
  std::uint32_t confirmed = 0;
  std::uint32_t rejected = 0;
  double makes_calls = 0;         ///< probability that an incident makes enough calls to be seen
  double calls_per_affected = 0;  ///< in one queue
  LagHistogram lag;
  std::map<std::string, double> lands_in;  ///< by queue: probability that it makes some there
};

struct CauseModel {
  std::vector<CategoryModel> categories;  ///< by name
  std::uint32_t confirmed = 0;            ///< verdicts that taught
  std::uint32_t rejected = 0;
  std::uint32_t false_alarms = 0;
  double unreported_share = 0;  ///< of surges, that nobody had reported a cause of
  double error_rate = 0;        ///< of a cause's calls, that state something else
  double silence = 1;           ///< how many times oftener than usual they state nothing
  double temperature = 0;       ///< power of the evidence; fitted from 30 confirmed cases on
};

}  // namespace holdwatch
