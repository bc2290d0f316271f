// Who brought how much: the ledger's lines of the period, added up by department, by day and week,
// by stage of the journey and by component of the experience. A report about one department still
// shows what all others, service itself and nobody known brought, for comparison.
#include <algorithm>
#include <map>
#include <set>

#include "app/report/make_digest.h"
#include "model/estimate_sum.h"

namespace holdwatch::report {

namespace {

using std::chrono::days;
using std::chrono::local_days;

/// Sums by some word of a line, in the order of the words.
class SumsByName {
 public:
  void add(const std::string& name, const Load& load) { sums_[name].add(load); }
  void suspected(const std::string& name, const std::string& incident) {
    incidents_[name].insert(incident);
  }

  /// Most calls first.
  std::vector<NamedLoad> most_first() const {
    std::vector<NamedLoad> loads;
    for (const auto& [name, sum] : sums_) {
      const auto found = incidents_.find(name);
      const std::size_t incidents = found == incidents_.end() ? 0 : found->second.size();
      loads.push_back({name, static_cast<std::uint32_t>(incidents), sum.value()});
    }
    std::stable_sort(loads.begin(), loads.end(), [](const NamedLoad& a, const NamedLoad& b) {
      return a.load.calls.estimate > b.load.calls.estimate;
    });
    return loads;
  }

 private:
  std::map<std::string, LoadSum> sums_;
  std::map<std::string, std::set<std::string>> incidents_;
};

struct CategoryPlace {
  std::string stage = "other";
  std::string component = "other";
};

CategoryPlace place_of(const Settings& settings, const std::string& category) {
  for (const Category& c : settings.categories) {
    if (c.name != category) continue;
    return {c.stage.empty() ? "other" : c.stage, c.component.empty() ? "other" : c.component};
  }
  return {};
}

/// The loads of each stretch, by department in the digest's order.
class DatedSums {
 public:
  explicit DatedSums(const Digest& digest) : digest_(digest) {}

  void add(local_days from, const LedgerLine& line) {
    Sums& sums = by_start_[from];
    sums.departments.resize(digest_.departments.size());
    if (line.driver == Driver::staffing) {
      sums.staffing.add(line.load);
    } else if (line.driver == Driver::handle_time) {
      sums.handle_time.add(line.load);
    } else if (line.department.empty()) {
      sums.unattributed.add(line.load);
    } else if (const auto place = place_of(line.department)) {
      sums.departments[*place].add(line.load);
    }
  }
  /// A stretch without any load is one too.
  void open(local_days from) { by_start_[from].departments.resize(digest_.departments.size()); }

  std::vector<DatedLoad> take() const {
    std::vector<DatedLoad> loads;
    for (const auto& [from, sums] : by_start_) {
      DatedLoad load{.from = from,
                     .departments = {},
                     .unattributed = sums.unattributed.value(),
                     .staffing = sums.staffing.value(),
                     .handle_time = sums.handle_time.value()};
      for (const LoadSum& sum : sums.departments) load.departments.push_back(sum.value());
      loads.push_back(std::move(load));
    }
    return loads;
  }

 private:
  struct Sums {
    std::vector<LoadSum> departments;
    LoadSum unattributed;
    LoadSum staffing;
    LoadSum handle_time;
  };

  std::optional<std::size_t> place_of(const std::string& department) const {
    const auto& all = digest_.departments;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const NamedLoad& d) { return d.name == department; });
    if (found == all.end()) return std::nullopt;
    return static_cast<std::size_t>(found - all.begin());
  }

  const Digest& digest_;
  std::map<local_days, Sums> by_start_;
};

void add_totals(Digest& digest, const std::vector<LedgerLine>& lines) {
  LoadSum upstream;
  LoadSum unattributed;
  LoadSum staffing;
  LoadSum handle_time;
  for (const LedgerLine& line : lines) {
    if (line.driver == Driver::staffing) {
      staffing.add(line.load);
      digest.service.staffing_surges += line.surges;
    } else if (line.driver == Driver::handle_time) {
      handle_time.add(line.load);
      digest.service.handle_time_surges += line.surges;
    } else {
      (line.department.empty() ? unattributed : upstream).add(line.load);
    }
  }
  digest.upstream = upstream.value();
  digest.unattributed = unattributed.value();
  digest.service.staffing = staffing.value();
  digest.service.handle_time = handle_time.value();
}

void add_by_name(Digest& digest, const Material& m, const std::vector<LedgerLine>& lines) {
  SumsByName departments;
  SumsByName stages;
  SumsByName components;
  for (const LedgerLine& line : lines) {
    if (line.driver != Driver::demand || line.department.empty()) continue;
    departments.add(line.department, line.load);
    if (!m.concerns(line.department)) continue;
    const CategoryPlace place = place_of(m.settings, line.category);
    stages.add(place.stage, line.load);
    components.add(place.component, line.load);
  }
  for (const auto& [alert, account] : m.findings.accounts) {
    if (!m.covers(account.from) || account.verdict == VerdictType::false_alarm) continue;
    for (const LoadShare& share : account.shares) {
      if (!share.incident || !is_suspected(share.probability, share.load)) continue;
      departments.suspected(share.department.value_or(""), *share.incident);
      if (!m.concerns(share.department.value_or(""))) continue;
      const CategoryPlace place = place_of(m.settings, share.category.value_or(""));
      stages.suspected(place.stage, *share.incident);
      components.suspected(place.component, *share.incident);
    }
  }
  digest.departments = departments.most_first();
  digest.stages = stages.most_first();
  digest.components = components.most_first();
}

void add_by_date(Digest& digest, const std::vector<LedgerLine>& lines) {
  DatedSums by_day(digest);
  DatedSums by_week(digest);
  for (local_days d = digest.period.first; d <= digest.period.last; d += days{1}) {
    by_day.open(d);
    by_week.open(week_of(d));
  }
  for (const LedgerLine& line : lines) {
    by_day.add(line.day, line);
    by_week.add(week_of(line.day), line);
  }
  digest.days = by_day.take();
  digest.weeks = by_week.take();
}

}  // namespace

void add_loads(Digest& digest, const Material& m) {
  std::vector<LedgerLine> lines;
  std::copy_if(m.findings.ledger.begin(), m.findings.ledger.end(), std::back_inserter(lines),
               [&](const LedgerLine& line) { return m.period.contains(line.day); });
  add_totals(digest, lines);
  add_by_name(digest, m, lines);
  add_by_date(digest, lines);
}

}  // namespace holdwatch::report
