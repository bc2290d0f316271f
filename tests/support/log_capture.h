#pragma once

#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace holdwatch {

/// While it lives, what is logged is kept as lines "level message" instead of written.
class LogCapture {
 public:
  LogCapture() : before_(spdlog::default_logger()) {
    auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(text_);
    auto logger = std::make_shared<spdlog::logger>("capture", std::move(sink));
    logger->set_pattern("%l %v");
    spdlog::set_default_logger(std::move(logger));
  }
  ~LogCapture() { spdlog::set_default_logger(before_); }
  LogCapture(const LogCapture&) = delete;
  LogCapture& operator=(const LogCapture&) = delete;

  /// The lines since the last call.
  std::vector<std::string> lines() {
    std::vector<std::string> found;
    for (std::string line; std::getline(text_, line);) found.push_back(line);
    text_.clear();
    return found;
  }

 private:
  std::shared_ptr<spdlog::logger> before_;
  std::stringstream text_;
};

}  // namespace holdwatch
