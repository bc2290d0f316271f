#include "core/causes/reasons.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "model/spoken.h"

namespace holdwatch::core {

namespace {

constexpr double kFewCalls = 5;  // below, shares of them say nothing
constexpr double kClustered = 1.5;
constexpr std::size_t kMostReasons = 3;

int percent(double share) {
  return static_cast<int>(std::lround(100 * std::clamp(share, 0.0, 1.0)));
}

std::string usually(double share) {
  if (share < 0.01) return "usually under 1 %";
  return fmt::format("usually {} %", percent(share));
}

/// "3 h 10 min", "45 min", "2 d 4 h".
std::string to_the_minute(Duration d) {
  const auto minutes = std::max<long long>(std::llround(to_minutes(d)), 0);
  if (minutes < 60) return fmt::format("{} min", minutes);
  const auto hours = minutes / 60;
  const auto over = minutes % 60;
  if (hours < 24)
    return over == 0 ? fmt::format("{} h", hours) : fmt::format("{} h {} min", hours, over);
  const auto days = hours / 24;
  return hours % 24 == 0 ? fmt::format("{} d", days) : fmt::format("{} d {} h", days, hours % 24);
}

}  // namespace

std::string Reasons::of(const Suspect& reported) const {
  return fmt::format("{}", fmt::join(evidence(reported), "; "));
}

std::vector<std::string> Reasons::evidence(const Suspect& reported) const {
  std::vector<std::string> said{when(*reported.incident)};
  for (const Focus& focus : reported.scope) {
    if (std::string s = sentence(focus); !s.empty()) said.push_back(std::move(s));
  }
  if (reported.is_corrected) said.emplace_back("its report seems to name something else");
  if (reported.incident->affected) {
    said.push_back(fmt::format("{:.0f} customers affected", *reported.incident->affected));
  }
  return said;
}

std::string Reasons::of_none(const Suspect* likeliest_report,
                             const Suspect* likeliest_unreported) const {
  std::vector<std::string> said;
  const std::string clustered = likeliest_unreported ? cluster(*likeliest_unreported) : "";
  if (!clustered.empty()) said.push_back(fmt::format("callers name {}", clustered));
  if (likeliest_report == nullptr) {
    said.push_back("nothing was reported in the 30 days before");
  } else {
    said.push_back(fmt::format("the likeliest report, {} ({}), fits less well: {}",
                               likeliest_report->incident->id,
                               spoken(likeliest_report->incident->category),
                               fmt::join(evidence(*likeliest_report), "; ")));
  }
  return fmt::format("{}", fmt::join(said, "; "));
}

std::string Reasons::of_unlikely_none() {
  return "an incident that nobody reported, or chance";
}

std::string Reasons::when(const IncidentSnapshot& incident) const {
  const Duration before = surge.onset.estimate - incident.started;
  if (incident.started > surge.onset.high) {
    return fmt::format("began {} into the surge and answers only for calls since",
                       to_the_minute(-before));
  }
  if (before < std::chrono::minutes{1}) return "began as the extra calls set in";
  return fmt::format("began {} before", to_the_minute(before));
}

std::string Reasons::cluster(const Suspect& unreported) const {
  std::vector<std::string> said;
  for (const Focus& focus : unreported.scope) {
    const Naming n = naming(focus);
    const std::string values = values_in_words(focus);
    if (n.lift < kClustered || values.empty()) continue;
    said.push_back(fmt::format("{} {} ({:.1f} times the usual share)",
                               keys.name(focus.column->name), values, n.lift));
  }
  return fmt::format("{}", fmt::join(said, ", "));
}

SuspectedIncident Reasons::suspected(const Suspect& unreported) const {
  SuspectedIncident suspected;
  for (const Focus& focus : unreported.scope) {
    const Naming n = naming(focus);
    std::vector<std::string> values = texts(focus);
    if (n.lift < kClustered || values.empty()) continue;
    suspected.scope[keys.name(focus.column->name)] = std::move(values);
    suspected.lift = std::max(suspected.lift, n.lift);
  }
  return suspected;
}

std::string Reasons::refuted_by(const Suspect& reported) const {
  for (const Focus& focus : reported.scope) {
    const std::string values = values_in_words(focus);
    if (values.empty() || focus.column->name == keys.find_name("reason")) continue;
    return fmt::format("callers who are asked name something other than {}", values);
  }
  return "the extra calls go on long after it was put right";
}

std::string Reasons::none_refuted_by(const std::optional<SuspectedIncident>& suspected) const {
  if (!suspected) return "a report comes in of something that began before the calls did";
  std::vector<std::string> values;
  for (const auto& [name, texts] : suspected->scope) {
    if (name == "reason" && suspected->scope.size() > 1) continue;
    for (const std::string& text : texts) values.push_back(name == "reason" ? spoken(text) : text);
  }
  return fmt::format(
      "a report comes in that touches {}, or callers who are asked name something "
      "else",
      fmt::join(values, " or "));
}

/// All calls but the suspect's own state what is usual: what is too much here in one surge is too
/// little in another.
Stated Reasons::stated(const Suspect& reported, double own_calls) const {
  Stated stated;
  const auto all = static_cast<double>(window.calls());
  const double own = std::min(own_calls / window.thinning, all);
  for (const Focus& focus : reported.scope) {
    const AttributeColumn& column = *focus.column;
    double share = 0;  // usual, of the values in scope
    for (std::uint32_t v : focus.values) share += column.usual[v];
    const double carrying = column.coverage * (all - own);
    const double named = naming(focus).calls;
    stated.in_scope += named - share * carrying;
    stated.elsewhere += column.known - named - (1 - share) * carrying;
    stated.nothing += all - column.known - (all - own - carrying);
    stated.usually_nothing += (1 - column.coverage) * own;
  }
  return stated;
}

Reasons::Naming Reasons::naming(const Focus& focus) const {
  const AttributeColumn& column = *focus.column;
  const auto all = static_cast<double>(window.calls());
  if (all == 0 || column.known == 0) return {};
  double naming_calls = 0;
  for (std::uint32_t v : column.value) {
    naming_calls += static_cast<double>(std::find(focus.values.begin(), focus.values.end(), v) !=
                                        focus.values.end());
  }
  double usual = 0;
  for (std::uint32_t v : focus.values) usual += column.usual[v];
  Naming n{.usual = usual * column.known / all, .calls = naming_calls};
  const double extra = extra_calls / window.thinning;
  if (extra > 0) n.extra = (naming_calls - n.usual * window.expected) / extra;
  if (usual > 0) n.lift = naming_calls / column.known / usual;
  return n;
}

/// Nothing when one of them is forgotten.
std::vector<std::string> Reasons::texts(const Focus& focus) const {
  std::vector<std::string> texts;
  for (std::uint32_t v : focus.values) {
    const std::string_view text = keys.text(focus.column->keys[v]);
    if (text.empty()) return {};
    texts.emplace_back(text);
  }
  return texts;
}

std::string Reasons::values_in_words(const Focus& focus) const {
  if (focus.values.size() > kMostReasons) {
    return fmt::format("one of {} values", focus.values.size());
  }
  std::vector<std::string> values = texts(focus);
  if (focus.column->name == keys.find_name("reason")) {
    for (std::string& value : values) value = spoken(value);
  }
  return fmt::format("{}", fmt::join(values, " or "));
}

std::vector<ScopeEvidence> Reasons::scope(const Suspect& reported) const {
  std::vector<ScopeEvidence> scope;
  for (const Focus& focus : reported.scope) {
    const Naming n = naming(focus);
    scope.push_back({.attribute = keys.name(focus.column->name),
                     .values = focus.values.empty() ? "" : values_in_words(focus),
                     .extra_share = std::clamp(n.extra, 0.0, 1.0),
                     .usual_share = n.usual});
  }
  return scope;
}

std::string Reasons::sentence(const Focus& focus) const {
  if (extra_calls < kFewCalls) return {};
  if (focus.values.empty())
    return fmt::format("no call names its {}", keys.name(focus.column->name));
  const Naming n = naming(focus);
  const std::string values = values_in_words(focus);
  if (values.empty()) return {};
  return fmt::format("{} % of the extra calls name {} ({})", percent(n.extra), values,
                     usually(n.usual));
}

}  // namespace holdwatch::core
