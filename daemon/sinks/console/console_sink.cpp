#include "sinks/console/console_sink.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "sinks/console/alert_text.h"
#include "sinks/outbox.h"

namespace holdwatch::console {
namespace {

constexpr std::size_t kOutboxAlerts = 1000;
constexpr std::size_t kLeastWidth = 60;
constexpr std::size_t kMostWidth = 110;

/// Asked anew for each alert, since terminals change their size.
Style style_of_stdout() {
  Style style;
  if (::isatty(STDOUT_FILENO) == 0) return style;
  const char* no_color = std::getenv("NO_COLOR");
  style.colour = no_color == nullptr || *no_color == '\0';
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.width = std::clamp<std::size_t>(size.ws_col, kLeastWidth, kMostWidth);
  }
  return style;
}

void write(const AlertChange& change) {
  const std::string text = render(change, style_of_stdout());
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

class ConsoleSink : public Sink {
 public:
  void alert(const AlertChange& change) override { outbox_.put(change); }
  void close() override { outbox_.close(); }

 private:
  Outbox<AlertChange> outbox_{kOutboxAlerts, write};
};

}  // namespace

SinkFactory read_sink(config::Section&) {
  return [](const SinkContext&) { return std::make_unique<ConsoleSink>(); };
}

}  // namespace holdwatch::console
