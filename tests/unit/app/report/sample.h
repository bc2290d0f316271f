#pragma once

#include "app/report/make_digest.h"

namespace holdwatch::report::sample {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

inline constexpr Time kMonday = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};
inline constexpr std::chrono::local_days kFirst{std::chrono::year{2026} / 3 / 2};

inline Load load(double calls, double waited, double gave_up) {
  return {.calls = {calls, calls - 3, calls + 4},
          .caller_minutes = {waited, waited - 6, waited + 8},
          .abandonments = {gave_up, gave_up - 1, gave_up + 1}};
}

/// A week with a backorder that filled a queue twice, a wrong invoice, one surge that nothing
/// explains and a shortage of agents; worked out by hand.
struct Week {
  Settings settings;
  Findings findings;
  Snapshot end;

  Week() {
    settings.categories = {{.name = "backorder",
                            .department = "supply_chain",
                            .stage = "deliver",
                            .component = "platform"},
                           {.name = "wrong_invoice",
                            .department = "finance",
                            .stage = "pay",
                            .component = "interface"}};
    end.incidents = {incident("INC-1", "backorder", "supply_chain", "Backorder of SKU-7"),
                     incident("INC-2", "wrong_invoice", "finance", "Wrong tax")};
    findings.closed["INC-1"] = kMonday + hours{15};
    findings.traffic[kFirst] = {.offered = 2000, .abandoned = 100, .wait_minutes = 900};
    findings.queues = {"billing", "orders"};
    findings.seen_to = kMonday + days{6} + hours{20};
    surge("a1", "orders", kMonday + hours{10}, "INC-1", load(60, 120, 12), load(4, 8, 1));
    surge("a2", "orders", kMonday + days{1} + hours{10}, "INC-1", load(30, 20, 2), {});
    surge("a3", "billing", kMonday + days{2} + hours{9}, "INC-2", load(40, 30, 20), {});
    surge("a4", "billing", kMonday + days{3} + hours{9}, "", {}, load(25, 40, 5));
    staffing("a5", "orders", kMonday + days{4} + hours{9});
  }

  Digest digest(std::optional<std::string> department = {}, int last_day = 6) const {
    return make_digest({.findings = findings,
                        .end = end,
                        .settings = settings,
                        .period = {kFirst, kFirst + days{last_day}},
                        .department = std::move(department)});
  }

  AlertChange& alert(const std::string& id) { return findings.alerts.at(id).last; }

 private:
  static IncidentSnapshot incident(const std::string& id, const std::string& category,
                                   const std::string& department, const std::string& summary) {
    return {.id = id,
            .category = category,
            .department = department,
            .started = kMonday + hours{8},
            .reported = kMonday + hours{9},
            .scope = {{"sku", {"SKU-7"}}},
            .summary = summary};
  }

  void book(const SurgeAccount& account) {
    core::Ledger ledger;
    findings.accounts[account.alert] = account;
    for (const auto& [id, each] : findings.accounts) ledger.put(each, Zone{});
    findings.ledger = *ledger.lines();
  }

  void surge(const std::string& id, const std::string& queue, Time onset,
             const std::string& incident, const Load& of_incident, const Load& of_none) {
    SurgeAccount account{.time = onset + hours{6}, .alert = id, .queue = queue, .from = onset};
    AlertChange last{.time = onset + hours{6},
                     .kind = AlertKind::surge,
                     .status = AlertStatus::resolved,
                     .id = id,
                     .queue = queue,
                     .opened = onset + minutes{5},
                     .onset = TimeEstimate{onset, onset, onset},
                     .driver = Driver::demand};
    for (const IncidentSnapshot& known : end.incidents) {
      if (known.id != incident) continue;
      account.shares.push_back({known.id, known.department, known.category, 0.9, of_incident});
      last.causes.push_back(
          {known.id, known.department, known.category, 0.9, of_incident.calls, ""});
    }
    const double rest = incident.empty() ? 1 : 0.1;
    account.shares.push_back({.probability = rest, .load = of_none});
    last.causes.push_back({.probability = rest, .excess_calls = of_none.calls});
    LoadSum total;
    for (const LoadShare& share : account.shares) total.add(share.load);
    account.total = total.value();
    last.story = "One caller waited 4 min 12 s about SKU-7 and gave up.";
    last.request = "Please act.";
    AlertHistory& history = findings.alerts[id];
    Told told{onset + minutes{10}, last.causes[0].incident, 0.4, {}, Estimate{90, 60, 130}};
    told.calls = {last.causes[0].excess_calls.estimate / 2, 0, 100};
    history.told.push_back(told);
    told.time = onset + minutes{30};
    told.probability = 0.8;
    history.told.push_back(told);
    told.time = last.time;
    history.told.push_back(told);
    history.last = last;
    book(account);
  }

  void staffing(const std::string& id, const std::string& queue, Time onset) {
    SurgeAccount account{.time = onset + hours{1}, .alert = id, .queue = queue};
    account.driver = Driver::staffing;
    account.from = onset;
    account.total = {.caller_minutes = {75, 70, 80}, .abandonments = {9, 7, 11}};
    book(account);
  }
};

}  // namespace holdwatch::report::sample
