#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace holdwatch {

/// What the daemon tells systemd (sd_notify(3)); silent when nobody listens.
class ServiceManager {
 public:
  ServiceManager();

  void ready();
  /// Between reloading() and ready() systemd knows that the configuration is being read.
  void reloading();
  void stopping();
  void status(std::string_view text);

  /// The pipeline has made a turn: keeps the watchdog quiet, at half of its time.
  void progress();

 private:
  std::optional<std::chrono::steady_clock::duration> watchdog_period_;
  std::chrono::steady_clock::time_point next_progress_ =
      std::chrono::steady_clock::time_point::min();
};

}  // namespace holdwatch
