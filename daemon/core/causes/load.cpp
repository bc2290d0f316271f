// Those who would have called anyway would have waited as usual; whatever all callers waited beyond
// that is the surge's doing, whoever of them waited it. The parties answer for it in proportion to
// their calls. What is uncertain is who made the calls, how many there were, and how many of the
// ordinary callers would have given up by chance.
#include "core/causes/load.h"

#include <algorithm>
#include <cmath>

namespace holdwatch::core {

namespace {

constexpr double kNinetyPercentReach = 1.645;  // standard deviations on either side

/// `all` of something less what `ordinary` calls usually bear of it.
Estimate beyond(double all, double per_call, double offered, const Estimate& extra, double noise) {
  const auto without = [&](double extra_calls) {
    return all - per_call * std::max(0.0, offered - extra_calls);
  };
  const auto within = [&](double x) { return std::clamp(x, 0.0, all); };
  return {within(without(extra.estimate)), within(without(extra.low) - noise),
          within(without(extra.high) + noise)};
}

Load total_load(const Tally& tally, const UsualBurden& usual, const Estimate& extra) {
  const double offered = tally.offered;
  const double given_up = usual.abandonments_per_call();
  const double chance =
      kNinetyPercentReach * std::sqrt(given_up * std::max(0.0, offered - extra.estimate));
  return {.calls = extra,
          .caller_minutes =
              beyond(tally.wait_seconds / 60, usual.minutes_per_call(), offered, extra, 0),
          .abandonments = beyond(tally.abandoned, given_up, offered, extra, chance)};
}

/// The part of `whole` that falls to a party with `calls` of `all` calls.
Estimate part(const Estimate& whole, const Estimate& calls, double all) {
  if (all <= 0) return {};
  return {whole.estimate * calls.estimate / all, whole.low * std::min(1.0, calls.low / all),
          whole.high * std::min(1.0, calls.high / all)};
}

/// "None of the reported" answers for all of a surge without calls to share out.
LoadShare share_of(const Cause& cause, const Load& total) {
  LoadShare share{.incident = cause.incident,
                  .department = cause.department,
                  .category = cause.category,
                  .probability = cause.probability,
                  .load = {.calls = cause.excess_calls, .caller_minutes = {}, .abandonments = {}}};
  const double all = total.calls.estimate;
  if (all <= 0 && !cause.incident) {
    share.load.caller_minutes = total.caller_minutes;
    share.load.abandonments = total.abandonments;
  } else {
    share.load.caller_minutes = part(total.caller_minutes, cause.excess_calls, all);
    share.load.abandonments = part(total.abandonments, cause.excess_calls, all);
  }
  return share;
}

}  // namespace

void fill_in_load(SurgeAccount& account, const Tally& tally, const UsualBurden& usual,
                  const Attribution* attribution) {
  account.total = total_load(tally, usual, attribution ? attribution->excess_calls : Estimate{});
  account.shares.clear();
  if (attribution == nullptr || attribution->causes.empty()) return;
  for (const Cause& cause : attribution->causes) {
    account.shares.push_back(share_of(cause, account.total));
  }
  // What is told as the total is the sum of the parts, to the last digit.
  account.total.caller_minutes.estimate = 0;
  account.total.abandonments.estimate = 0;
  for (const LoadShare& share : account.shares) {
    account.total.caller_minutes.estimate += share.load.caller_minutes.estimate;
    account.total.abandonments.estimate += share.load.abandonments.estimate;
  }
}

}  // namespace holdwatch::core
