#include "app/logging.h"

#include <fmt/format.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <memory>

namespace holdwatch {

namespace {

/// Where a level counts in kLogLevels; trace counts as debug.
std::size_t place_of(spdlog::level::level_enum level) {
  switch (level) {
    case spdlog::level::info:
      return 1;
    case spdlog::level::warn:
      return 2;
    case spdlog::level::err:
      return 3;
    case spdlog::level::critical:
      return 4;
    default:
      return 0;
  }
}

/// A sink that only counts.
class MessageCounter : public spdlog::sinks::sink {
 public:
  void log(const spdlog::details::log_msg& message) override { ++counts_[place_of(message.level)]; }
  void flush() override {}
  void set_pattern(const std::string&) override {}
  void set_formatter(std::unique_ptr<spdlog::formatter>) override {}

  std::uint64_t count(std::size_t place) const { return counts_[place]; }

 private:
  std::array<std::atomic<std::uint64_t>, kLogLevels.size()> counts_{};
};

/// `%k`: the syslog priority in angle brackets, as sd-daemon(3) wants it.
class PriorityFlag : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&,
              spdlog::memory_buf_t& out) override {
    constexpr std::array<std::string_view, kLogLevels.size()> kPriorities = {"<7>", "<6>", "<4>",
                                                                             "<3>", "<2>"};
    const std::string_view priority = kPriorities[place_of(message.level)];
    out.append(priority.data(), priority.data() + priority.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<PriorityFlag>();
  }
};

/// JOURNAL_STREAM names the device and inode of the journal's end of stderr.
bool stderr_is_the_journal() {
  const char* stream = std::getenv("JOURNAL_STREAM");
  struct stat status {};
  return stream && fstat(STDERR_FILENO, &status) == 0 &&
         fmt::format("{}:{}", status.st_dev, status.st_ino) == stream;
}

LogFormat found_out(LogFormat format) {
  if (format != LogFormat::automatic) return format;
  if (stderr_is_the_journal()) return LogFormat::journald;
  return isatty(STDERR_FILENO) ? LogFormat::terminal : LogFormat::plain;
}

spdlog::sink_ptr make_stderr_sink(LogFormat format) {
  if (format == LogFormat::terminal) {
    auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
    sink->set_pattern("%H:%M:%S %^%-7l%$ %v");
    return sink;
  }
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  if (format == LogFormat::plain) {
    sink->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
    return sink;
  }
  auto formatter = std::make_unique<spdlog::pattern_formatter>();
  formatter->add_flag<PriorityFlag>('k').set_pattern("%k%v");
  sink->set_formatter(std::move(formatter));
  return sink;
}

/// One for the whole process, as the default logger is.
const std::shared_ptr<MessageCounter>& message_counter() {
  static const auto counter = std::make_shared<MessageCounter>();
  return counter;
}

}  // namespace

void set_up_logging(const LogSettings& settings) {
  const auto sinks = {spdlog::sink_ptr(message_counter()),
                      make_stderr_sink(found_out(settings.format))};
  auto logger = std::make_shared<spdlog::logger>("holdwatch", sinks);
  spdlog::set_default_logger(std::move(logger));
  set_log_level(settings.level);
}

void set_log_level(const std::string& level) {
  spdlog::default_logger_raw()->set_level(spdlog::level::from_str(level));
}

std::array<std::uint64_t, kLogLevels.size()> log_message_counts() {
  std::array<std::uint64_t, kLogLevels.size()> counts{};
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = message_counter()->count(i);
  return counts;
}

}  // namespace holdwatch
