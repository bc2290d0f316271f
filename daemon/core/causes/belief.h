#pragma once

namespace holdwatch::core {

/// What verdicts have taught of evidence in general.
struct Belief {
  double temperature = 0.7;  ///< power of the likelihood: calls are less independent than modelled
  double error_rate = 0.03;  ///< share of a cause's calls that state something else, as usual
  double misreported = 0.002;  ///< share of reports that name a wrong value in their scope
  double silence = 1;          ///< how many times oftener than usual they state nothing
};

}  // namespace holdwatch::core
