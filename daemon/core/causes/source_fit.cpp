// The calls are a Poisson process whose intensity is the usual one times an uncertain level, plus
// each source's size times its density; a call belongs to a source with the probability of that
// part (its responsibility). The best level and sizes, in logarithms and with their priors, are
// found by Newton steps, or by an expectation-maximisation step wherever the surface is not concave
// yet. The evidence is Laplace's approximation there; the spread of the counts adds what is unsure
// about each single call to what is unsure about level and sizes.
#include "core/causes/source_fit.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace holdwatch::core {

namespace {

constexpr std::size_t kMax = kMaxSources + 1;  // parameter 0 is the level of the usual calls
constexpr int kMaxSteps = 25;
constexpr double kSettled = 1e-4;
// Half-hours are busier or quieter than each other and days differ: more than the model says.
constexpr double kWiden = 1.4;
// Some calls came before the window or will come after it, and some state the wrong thing: about so
// large a share of a source's calls, whatever was observed.
constexpr double kUnseen = 0.04;

using Vector = std::array<double, kMax>;
using Matrix = std::array<Vector, kMax>;

struct Problem {
  std::span<const Source* const> sources;
  std::size_t size = 0;  // parameters
  Vector exposure{};     // expected calls per unit of each parameter's exponential
  Vector prior_mean{};
  Vector prior_precision{};
};

/// What one pass over the calls tells at a point.
struct Pass {
  double log_posterior = 0;
  Vector calls{};     // sums of responsibilities
  Matrix products{};  // sums of products of responsibilities
};

/// Adds up logarithms of many factors by multiplying a few at a time.
class LogProduct {
 public:
  void multiply(double factor) {
    product_ *= factor;
    if (product_ > 1e200 || product_ < 1e-200) flush();
  }
  double log() {
    flush();
    return sum_;
  }

 private:
  void flush() {
    sum_ += std::log(product_);
    product_ = 1;
  }

  double product_ = 1;
  double sum_ = 0;
};

template <std::size_t K>
void sum_responsibilities(const Problem& problem, const Vector& amount, Pass& pass) {
  std::array<const float*, K> ratio;
  for (std::size_t k = 0; k < K; ++k) ratio[k] = problem.sources[k]->likelihood_ratio.data();
  const std::size_t n = problem.sources[0]->likelihood_ratio.size();
  LogProduct total;
  for (std::size_t c = 0; c < n; ++c) {
    std::array<double, K + 1> part;
    part[0] = amount[0];
    double sum = part[0];
    for (std::size_t k = 0; k < K; ++k) {
      part[k + 1] = amount[k + 1] * static_cast<double>(ratio[k][c]);
      sum += part[k + 1];
    }
    total.multiply(sum);
    const double scale = 1 / sum;
    for (std::size_t i = 0; i <= K; ++i) {
      part[i] *= scale;
      pass.calls[i] += part[i];
      for (std::size_t j = 0; j <= i; ++j) pass.products[i][j] += part[i] * part[j];
    }
  }
  pass.log_posterior += total.log();
}

Pass pass_over(const Problem& problem, const Vector& log_amount) {
  Pass pass;
  Vector amount{};
  for (std::size_t i = 0; i < problem.size; ++i) {
    amount[i] = std::exp(log_amount[i]);
    const double off = log_amount[i] - problem.prior_mean[i];
    pass.log_posterior -= amount[i] * problem.exposure[i];
    pass.log_posterior -= 0.5 * problem.prior_precision[i] * off * off;
  }
  switch (problem.sources.size()) {
    case 1:
      sum_responsibilities<1>(problem, amount, pass);
      break;
    case 2:
      sum_responsibilities<2>(problem, amount, pass);
      break;
    default:
      sum_responsibilities<3>(problem, amount, pass);
      break;
  }
  for (std::size_t i = 0; i < problem.size; ++i) {
    for (std::size_t j = 0; j < i; ++j) pass.products[j][i] = pass.products[i][j];
  }
  return pass;
}

/// Cholesky's factor of a positive definite matrix, or nothing when it is not.
std::optional<Matrix> factor(const Matrix& m, std::size_t size) {
  Matrix f{};
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = m[i][j];
      for (std::size_t k = 0; k < j; ++k) rest -= f[i][k] * f[j][k];
      if (i != j) {
        f[i][j] = rest / f[j][j];
      } else if (rest > 1e-9) {
        f[i][i] = std::sqrt(rest);
      } else {
        return std::nullopt;
      }
    }
  }
  return f;
}

/// Solves f fT x = b.
Vector solve(const Matrix& f, std::size_t size, Vector b) {
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= f[i][k] * b[k];
    b[i] /= f[i][i];
  }
  for (std::size_t i = size; i-- > 0;) {
    for (std::size_t k = i + 1; k < size; ++k) b[i] -= f[k][i] * b[k];
    b[i] /= f[i][i];
  }
  return b;
}

Vector gradient(const Problem& problem, const Vector& at, const Pass& pass) {
  Vector g{};
  for (std::size_t i = 0; i < problem.size; ++i) {
    g[i] = pass.calls[i] - std::exp(at[i]) * problem.exposure[i] -
           problem.prior_precision[i] * (at[i] - problem.prior_mean[i]);
  }
  return g;
}

