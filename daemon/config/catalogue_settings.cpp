#include "config/catalogue_settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string>
#include <utility>

#include "model/default_catalogue.h"

namespace holdwatch::config {

namespace {

const std::vector<std::string_view> kStages = {"discover", "buy",    "pay",    "deliver",
                                               "use",      "return", "service"};
const std::vector<std::string_view> kComponents = {"customer", "environment", "brand", "platform",
                                                   "interface"};
const std::vector<std::string_view> kPlaceholders = {"{scope}", "{affected}", "{queue}",
                                                     "{summary}"};
constexpr std::string_view kGeneralRequest =
    "Tell service today what happened to {scope}, what those concerned are offered, and when it "
    "ends.";

void read_word(Section& section, std::string_view key, const std::vector<std::string_view>& words,
               std::string& word) {
  const auto current = std::find(words.begin(), words.end(), word);
  const bool given = section.has(key);
  const std::size_t index = section.choice(
      key, current == words.end() ? 0 : static_cast<std::size_t>(current - words.begin()), words);
  if (given) word = words[index];
}

void read_words(Section& section, std::string_view key, std::vector<std::string>& words) {
  const bool given = section.has(key);
  std::vector<std::string> read = section.texts(key);
  if (given) words = std::move(read);
}

void check_placeholders(Section& section, const std::string& request) {
  for (std::size_t open = request.find('{'); open != std::string::npos;
       open = request.find('{', open + 1)) {
    const std::size_t close = std::min(request.find('}', open), request.size() - 1);
    const std::string found = request.substr(open, close - open + 1);
    if (std::find(kPlaceholders.begin(), kPlaceholders.end(), found) == kPlaceholders.end()) {
      section.problem("request", fmt::format("found the placeholder '{}', expected one of {}",
                                             found, fmt::join(kPlaceholders, ", ")));
    }
  }
}

void read_category(Section& section, bool is_new, Category& category) {
  category.department = is_new ? section.required_text("department")
                               : section.text("department", category.department);
  read_word(section, "stage", kStages, category.stage);
  read_word(section, "component", kComponents, category.component);
  category.median_lag = section.duration("median_lag", category.median_lag, std::chrono::minutes{1},
                                         std::chrono::days{30});
  read_words(section, "queues", category.queues);
  read_words(section, "reasons", category.reasons);
  category.calls_per_affected =
      section.number("calls_per_affected", category.calls_per_affected, 0, 1000);
  category.request = section.text("request", is_new ? kGeneralRequest : category.request);
  check_placeholders(section, category.request);
  section.finish();
}

}  // namespace

std::vector<Category> read_catalogue(Section categories) {
  std::vector<Category> catalogue = default_catalogue();
  for (auto& [name, section] : categories.entries()) {
    auto known = std::find_if(catalogue.begin(), catalogue.end(),
                              [&name = name](const Category& c) { return c.name == name; });
    const bool is_new = known == catalogue.end();
    if (is_new) {
      known = catalogue.emplace(catalogue.end());
      known->name = name;
    }
    read_category(section, is_new, *known);
  }
  return catalogue;
}

}  // namespace holdwatch::config
