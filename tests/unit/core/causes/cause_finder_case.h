#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/causes/cause_finder.h"
#include "moments.h"

namespace holdwatch::core {

inline const Time kOnset = kStart + std::chrono::hours{72};

inline Category category(std::string name, std::string department, Duration lag,
                         std::vector<std::string> reasons) {
  Category c;
  c.name = std::move(name);
  c.department = std::move(department);
  c.median_lag = lag;
  c.queues = {"orders"};
  c.reasons = std::move(reasons);
  return c;
}

/// A queue with a call a minute, day and night, that name one of 50 SKUs, 4 regions and 4 reasons,
/// and extra calls as a test wants them.
struct CauseFinderTest : testing::Test {
  CauseFinderTest() {
    settings.categories = {
        category("backorder", "supply_chain", std::chrono::hours{3}, {"reason-0"}),
        category("outage", "technology", std::chrono::minutes{15}, {"reason-1", "reason-2"})};
  }

  double uniform() { return std::uniform_real_distribution<double>(0, 1)(random); }

  std::string any(const std::string& prefix, int values) {
    return fmt::format("{}-{}", prefix, static_cast<int>(uniform() * values));
  }

  std::vector<AttributeKey> keys_of(const std::vector<Attribute>& said) {
    std::vector<AttributeKey> found;
    for (const Attribute& a : said) found.push_back(keys.learn(a.name, a.value));
    return found;
  }

  CallRef call(Time t, std::string sku, std::string region, std::string reason) {
    std::vector<Attribute> said;
    if (uniform() < 0.7) said.push_back({"sku", sku});
    if (uniform() < 0.7) said.push_back({"region", region});
    if (uniform() < 0.7) said.push_back({"reason", reason});
    return finder.offered(kOrders, t, keys_of(said));
  }

  void usual_call(Time t) { call(t, any("SKU", 50), any("region", 4), any("reason", 4)); }

  void usual_calls(Time from, Time to) {
    for (Time t = from; t < to; t += std::chrono::minutes{1}) usual_call(t);
  }

  /// The usual calls, and every `gap` one more that names the SKU (any when empty) and reason.
  void surge(Time from, Time to, Duration gap, const std::string& sku, const std::string& reason) {
    Time extra = from;
    for (Time t = from; t < to; t += std::chrono::minutes{1}) {
      usual_call(t);
      for (; extra < t + std::chrono::minutes{1}; extra += gap, ++extra_calls) {
        call(extra, sku.empty() ? any("SKU", 50) : sku, any("region", 4), reason);
      }
    }
  }

  void report(std::string id, std::string kind, Time started, std::vector<std::string> skus) {
    IncidentReport r;
    r.id = std::move(id);
    r.category = std::move(kind);
    r.time = r.started.emplace(started);
    r.scope = skus.empty() ? Scope{} : Scope{{"sku", std::move(skus)}};
    r.affected = 100;
    ASSERT_EQ(finder.report(r), Disposition::accepted);
  }

  /// So many alerts with the same verdict.
  void judge(int times, std::optional<std::string> incident, VerdictType verdict,
             const Attribution& of) {
    for (int i = 0; i < times; ++i) {
      finder.verdict({kOnset, fmt::format("alert {}", ++alerts), incident, verdict}, of, kOrders,
                     kOnset);
    }
  }

  Attribution ask(Time now, Time onset = kOnset) {
    return finder.attribute(evidence(now, onset), now);
  }

  SurgeEvidence evidence(Time now, Time onset = kOnset) const {
    std::vector<ExpectedBlock> blocks;
    for (Time t = onset - std::chrono::hours{2}; t < now; t += std::chrono::minutes{15}) {
      const Time to = std::min(now, t + std::chrono::minutes{15});
      blocks.push_back(
          {t, to, to_minutes(to - t), to_minutes(to - t), 0, blind_from && t >= *blind_from});
    }
    SurgeEvidence evidence;
    evidence.queue = kOrders;
    evidence.queue_name = "orders";
    evidence.onset = {onset, onset - std::chrono::minutes{10}, onset + std::chrono::minutes{10}};
    evidence.excess_calls = {100, 70, 130};
    evidence.blocks = blocks;
    evidence.expectation_sd = 0.05;
    evidence.rulings = rulings;
    evidence.open_between = [](Time from, Time to) { return std::max(to - from, Duration{0}); };
    return evidence;
  }

  static const Cause& none_of(const Attribution& a) {
    return *std::find_if(a.causes.begin(), a.causes.end(),
                         [](const Cause& c) { return !c.incident; });
  }

  std::mt19937 random{7};  // NOLINT: the same calls every time
  Settings settings;
  AttributeKeys keys;
  CauseFinder finder{settings, keys};
  Rulings rulings;
  std::optional<Time> blind_from;
  int extra_calls = 0;
  int alerts = 0;
};

inline void expect_exact_sums(const Attribution& a) {
  double probability = 0;
  double calls = 0;
  for (const Cause& c : a.causes) {
    probability += c.probability;
    calls += c.excess_calls.estimate;
    EXPECT_LE(c.excess_calls.low, c.excess_calls.high);
  }
  EXPECT_NEAR(probability, 1, 1e-9);
  EXPECT_DOUBLE_EQ(calls, a.excess_calls.estimate);
  EXPECT_TRUE(std::is_sorted(a.causes.begin(), a.causes.end(), [](const Cause& x, const Cause& y) {
    return x.probability > y.probability;
  }));
}

}  // namespace holdwatch::core
