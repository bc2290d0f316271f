#include <fmt/format.h>

#include "app/report/view.h"
#include "app/report/words.h"

namespace holdwatch::report {

namespace {

std::string band(const CalibrationRow& row) {
  if (row.from == 0) return fmt::format("under {}", percent(row.to));
  return fmt::format("{:.0f} to {}", 100 * row.from, percent(row.to));
}

View calibration(const Digest& d) {
  const Calibration& c = d.calibration;
  std::vector<View> rows;
  for (const CalibrationRow& row : c.rows) {
    if (row.judged == 0) continue;
    View view("band", band(row));
    view.set("said", certainty(row.mean_probability));
    view.set("judged", grouped(row.judged));
    view.set("right", fmt::format("{} ({})", row.right,
                                  percent(static_cast<double>(row.right) / row.judged)));
    rows.push_back(view);
  }
  View view = section(rows);
  if (rows.empty()) return view;
  view.set("judged", counted(c.judged, "verdict", "verdicts"));
  view.set("error", percent(c.error));
  view.set("enough", View(c.enough()));
  view.set("needed", grouped(Calibration::kEnough));
  return view;
}

View blind_times(const Digest& d) {
  std::vector<View> rows;
  for (const BlindTime& blind : d.blind) {
    View row("what", blind.what);
    row.set("from", moment(blind.from, *d.zone));
    row.set("to", blind.to ? moment(*blind.to, *d.zone) : "now");
    row.set("said", blind.said);
    rows.push_back(row);
  }
  return section(rows);
}

std::string what_became(const Digest& d, const Suggestion& suggestion) {
  std::string text;
  for (const Suggestion::Later& later : suggestion.incidents) {
    text += fmt::format("{}{} was reported by {} on {} and is {}.", text.empty() ? "" : " ",
                        later.incident, spoken(later.department), moment(later.reported, *d.zone),
                        later.closed ? "closed" : "still open");
  }
  return text.empty() ? "Nothing about it has been reported since." : text;
}

View suggestions(const Digest& d) {
  std::vector<View> rows;
  for (const Suggestion& suggestion : d.suggestions) {
    View row("about", suggestion.about.empty() ? "did not say what about" : suggestion.about);
    row.set("calls", grouped(suggestion.calls));
    row.set("first", moment(suggestion.first, *d.zone));
    row.set("last", moment(suggestion.last, *d.zone));
    row.set("became", what_became(d, suggestion));
    rows.push_back(row);
  }
  return section(rows);
}

}  // namespace

void add_trust_views(View& view, const Digest& d) {
  view.set("suggestions", suggestions(d));
  view.set("calibration", calibration(d));
  view.set("blind", blind_times(d));
}

}  // namespace holdwatch::report
