#include "sinks/console/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

namespace holdwatch::console {

std::optional<TerminalSize> size_of_stdout() {
  if (::isatty(STDOUT_FILENO) == 0) return std::nullopt;
  TerminalSize size;
  winsize told{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &told) == 0 && told.ws_col > 0 && told.ws_row > 0) {
    size = {told.ws_col, told.ws_row};
  }
  return size;
}

bool stdout_takes_colours() {
  const char* no_color = std::getenv("NO_COLOR");
  return ::isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0');
}

}  // namespace holdwatch::console