Matrix information(const Problem& problem, const Vector& at, const Pass& pass) {
  Matrix m{};
  for (std::size_t i = 0; i < problem.size; ++i) {
    for (std::size_t j = 0; j < problem.size; ++j) m[i][j] = pass.products[i][j];
    m[i][i] += std::exp(at[i]) * problem.exposure[i] - pass.calls[i] + problem.prior_precision[i];
  }
  return m;
}

/// As if it were known which call belongs to which source: always uphill, only slowly.
Vector cautious_step(const Problem& problem, const Vector& at, const Vector& g) {
  Vector step{};
  for (std::size_t i = 0; i < problem.size; ++i) {
    step[i] = g[i] / (std::exp(at[i]) * problem.exposure[i] + problem.prior_precision[i]);
  }
  return step;
}

struct Peak {
  Vector at;
  Pass pass;
  std::size_t passes = 1;
};

Peak climb(const Problem& problem, Vector at) {
  Pass pass = pass_over(problem, at);
  std::size_t passes = 1;
  bool bold = true;
  for (int n = 0; n < kMaxSteps; ++n) {
    const Vector g = gradient(problem, at, pass);
    const auto f = factor(information(problem, at, pass), problem.size);
    Vector step = f && bold ? solve(*f, problem.size, g) : cautious_step(problem, at, g);
    double longest = 0;
    for (double& s : step) {
      s = std::clamp(s, -1.0, 1.0);
      longest = std::max(longest, std::abs(s));
    }
    if (longest < kSettled) break;
    Vector next = at;
    for (std::size_t i = 0; i < problem.size; ++i) next[i] += step[i];
    Pass there = pass_over(problem, next);
    ++passes;
    const bool higher = there.log_posterior >= pass.log_posterior;
    if (higher || !bold) {
      at = next;
      pass = there;
    }
    bold = higher || !bold;
  }
  return {at, pass, passes};
}

Problem make_problem(const UsualCalls& usual, std::span<const Source* const> sources) {
  Problem p{.sources = sources, .size = sources.size() + 1};
  p.exposure[0] = usual.expected;
  p.prior_precision[0] = 1 / (usual.level_sd * usual.level_sd);
  for (std::size_t k = 0; k < sources.size(); ++k) {
    p.exposure[k + 1] = 1;
    p.prior_mean[k + 1] = sources[k]->log_size_mean;
    p.prior_precision[k + 1] = 1 / (sources[k]->log_size_sd * sources[k]->log_size_sd);
  }
  return p;
}

/// How the sums of responsibilities move with the parameters: the derivative of each.
Matrix sensitivity(const Problem& problem, const Pass& pass) {
  Matrix s{};
  for (std::size_t i = 0; i < problem.size; ++i) {
    for (std::size_t j = 0; j < problem.size; ++j) {
      s[i][j] = (i == j ? pass.calls[i] : 0) - pass.products[i][j];
    }
  }
  return s;
}

void fill_covariance(const Problem& problem, const Pass& pass, const Matrix& f, SourceFit& fit) {
  const Matrix s = sensitivity(problem, pass);
  for (std::size_t i = 0; i < fit.sources; ++i) {
    const Vector along = solve(f, problem.size, s[i + 1]);
    for (std::size_t j = 0; j < fit.sources; ++j) {
      double of_parameters = 0;
      for (std::size_t k = 0; k < problem.size; ++k) of_parameters += s[j + 1][k] * along[k];
      // The sensitivity is also the covariance of who made which call, given the parameters.
      fit.covariance[i][j] = kWiden * kWiden * of_parameters + s[i + 1][j + 1];
    }
    fit.covariance[i][i] += kUnseen * kUnseen * pass.calls[i + 1] * pass.calls[i + 1];
  }
}

}  // namespace

SourceFit fit_sources(const UsualCalls& usual, std::span<const Source* const> sources,
                      double start) {
  const Problem problem = make_problem(usual, sources);
  Vector at{};
  const double share = std::max(start, 1.0) / static_cast<double>(sources.size());
  for (std::size_t i = 1; i < problem.size; ++i) at[i] = std::log(share);
  const Peak peak = climb(problem, at);

  SourceFit fit{.sources = sources.size(), .passes = peak.passes};
  Matrix m = information(problem, peak.at, peak.pass);
  auto f = factor(m, problem.size);
  if (!f) {  // a flat top: take the curvature that is there in any case
    for (std::size_t i = 0; i < problem.size; ++i) m[i][i] += peak.pass.calls[i];
    f = factor(m, problem.size);
  }
  // The prior's own normalisation takes the place of Laplace's 2 pi in each parameter.
  fit.log_evidence = peak.pass.log_posterior + usual.expected;
  for (std::size_t i = 0; i < problem.size; ++i) {
    fit.log_evidence += 0.5 * std::log(problem.prior_precision[i]) - std::log((*f)[i][i]);
  }
  for (std::size_t k = 0; k < fit.sources; ++k) fit.calls[k] = peak.pass.calls[k + 1];
  fill_covariance(problem, peak.pass, *f, fit);
  return fit;
}

double log_likelihood(std::span<const float> likelihood_ratio, double extra_calls) {
  LogProduct total;
  for (float ratio : likelihood_ratio) total.multiply(1 + extra_calls * static_cast<double>(ratio));
  return total.log() - extra_calls;
}

}  // namespace holdwatch::core
