#include "app/replay/formats.h"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include "sources/freeswitch_esl/esl_recording.h"
#include "sources/jsonl/jsonl_source.h"
#include "sources/queue_log/queue_log_source.h"

namespace holdwatch::replay {

namespace {
constexpr RecordedFormat kFormats[] = {jsonl::kFormat, queue_log::kFormat, freeswitch_esl::kFormat};
constexpr int kProblemsShown = 5;  // of each reason
}  // namespace

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const RecordedFormat& format : kFormats) names.emplace_back(format.name);
  return names;
}

const RecordedFormat& format_named(std::string_view name) {
  for (const RecordedFormat& format : kFormats) {
    if (format.name == name) return format;
  }
  throw std::runtime_error(fmt::format("unknown format {}", name));
}

RejectedHandler problem_printer(std::function<void(Disposition)> count) {
  auto shown = std::make_shared<std::array<int, kDispositions>>();
  return [count, shown](Disposition reason, std::string_view place, std::string_view detail) {
    count(reason);
    const int before = (*shown)[static_cast<std::size_t>(reason)]++;
    if (before < kProblemsShown) {
      fmt::print(stderr, "{}: {}: {}\n", place, to_string(reason), detail);
    } else if (before == kProblemsShown) {
      fmt::print(stderr, "... further ones that are {} are counted only\n", to_string(reason));
    }
  };
}

}  // namespace holdwatch::replay
