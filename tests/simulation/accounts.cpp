#include "simulation/accounts.h"

#include <cmath>
#include <numeric>
#include <tuple>

#include "simulation/violation.h"

namespace holdwatch::simulation {

using namespace std::chrono_literals;

namespace {

constexpr Duration kForgotten = 17h;  // by then a wait or a conversation without end is given up

bool is_same(double a, double b) {
  return std::abs(a - b) <= 1e-6 * (1 + std::abs(a) + std::abs(b));
}

std::uint64_t sum(const auto& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

void check_queue(const QueueSnapshot& queue, bool is_whole) {
  const std::uint64_t left = sum(queue.left);
  require(is_whole ? queue.offered == left + queue.waiting : queue.offered <= left + queue.waiting,
          "{}: {} calls were offered, but {} left and {} wait", queue.name, queue.offered, left,
          queue.waiting);
  const auto of = [&](Outcome outcome) { return queue.left[static_cast<std::size_t>(outcome)]; };
  require(sum(queue.answered_wait.counts) == of(Outcome::answered) &&
              sum(queue.abandoned_wait.counts) == of(Outcome::abandoned),
          "{}: not every wait is in a histogram", queue.name);
  require(queue.answered_wait.sum_seconds >= 0 && queue.abandoned_wait.sum_seconds >= 0 &&
              queue.hold.sum_seconds >= 0,
          "{}: a sum of waits is negative", queue.name);
  require(queue.oldest_waiting.has_value() == (queue.waiting > 0),
          "{}: {} wait, but there is {} who waits longest", queue.name, queue.waiting,
          queue.oldest_waiting ? "one" : "none");
  require(queue.surge_excess_calls >= 0 && queue.unattributed_calls >= 0,
          "{}: a number of calls is negative", queue.name);
}

void check_shares(const SurgeAccount& account) {
  if (account.shares.empty()) return;
  double calls = 0;
  double minutes = 0;
  double abandonments = 0;
  for (const LoadShare& share : account.shares) {
    calls += share.load.calls.estimate;
    minutes += share.load.caller_minutes.estimate;
    abandonments += share.load.abandonments.estimate;
  }
  const Load& total = account.total;
  require(is_same(calls, total.calls.estimate), "account of {}: its shares are {} calls of {}",
          account.alert, calls, total.calls.estimate);
  require(is_same(minutes, total.caller_minutes.estimate) &&
              is_same(abandonments, total.abandonments.estimate),
          "account of {}: its shares don't add up to its load", account.alert);
}

/// What is attributed and what isn't are all that there was.
void check_attribution(const Snapshot& snapshot) {
  for (const QueueSnapshot& queue : snapshot.queues) {
    double calls = queue.unattributed_calls;
    for (const AttributedSnapshot& part : snapshot.attributed) {
      if (part.queue == queue.name) calls += part.calls;
    }
    require(is_same(calls, queue.surge_excess_calls),
            "{}: {} excess calls, but {} attributed or not", queue.name, queue.surge_excess_calls,
            calls);
  }
}

using Party = std::tuple<Driver, std::string, std::string, std::string>;

void add(std::map<Party, double>& calls, const SurgeAccount& account) {
  if (account.verdict == VerdictType::false_alarm) return;
  if (account.driver != Driver::demand) {
    calls[{account.driver, "", "", account.queue}] += account.total.calls.estimate;
    return;
  }
  for (const LoadShare& share : account.shares) {
    calls[{account.driver, share.department.value_or(""), share.category.value_or(""),
           account.queue}] += std::fmax(share.load.calls.estimate, 0);
  }
}

}  // namespace

void check_queues(const Snapshot& snapshot, Time live_from) {
  const bool is_whole = snapshot.time >= live_from + kForgotten;
  for (const QueueSnapshot& queue : snapshot.queues) check_queue(queue, is_whole);
}

void Accounts::enter(const SurgeAccount& account) {
  check_shares(account);
  last_[account.alert] = account;
}

void Accounts::check(const Snapshot& snapshot) const {
  check_attribution(snapshot);
  std::map<Party, double> accounts;
  for (const auto& [alert, account] : last_) add(accounts, account);
  std::map<Party, double> ledger;
  for (const LedgerLine& line : *snapshot.ledger) {
    ledger[{line.driver, line.department, line.category, line.queue}] += line.load.calls.estimate;
  }
  for (const auto& [party, calls] : accounts) {
    const auto& [driver, department, category, queue] = party;
    require(is_same(calls, ledger[party]),
            "the ledger has {} calls for {:?} {:?} in {}, but the accounts of its surges {}",
            ledger[party], department, category, queue, calls);
  }
}

}  // namespace holdwatch::simulation
