#include "app/explain/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "app/explain/course.h"
#include "app/explain/explain_text.h"
#include "app/replay/formats.h"

namespace holdwatch::explain {

namespace {

constexpr std::size_t kIdLength = 16;
constexpr std::ptrdiff_t kOthersNamed = 5;

/// Names the latest alerts that there are.
std::string unknown_alert(const Follower& follower, const std::string& id) {
  const auto& others = follower.others();
  if (others.empty()) return fmt::format("there is no alert {}, and no surge at all", id);
  const auto first =
      others.end() - std::min(kOthersNamed, static_cast<std::ptrdiff_t>(others.size()));
  return fmt::format("there is no alert {}; the last surges are {}", id,
                     fmt::join(first, others.end(), ", "));
}

std::string explain_alert(const Options& options, const Follower& follower, const Zone& zone) {
  const Course& course = follower.course();
  if (course.changes.empty()) throw std::runtime_error(unknown_alert(follower, options.alert));
  return options.json ? to_json(course) : to_text(course, zone);
}

std::string explain_category(const Options& options, const CauseModel& model) {
  std::vector<std::string> names;
  for (const CategoryModel& category : model.categories) {
    if (category.name == *options.category) {
      return options.json ? to_json(category, model) : to_text(category, model);
    }
    names.push_back(category.name);
  }
  throw std::runtime_error(fmt::format("--category: found {}, expected one of {}",
                                       *options.category, fmt::join(names, ", ")));
}

void explain(const Options& options) {
  const Settings settings = replay::read_settings(options.recording);
  Follower follower(options.alert);
  core::Engine engine(settings, follower);
  follower.ask(engine);
  replay::play(options.recording, engine, replay::problem_printer([](Disposition) {}),
               [](const Input&, Disposition) {});
  replay::write_out(options.category ? explain_category(options, engine.snapshot().cause_model)
                                     : explain_alert(options, follower, *settings.zone));
}

}  // namespace

std::string problem_of_id(const std::string& text) {
  const bool is_hex = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
  if (is_hex && text.size() == kIdLength) return "";
  return fmt::format("found {}, expected the sixteen digits of an alert's id", text);
}

int run(const Options& options) {
  return replay::guarded("explain", [&] { explain(options); });
}

}  // namespace holdwatch::explain
