#include "journal/settings.h"

namespace holdwatch::journal {

using namespace std::chrono_literals;

namespace {

constexpr std::uint64_t kMegabyte = std::uint64_t{1} << 20;
constexpr std::uint64_t kTerabyte = std::uint64_t{1} << 40;

std::uint64_t bytes(config::Section& section, std::string_view key, std::uint64_t default_value,
                    std::uint64_t min) {
  const auto found = section.whole(key, static_cast<std::int64_t>(default_value),
                                   static_cast<std::int64_t>(min), kTerabyte);
  return static_cast<std::uint64_t>(found);
}

}  // namespace

std::optional<Settings> read_settings(config::Section section, const char* state_directory) {
  using std::chrono::days;
  Settings settings;
  const bool is_wanted = section.flag("enabled", true);
  const std::string in_state =
      state_directory == nullptr ? "" : std::string(state_directory) + "/journal.db";
  settings.path = section.text("path", in_state);
  settings.commit_interval =
      section.duration("commit_interval", settings.commit_interval, 1ms, 1min);
  settings.snapshot_interval =
      section.duration("snapshot_interval", settings.snapshot_interval, 1s, days{1});
  settings.keep_for = section.duration("keep_for", settings.keep_for, 1h, days{3660});
  settings.keep_bytes = bytes(section, "keep_bytes", settings.keep_bytes, 16 * kMegabyte);
  settings.backlog_bytes = bytes(section, "backlog_bytes", settings.backlog_bytes, kMegabyte);
  section.finish();
  if (!is_wanted || settings.path.empty()) return std::nullopt;
  return settings;
}

}  // namespace holdwatch::journal
