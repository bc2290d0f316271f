#include "app/report/view.h"

#include <fmt/format.h>

#include "app/report/words.h"

namespace holdwatch::report {

namespace {

constexpr const char* kFigure =
    "<data value=\"{{raw}}\">{{shown}}</data> {{#range}}<span "
    "class=\"range\">({{range}})</span>{{/range}}";

View figure(const Estimate& e, const std::string& shown, const std::string& range) {
  View view;
  view.set("raw", fmt::format("{:.1f}", e.estimate));
  view.set("shown", shown);
  view.set("range", range == shown ? View(false) : View(range));
  return view;
}

std::string with_range(const Estimate& e, std::string_view one, std::string_view many) {
  return fmt::format("{} ({})", counted(e.estimate, one, many), range(e));
}

std::string surges_in_words(const Digest& d) {
  if (d.surges == 0) return "No surge of calls was found in this time.";
  const double beyond = d.upstream.calls.estimate + d.unattributed.calls.estimate;
  const double share = d.traffic.offered > 0 ? beyond / static_cast<double>(d.traffic.offered) : 0;
  return fmt::format("Of {} calls, {} ({}) came beyond the usual, in {}.",
                     grouped(static_cast<double>(d.traffic.offered)), grouped(beyond),
                     percent(share), counted(d.surges, "surge", "surges"));
}

std::string upstream_in_words(const Digest& d) {
  return fmt::format(
      "{} are put down to incidents upstream. They cost all callers {} of waiting beyond the "
      "usual, "
      "and {} gave up because of them. For {} nothing that was reported accounts.",
      with_range(d.upstream.calls, "of these calls", "of these calls"),
      spent(d.upstream.caller_minutes.estimate),
      counted(d.upstream.abandonments.estimate, "caller", "callers"),
      with_range(d.unattributed.calls, "call", "calls"));
}

std::string service_in_words(const Digest& d) {
  const ServiceShare& s = d.service;
  if (s.staffing_surges + s.handle_time_surges == 0) {
    return "No shortage of agents and no spell of long conversations stood out.";
  }
  const double minutes = s.staffing.caller_minutes.estimate + s.handle_time.caller_minutes.estimate;
  return fmt::format(
      "Service's own share: {} and {} cost callers {} of waiting beyond the usual.",
      counted(s.staffing_surges, "shortage of agents", "shortages of agents"),
      counted(s.handle_time_surges, "spell of long conversations", "spells of long conversations"),
      spent(minutes));
}

std::string department_in_words(const Digest& d) {
  for (const NamedLoad& load : d.departments) {
    if (load.name != *d.department) continue;
    return fmt::format(
        "{} are put down to {}, to {}. They cost all callers {} of waiting beyond the usual, and "
        "{} "
        "gave up because of them.",
        with_range(load.load.calls, "call", "calls"), spoken(load.name),
        load.incidents == 0 ? "no incident that is likely"
                            : counted(load.incidents, "incident", "incidents"),
        spent(load.load.caller_minutes.estimate),
        counted(load.load.abandonments.estimate, "caller", "callers"));
  }
  return fmt::format("No call of this time is put down to {}.", spoken(*d.department));
}

}  // namespace

View figure(const Estimate& e) {
  return figure(e, grouped(e.estimate), range(e));
}

View time_figure(const Estimate& minutes) {
  return figure(minutes, spent(minutes.estimate), spent_range(minutes));
}

void set_load(View& view, const Load& load) {
  view.set("calls", figure(load.calls));
  view.set("time", time_figure(load.caller_minutes));
  view.set("gave_up", figure(load.abandonments));
}

View section(const std::vector<View>& rows) {
  if (rows.empty()) return View(false);
  View list(View::type::list);
  for (const View& row : rows) list.push_back(row);
  return View("rows", list);
}

View headline_view(const Digest& d) {
  View sentences(View::type::list);
  if (d.department) sentences.push_back(department_in_words(d));
  sentences.push_back(surges_in_words(d));
  if (d.surges > 0) sentences.push_back(upstream_in_words(d));
  sentences.push_back(service_in_words(d));
  if (d.open_surges > 0) {
    sentences.push_back(fmt::format(
        "{} not over yet and not in these figures.",
        d.open_surges == 1 ? "One surge is" : counted(d.open_surges, "", "surges are")));
  }
  return sentences;
}

View view_of(const Digest& d) {
  View view;
  view.set("title", d.department ? "What " + spoken(*d.department) + " made callers call about"
                                 : std::string("What made our callers call"));
  view.set("first_day", short_date(d.period.first));
  view.set("last_day", short_date(d.period.last));
  view.set("year", iso_date(d.period.last).substr(0, 4));
  view.set("zone", d.zone->name());
  view.set("seen_to", moment(d.seen_to, *d.zone));
  view.set("queues", fmt::format("{}", fmt::join(d.queues, ", ")));
  view.set("headline", headline_view(d));
  view.set("figure", View(kainjow::mustache::partial([] { return std::string(kFigure); })));
  add_load_views(view, d);
  add_case_views(view, d);
  add_trust_views(view, d);
  return view;
}

}  // namespace holdwatch::report
