#include <fmt/format.h>

#include <algorithm>

#include "app/report/chart.h"
#include "app/report/view.h"
#include "app/report/words.h"

namespace holdwatch::report {

namespace {

constexpr std::size_t kColours = 7;  // departments with one of their own; the rest share the last
constexpr const char* kOthersColour = "d7";
constexpr double kWorthNaming = 0.5;  // calls
constexpr std::size_t kDaysLabelled = 10;

/// A report about one department sets it apart from all others.
std::string colour_of(const Digest& d, std::size_t place) {
  if (d.department) return d.departments[place].name == *d.department ? "d0" : kOthersColour;
  return fmt::format("d{}", std::min(place, kColours));
}

/// A row of the table of parties: who, how much, and a bar of the callers' time.
View party_row(const std::string& name, const Load& load, double most, const std::string& colour) {
  View row;
  row.set("name", name);
  set_load(row, load);
  row.set("bar", interval_bar(load.caller_minutes, most, colour));
  row.set("colour", colour);
  return row;
}

double longest_bar(const Digest& d) {
  double most =
      std::max({d.unattributed.caller_minutes.high, d.service.staffing.caller_minutes.high,
                d.service.handle_time.caller_minutes.high, 1.0});
  for (const NamedLoad& load : d.departments) most = std::max(most, load.load.caller_minutes.high);
  return most;
}

View parties(const Digest& d) {
  const double most = longest_bar(d);
  std::vector<View> rows;
  for (std::size_t i = 0; i < d.departments.size(); ++i) {
    const NamedLoad& load = d.departments[i];
    if (load.load.calls.estimate < kWorthNaming) continue;
    rows.push_back(party_row(titled(load.name), load.load, most, colour_of(d, i)));
    rows.back().set("note", load.incidents == 0 ? "no likely incident"
                                                : counted(load.incidents, "incident", "incidents"));
    rows.back().set("own", View(d.department == load.name));
  }
  rows.push_back(party_row("Nothing that was reported", d.unattributed, most, "none"));
  return section(rows);
}

View service_parties(const Digest& d) {
  const double most = longest_bar(d);
  std::vector<View> rows;
  const auto add = [&](std::string_view name, std::uint32_t surges, const Load& load) {
    if (surges == 0) return;
    rows.push_back(party_row(std::string(name), load, most, "service"));
    rows.back().set("note", counted(surges, "time", "times"));
  };
  add("Service: too few agents", d.service.staffing_surges, d.service.staffing);
  add("Service: long conversations", d.service.handle_time_surges, d.service.handle_time);
  return section(rows);
}

// --- Days and weeks ------------------------------------------------------------------------------

struct Part {
  std::string name;
  std::string colour;
  std::vector<std::size_t> departments;
};

/// What the columns are stacked of: each department, or the report's own and all others.
std::vector<Part> parts_of(const Digest& d) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < d.departments.size(); ++i) {
    const NamedLoad& load = d.departments[i];
    const bool apart = d.department ? load.name == *d.department : i < kColours;
    if (apart && load.load.calls.estimate >= kWorthNaming) {
      parts.push_back({titled(load.name), colour_of(d, i), {i}});
    }
  }
  Part others{"Other departments", kOthersColour, {}};
  for (std::size_t i = 0; i < d.departments.size(); ++i) {
    const bool shown = std::any_of(parts.begin(), parts.end(),
                                   [&](const Part& p) { return p.departments[0] == i; });
    if (!shown) others.departments.push_back(i);
  }
  if (!others.departments.empty()) parts.push_back(others);
  return parts;
}

double calls_of(const Part& part, const DatedLoad& load) {
  double calls = 0;
  for (std::size_t i : part.departments) calls += load.departments[i].calls.estimate;
  return calls;
}

Column column_of(const std::vector<Part>& parts, const DatedLoad& load) {
  Column column{.label = "", .tooltip = short_date(load.from), .parts = {}};
  for (const Part& part : parts) {
    column.parts.push_back(calls_of(part, load));
    if (column.parts.back() < kWorthNaming) continue;
    column.tooltip += fmt::format("; {}: {}", part.name, grouped(column.parts.back()));
  }
  column.parts.push_back(load.unattributed.calls.estimate);
  if (column.parts.back() >= kWorthNaming) {
    column.tooltip += "; nothing reported: " + grouped(column.parts.back());
  }
  return column;
}

View legend(const std::vector<Part>& parts) {
  View list(View::type::list);
  const auto add = [&](const std::string& name, const std::string& colour) {
    View entry("name", name);
    entry.set("colour", colour);
    list.push_back(entry);
  };
  for (const Part& part : parts) add(part.name, part.colour);
  add("Nothing that was reported", "none");
  return list;
}

