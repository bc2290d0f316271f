#include "sinks/metrics/process_stats.h"

#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <system_error>
#include <vector>

namespace holdwatch::metrics {
namespace {

// Places in /proc/self/stat after the command's closing bracket, see proc(5).
constexpr std::size_t kUserTicks = 11;
constexpr std::size_t kSystemTicks = 12;
constexpr std::size_t kThreads = 17;
constexpr std::size_t kStartTicks = 19;
constexpr std::size_t kVirtualBytes = 20;
constexpr std::size_t kResidentPages = 21;

std::vector<std::string> stat_fields() {
  std::ifstream file("/proc/self/stat");
  std::string line;
  std::getline(file, line);
  std::istringstream rest(line.substr(line.rfind(')') + 1));
  return {std::istream_iterator<std::string>(rest), {}};
}

double boot_time_seconds() {
  std::ifstream file("/proc/stat");
  for (std::string word; file >> word;) {
    double seconds = 0;
    if (word == "btime" && file >> seconds) return seconds;
  }
  return 0;
}

std::uint64_t count_open_fds() {
  std::error_code failed;
  std::uint64_t count = 0;
  for (std::filesystem::directory_iterator fd("/proc/self/fd", failed), end; fd != end;
       fd.increment(failed)) {
    ++count;
  }
  return count;
}

std::uint64_t max_fds() {
  rlimit limit{};
  return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 0;
}

}  // namespace

ProcessStats read_process_stats() {
  ProcessStats stats;
  stats.open_fds = count_open_fds();
  stats.max_fds = max_fds();
  const std::vector<std::string> fields = stat_fields();
  if (fields.size() <= kResidentPages) return stats;
  const auto ticks_per_second = static_cast<double>(::sysconf(_SC_CLK_TCK));
  const auto whole = [&](std::size_t place) { return std::stoull(fields[place]); };
  const auto seconds = [&](std::size_t place) {
    return static_cast<double>(whole(place)) / ticks_per_second;
  };
  stats.cpu_seconds = seconds(kUserTicks) + seconds(kSystemTicks);
  stats.start_time_seconds = boot_time_seconds() + seconds(kStartTicks);
  stats.virtual_memory_bytes = whole(kVirtualBytes);
  stats.resident_memory_bytes = whole(kResidentPages) * static_cast<std::uint64_t>(::getpagesize());
  stats.threads = whole(kThreads);
  return stats;
}

}  // namespace holdwatch::metrics
