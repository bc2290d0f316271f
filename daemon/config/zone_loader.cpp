#include "config/zone_loader.h"

#include <date/tz.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "config/nearest.h"

namespace holdwatch::config {

namespace {

using std::chrono::sys_days;
using std::chrono::sys_seconds;
using namespace std::chrono_literals;

constexpr sys_seconds kFrom = sys_days{1970y / 1 / 1};
constexpr sys_seconds kTo = sys_days{2038y / 1 / 1};  // the database's tables end there

std::vector<Zone::Transition> transitions_of(const date::time_zone& zone) {
  std::vector<Zone::Transition> transitions;
  for (sys_seconds t = kFrom; t < kTo;) {
    const date::sys_info info = zone.get_info(t);
    const bool changes = transitions.empty() || transitions.back().offset != info.offset;
    if (changes) transitions.push_back({t, info.offset});
    t = info.end;
  }
  return transitions;
}

std::string unknown_zone(const std::string& name, const date::tzdb& database) {
  std::vector<std::string> known;
  for (const date::time_zone& zone : database.zones) known.push_back(zone.name());
  const std::vector<std::string> meant = nearest(name, known);
  return fmt::format("found '{}', expected an IANA time zone{}", name,
                     meant.empty() ? " such as Europe/Paris"
                                   : fmt::format(", perhaps {}", fmt::join(meant, " or ")));
}

std::string no_zones(const char* why) {
  return fmt::format("found no usable time zone database ({}), expected the package tzdata", why);
}

}  // namespace

tl::expected<std::shared_ptr<const Zone>, std::string> load_zone(const std::string& name) {
  if (name == "UTC") return std::make_shared<const Zone>();
  try {
    const date::tzdb& database = date::get_tzdb();
    if (database.zones.empty()) return tl::unexpected(no_zones("it is empty"));
    auto zone = std::find_if(database.zones.begin(), database.zones.end(),
                             [&](const date::time_zone& z) { return z.name() == name; });
    if (zone == database.zones.end()) return tl::unexpected(unknown_zone(name, database));
    return std::make_shared<const Zone>(name, transitions_of(*zone));
  } catch (const std::runtime_error& error) {
    return tl::unexpected(no_zones(error.what()));
  }
}

}  // namespace holdwatch::config
