#include "sinks/console/alert_text.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <vector>

#include "model/names.h"
#include "model/spoken.h"
#include "sinks/console/text_layout.h"

namespace holdwatch::console {
namespace {

constexpr std::size_t kLabelWidth = 9;
constexpr std::size_t kIndent = 2;
constexpr std::size_t kBarWidth = 20;
constexpr std::size_t kMostSuspects = 4;

constexpr std::string_view kBold = "1";
constexpr std::string_view kDim = "2";
constexpr std::string_view kRed = "1;31";
constexpr std::string_view kGreen = "1;32";
constexpr std::string_view kYellow = "1;33";
constexpr std::string_view kCyan = "36";

std::string time_of_day(Time t, const Zone* zone, std::string_view format) {
  const Time local = zone == nullptr ? t : t + zone->offset_at(t);
  const auto seconds = std::chrono::time_point_cast<std::chrono::seconds>(local);
  return fmt::format(fmt::runtime(format), fmt::gmtime(seconds.time_since_epoch().count()));
}

/// Builds the text line by line.
class Page {
 public:
  explicit Page(Style style) : style_(style) {}

  std::string paint(std::string_view text, std::string_view colour) const {
    if (!style_.colour || text.empty()) return std::string(text);
    return fmt::format("\x1b[{}m{}\x1b[0m", colour, text);
  }

  void line(std::string_view text) { text_.append(text).append("\n"); }

  /// `left` and `right` at the two ends of a line.
  void ends(std::string_view left, std::string_view left_colour, std::string_view right) {
    const std::size_t used = width_of(left) + width_of(right);
    const std::size_t gap = style_.width > used ? style_.width - used : 1;
    line(paint(left, left_colour) + std::string(gap, ' ') + paint(right, kDim));
  }

  /// A label with text that is wrapped beside it; nothing when the text is empty.
  void field(std::string_view label, std::string_view text, std::string_view colour = "") {
    const std::size_t margin = kIndent + kLabelWidth;
    std::string_view first = label;
    for (const std::string& part : wrap(text, style_.width - margin)) {
      const std::string head = fmt::format("{:{}}{:<{}}", "", kIndent, first, kLabelWidth);
      line(paint(head, kDim) + (colour.empty() ? part : paint(part, colour)));
      first = "";
    }
  }

  void suspect(const Cause& cause, std::string_view label) {
    const std::string name = cause.incident
                                 ? fmt::format("{} {} ({})", *cause.incident,
                                               spoken(cause.category.value_or("unknown kind")),
                                               spoken(cause.department.value_or("nobody's")))
                                 : "none of the reported incidents";
    const std::string head = fmt::format("{:{}}{:<{}}", "", kIndent, label, kLabelWidth);
    line(fmt::format("{}{} {:>4.0f} %  {}", paint(head, kDim),
                     paint(bar(cause.probability, kBarWidth), kCyan), 100 * cause.probability,
                     cause.incident ? paint(name, kBold) : name));
    const std::size_t margin = kIndent + kLabelWidth + kBarWidth + 9;
    if (style_.width < margin + 20) return;
    for (const std::string& part : wrap(cause.reason, style_.width - margin)) {
      line(std::string(margin, ' ') + paint(part, kDim));
    }
  }

  std::string take() { return std::move(text_) + "\n"; }

 private:
  Style style_;
  std::string text_;
};

std::string_view title_of(AlertKind kind) {
  switch (kind) {
    case AlertKind::surge:
      return "Surge in";
    case AlertKind::long_hold:
      return "Long hold in";
    case AlertKind::silence:
      return "Silence in";
    case AlertKind::aggregate_surge:
      return "Surge across";
    case AlertKind::early_warning:
      return "Calls expected in";
    case AlertKind::feed_gap:
      break;
  }
  return "Gap in the feed of";
}

std::string_view spell(Driver driver) {
  switch (driver) {
    case Driver::demand:
      return "more calls than usual";
    case Driver::staffing:
      return "fewer agents than usual";
    case Driver::handle_time:
      return "longer conversations than usual";
    case Driver::feed:
      break;
  }
  return "a feed that lost count";
}

std::string_view colour_of(const AlertChange& change) {
  if (change.status == AlertStatus::resolved) return kGreen;
  return change.severity == Severity::critical ? kRed : kYellow;
}

std::string_view mark_of(AlertStatus status) {
  switch (status) {
    case AlertStatus::firing:
      return "●";
    case AlertStatus::updated:
      return "◐";
    case AlertStatus::resolved:
      break;
  }
  return "○";
}

std::string headline(const AlertChange& change) {
  const std::string_view state = change.status == AlertStatus::resolved
                                     ? std::string_view("over")
                                     : to_string(change.severity);
  const std::string_view news = change.status == AlertStatus::updated ? ", updated" : "";
  return fmt::format("{} {} {}: {}{}", mark_of(change.status), title_of(change.kind),
                     subject(change), state, news);
}

/// "since 08:57 (between 08:54 and 08:59), because of more calls than usual"
std::string since(const AlertChange& change, const Zone* zone) {
  const auto time = [zone](Time t) { return time_of_day(t, zone, "{:%H:%M}"); };
  std::string text;
  if (change.onset) {
    text = fmt::format("{} (between {} and {})", time(change.onset->estimate),
                       time(change.onset->low), time(change.onset->high));
  } else {
    text = time(change.opened);
  }
  if (change.driver) text += fmt::format(", {}", spell(*change.driver));
  if (change.pattern == "short_calls") text += ", a flood of brief calls";
  return text;
}

std::string waiting(const AlertChange& change) {
  if (change.waiting == 0) return "nobody";
  std::string text = fmt::format("{} now, the longest for {}", change.waiting,
                                 spell_seconds(change.longest_wait_seconds));
  if (change.expected_wait_seconds) {
    text +=
        fmt::format("; a new caller can expect {}", spell_seconds(*change.expected_wait_seconds));
  }
  return text;
}

/// "confirmed: INC-0042", or the word alone when it is about no incident.
std::string verdict(const AlertChange& change) {
  std::string text = spoken(to_string(*change.verdict));
  if (change.verdict_incident) text += ": " + *change.verdict_incident;
  return text;
}

void add_suspects(Page& page, const std::vector<Cause>& causes) {
  const std::size_t shown = std::min(causes.size(), kMostSuspects);
  for (std::size_t i = 0; i < shown; ++i) page.suspect(causes[i], i == 0 ? "Suspects" : "");
  if (shown < causes.size()) {
    page.field("", fmt::format("and {} less likely", causes.size() - shown), kDim);
  }
}

}  // namespace

std::string render(const AlertChange& change, Style style) {
  Page page(style);
  const std::string zone = style.zone == nullptr ? "UTC" : style.zone->name();
  page.ends(headline(change), colour_of(change),
            time_of_day(change.time, style.zone, "{:%H:%M:%S} ") + zone);
  page.field("Since", since(change, style.zone));
  if (change.excess_calls) {
    page.field("Extra", fmt::format("{:.0f} calls beyond the usual ({:.0f} to {:.0f})",
                                    change.excess_calls->estimate, change.excess_calls->low,
                                    change.excess_calls->high));
  }
  page.field("Waiting", waiting(change));
  add_suspects(page, change.causes);
  page.field("Story", change.story);
  page.field("Data", change.data);
  page.field("Request", change.request, kBold);
  if (change.acknowledged_by) page.field("Seen by", *change.acknowledged_by);
  if (change.verdict) page.field("Verdict", verdict(change), kBold);
  page.field("Alert", change.id, kDim);
  return page.take();
}

}  // namespace holdwatch::console
