#include "sinks/console/console_sink.h"

#include <algorithm>
#include <cstdio>

#include "sinks/console/alert_text.h"
#include "sinks/console/terminal.h"
#include "sinks/outbox.h"

namespace holdwatch::console {
namespace {

constexpr std::size_t kOutboxAlerts = 1000;
constexpr std::size_t kLeastWidth = 60;
constexpr std::size_t kMostWidth = 110;

/// Asked anew for each alert, since terminals change their size.
Style style_of_stdout() {
  Style style;
  style.colour = stdout_takes_colours();
  if (const auto size = size_of_stdout()) {
    style.width = std::clamp(size->columns, kLeastWidth, kMostWidth);
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
