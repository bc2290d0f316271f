#pragma once

#include <memory>
#include <vector>

#include "model/snapshot.h"

namespace holdwatch::api::test {

/// A Tuesday, 14:00 in a centre that is an hour ahead of UTC.
inline constexpr Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 3 / 3} +
                             std::chrono::hours{13} + std::chrono::milliseconds{250};
inline constexpr std::chrono::local_days kToday{std::chrono::year{2026} / 3 / 3};

inline AlertChange surge(std::string id, std::string queue) {
  AlertChange alert;
  alert.time = kNow;
  alert.id = std::move(id);
  alert.queue = std::move(queue);
  alert.opened = kNow - std::chrono::minutes{10};
  alert.driver = Driver::demand;
  alert.causes = {{"INC-1", "supply_chain", "backorder", 0.9, {20, 15, 26}, "it fits"},
                  {{}, {}, {}, 0.1, {2, 0, 5}, "chance"}};
  alert.request = "Write to the customers.";
  return alert;
}

inline LedgerLine line(std::chrono::local_days day, Driver driver, std::string department,
                       std::string category, double calls) {
  LedgerLine l;
  l.day = day;
  l.driver = driver;
  l.department = std::move(department);
  l.category = std::move(category);
  l.queue = "orders";
  l.surges = 1;
  l.load = {{calls, calls - 3, calls + 4}, {2 * calls, calls, 3 * calls}, {1, 0, 2}};
  return l;
}

inline QueueSnapshot queue(std::string name) {
  QueueSnapshot q;
  q.name = std::move(name);
  return q;
}

inline Snapshot snapshot() {
  Snapshot s;
  s.time = kNow;
  s.zone = std::make_shared<const Zone>(
      "Europe/Berlin", std::vector<Zone::Transition>{{Time{}, std::chrono::hours{1}}});
  Category backorder;
  backorder.name = "backorder";
  backorder.department = "supply_chain";
  backorder.stage = "deliver";
  Category how_to;
  how_to.name = "how_to";
  how_to.department = "product";
  how_to.stage = "use";
  s.catalogue = std::make_shared<const Catalogue>(Catalogue{backorder, how_to});
  s.queues = {queue("orders"), queue("support")};
  s.ledger = std::make_shared<const std::vector<LedgerLine>>();
  s.abandoned = std::make_shared<const std::vector<AbandonedCall>>();
  return s;
}

}  // namespace holdwatch::api::test
