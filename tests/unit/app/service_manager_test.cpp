#include "app/service_manager.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace holdwatch {
namespace {

using testing::MatchesRegex;

/// A systemd's end of the notification socket.
class ServiceManagerTest : public testing::Test {
 protected:
  ServiceManagerTest() {
    // An abstract address leaves no file behind.
    const std::string name = fmt::format("holdwatch-test-{}", getpid());
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path + 1, name.size());
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    bind(socket_, reinterpret_cast<const sockaddr*>(&address), size);
    setenv("NOTIFY_SOCKET", ("@" + name).c_str(), 1);
  }
  ~ServiceManagerTest() override {
    close(socket_);
    for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) unsetenv(name);
  }

  /// The next message; empty when there is none.
  std::string message() {
    char buffer[512];
    const ssize_t size = recv(socket_, buffer, sizeof buffer, MSG_DONTWAIT);
    return size > 0 ? std::string(buffer, static_cast<std::size_t>(size)) : "";
  }

  int socket_ = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
};

TEST_F(ServiceManagerTest, SaysReadyReloadingStoppingAndStatus) {
  ServiceManager manager;
  manager.ready();
  EXPECT_EQ(message(), "READY=1");
  manager.reloading();
  EXPECT_THAT(message(), MatchesRegex("RELOADING=1\nMONOTONIC_USEC=[0-9]+"));
  manager.status("watching");
  EXPECT_EQ(message(), "STATUS=watching");
  manager.stopping();
  EXPECT_EQ(message(), "STOPPING=1");
}

TEST_F(ServiceManagerTest, FeedsTheWatchdogAtMostOnceInHalfItsTime) {
  setenv("WATCHDOG_USEC", "3600000000", 1);
  ServiceManager manager;
  manager.progress();
  EXPECT_EQ(message(), "WATCHDOG=1");
  manager.progress();
  EXPECT_EQ(message(), "");
}

TEST_F(ServiceManagerTest, FeedsNoWatchdogThatIsMeantForAnotherProcess) {
  setenv("WATCHDOG_USEC", "3600000000", 1);
  setenv("WATCHDOG_PID", "1", 1);
  ServiceManager manager;
  manager.progress();
  EXPECT_EQ(message(), "");
}

TEST(ServiceManager, IsSilentWhenNobodyListens) {
  ServiceManager manager;
  manager.ready();
  manager.progress();
}

}  // namespace
}  // namespace holdwatch
