#include "app/service_manager.h"

#include <fmt/format.h>
#include <systemd/sd-daemon.h>

namespace holdwatch {

namespace {

void notify(const std::string& message) {
  sd_notify(0, message.c_str());
}

}  // namespace

ServiceManager::ServiceManager() {
  std::uint64_t usec = 0;
  if (sd_watchdog_enabled(0, &usec) > 0) watchdog_period_ = std::chrono::microseconds{usec} / 2;
}

void ServiceManager::ready() {
  notify("READY=1");
}

void ServiceManager::reloading() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  notify(fmt::format("RELOADING=1\nMONOTONIC_USEC={}",
                     std::chrono::duration_cast<std::chrono::microseconds>(now).count()));
}

void ServiceManager::stopping() {
  notify("STOPPING=1");
}

void ServiceManager::status(std::string_view text) {
  notify(fmt::format("STATUS={}", text));
}

void ServiceManager::progress() {
  const auto now = std::chrono::steady_clock::now();
  if (!watchdog_period_ || now < next_progress_) return;
  next_progress_ = now + *watchdog_period_;
  notify("WATCHDOG=1");
}

}  // namespace holdwatch
