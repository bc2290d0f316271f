#include "core/causes/request.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <utility>
#include <vector>

#include "model/spoken.h"

namespace holdwatch::core {

namespace {

constexpr std::size_t kMostScopeValues = 4;
constexpr std::string_view kEverything = "everything";
constexpr std::string_view kDefaultRequest =
    "Tell service today what happened ({summary}), what to say to the callers in {queue}, and when "
    "it will be put right.";

std::string listed(const std::vector<std::string>& values) {
  const std::size_t named = std::min(values.size(), kMostScopeValues);
  std::string text;
  for (std::size_t i = 0; i < named; ++i) {
    const bool last = i + 1 == named && values.size() == named;
    if (i > 0) text += last ? " and " : ", ";
    text += values[i];
  }
  if (values.size() > named) text += fmt::format(" and {} more", values.size() - named);
  return text;
}

/// Fills in each {word} in one pass, so that what is filled in is never read as a template.
/// Words without an entry stay as they are.
std::string filled(std::string_view text,
                   std::initializer_list<std::pair<std::string_view, std::string_view>> entries) {
  std::string result;
  while (!text.empty()) {
    const auto entry = std::find_if(entries.begin(), entries.end(),
                                    [&](const auto& e) { return text.starts_with(e.first); });
    if (entry != entries.end()) {
      result += entry->second;
      text.remove_prefix(entry->first.size());
    } else {
      result += text.front();
      text.remove_prefix(1);
    }
  }
  return result;
}

std::string affected_in_words(const IncidentSnapshot& incident) {
  if (!incident.affected) return "an unknown number of";
  return fmt::format("{:.0f}", *incident.affected);
}

std::string summary_of(const IncidentSnapshot& incident) {
  if (!incident.summary.empty()) return incident.summary;
  return incident.category.empty() ? incident.id : spoken(incident.category);
}

}  // namespace

std::string scope_in_words(const Scope& scope) {
  const auto values_of = [&](const char* name) {
    const auto values = scope.find(name);
    return values == scope.end() ? std::string() : listed(values->second);
  };
  std::string text;
  for (const auto& [name, values] : scope) {
    if (values.empty() || name == "region" || name == "reason") continue;
    if (!text.empty()) text += ", ";
    text += listed(values);
  }
  // A place reads as a place, and a reason as what is said: "SKU-0042 in north (wrong item)".
  if (const std::string region = values_of("region"); !region.empty()) {
    text += text.empty() ? region : " in " + region;
  }
  if (const std::string reason = spoken(values_of("reason")); !reason.empty()) {
    text += text.empty() ? reason : " (" + reason + ")";
  }
  return text.empty() ? std::string{kEverything} : text;
}

std::string request_text(const Category& category, const IncidentSnapshot& incident,
                         std::string_view queue) {
  const std::string_view request =
      category.request.empty() ? kDefaultRequest : std::string_view{category.request};
  const std::string scope = scope_in_words(incident.scope);
  // Nothing in brackets beats "(everything)".
  const std::string in_brackets = scope == kEverything ? "" : " (" + scope + ")";
  return filled(request, {{" ({scope})", in_brackets},
                          {"{scope}", scope},
                          {"{affected}", affected_in_words(incident)},
                          {"{queue}", queue},
                          {"{summary}", summary_of(incident)}});
}

}  // namespace holdwatch::core