/// Every day of a short time is named, else its Mondays.
std::string label_of(const Digest& d, std::chrono::local_days day) {
  const std::string text = short_date(day);
  if (d.days.size() <= kDaysLabelled) return text.substr(0, 3);
  const bool many_weeks = d.days.size() > 42;
  const bool first_week = std::chrono::year_month_day{day}.day() <= std::chrono::day{7};
  const bool monday = std::chrono::weekday{day} == std::chrono::Monday;
  return monday && (!many_weeks || first_week) ? text.substr(4) : "";
}

View days_of(const Digest& d) {
  if (d.surges == 0) return View(false);
  const std::vector<Part> parts = parts_of(d);
  std::vector<std::string> colours;
  for (const Part& part : parts) colours.push_back(part.colour);
  colours.emplace_back("none");
  std::vector<Column> columns;
  for (const DatedLoad& day : d.days) {
    columns.push_back(column_of(parts, day));
    columns.back().label = label_of(d, day.from);
  }
  View view("chart", stacked_columns(columns, colours, "Calls beyond the usual by day and owner"));
  view.set("legend", legend(parts));
  return view;
}

View weeks(const Digest& d) {
  std::vector<View> rows;
  for (const DatedLoad& week : d.weeks) {
    double own = 0;
    double upstream = 0;
    for (std::size_t i = 0; i < week.departments.size(); ++i) {
      upstream += week.departments[i].calls.estimate;
      if (d.department == d.departments[i].name) own = week.departments[i].calls.estimate;
    }
    View row("week", short_date(std::max(week.from, d.period.first)));
    row.set("own", grouped(own));
    row.set("upstream", grouped(upstream));
    row.set("unattributed", grouped(week.unattributed.calls.estimate));
    row.set("service", spent(week.staffing.caller_minutes.estimate +
                             week.handle_time.caller_minutes.estimate));
    rows.push_back(row);
  }
  return rows.size() > 1 ? section(rows) : View(false);
}

// --- Stages and components -----------------------------------------------------------------------

double given_up_per_hundred(const Load& load) {
  return load.calls.estimate > 0 ? 100 * load.abandonments.estimate / load.calls.estimate : 0;
}

View named(const std::vector<NamedLoad>& loads) {
  double most = 1;
  for (const NamedLoad& load : loads) most = std::max(most, load.load.calls.high);
  std::vector<View> rows;
  for (const NamedLoad& load : loads) {
    if (load.load.calls.estimate < kWorthNaming) continue;
    View row("name", titled(load.name));
    set_load(row, load.load);
    row.set("bar", interval_bar(load.load.calls, most, "d0"));
    row.set("per_hundred", grouped(given_up_per_hundred(load.load)));
    rows.push_back(row);
  }
  return section(rows);
}

/// The stages where callers give up most, in all and for their calls, said in words; false when
/// nobody did.
View moment_of_truth(const Digest& d) {
  const NamedLoad* most = nullptr;
  const NamedLoad* worst = nullptr;
  for (const NamedLoad& stage : d.stages) {
    const double given_up = stage.load.abandonments.estimate;
    if (given_up < 1) continue;
    if (!most || given_up > most->load.abandonments.estimate) most = &stage;
    if (!worst || given_up_per_hundred(stage.load) > given_up_per_hundred(worst->load)) {
      worst = &stage;
    }
  }
  if (most == nullptr) return View(false);
  std::string text = fmt::format(
      "The moment of truth: most callers gave up over the stage “{}”, {} ({}), which is {} for "
      "every "
      "hundred calls it brought.",
      spoken(most->name), grouped(most->load.abandonments.estimate), range(most->load.abandonments),
      grouped(given_up_per_hundred(most->load)));
  if (worst != most) {
    text += fmt::format(" For its calls, “{}” lost most: {} for every hundred.",
                        spoken(worst->name), grouped(given_up_per_hundred(worst->load)));
  }
  const auto offered = static_cast<double>(std::max<std::uint64_t>(d.traffic.offered, 1));
  return text + fmt::format(" Of all callers of this time, {} gave up.",
                            percent(static_cast<double>(d.traffic.abandoned) / offered));
}

}  // namespace

void add_load_views(View& view, const Digest& d) {
  view.set("parties", d.surges > 0 ? parties(d) : View(false));
  view.set("service_parties", service_parties(d));
  view.set("days", days_of(d));
  view.set("weeks", weeks(d));
  view.set("one_department", d.department ? View(titled(*d.department)) : View(false));
  view.set("stages", named(d.stages));
  view.set("components", named(d.components));
  view.set("moment_of_truth", moment_of_truth(d));
}

}  // namespace holdwatch::report
