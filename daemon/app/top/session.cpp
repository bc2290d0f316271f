#include "app/top/session.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <iterator>
#include <stdexcept>
#include <string_view>

namespace holdwatch::top {

namespace {

constexpr std::string_view kEnter = "\x1b[?1049h\x1b[?25l\x1b[2J";
constexpr std::string_view kLeave = "\x1b[?25h\x1b[?1049l";

/// A terminal that is gone is told by a signal; here there is nothing to be done about it.
void write_all(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

Session::Session() : keys_(::open("/dev/tty", O_RDONLY | O_CLOEXEC)) {
  if (keys_ < 0 || ::tcgetattr(keys_, &before_) != 0) {
    if (keys_ >= 0) ::close(keys_);
    throw std::runtime_error("there is no terminal to read keys from");
  }
  enter();
}

Session::~Session() {
  leave();
  ::close(keys_);
}

void Session::enter() {
  termios raw = before_;
  raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO | IEXTEN);
  raw.c_iflag &= ~static_cast<tcflag_t>(ICRNL | IXON);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  ::tcsetattr(keys_, TCSADRAIN, &raw);
  forget();
  write_all(kEnter);
}

void Session::leave() {
  write_all(kLeave);
  ::tcsetattr(keys_, TCSADRAIN, &before_);
}

void Session::draw(const std::vector<std::string>& lines) {
  std::string changes;
  for (std::size_t row = 0; row < lines.size(); ++row) {
    if (row < shown_.size() && shown_[row] == lines[row]) continue;
    fmt::format_to(std::back_inserter(changes), "\x1b[{};1H{}\x1b[K", row + 1, lines[row]);
  }
  write_all(changes);
  shown_ = lines;
}

}  // namespace holdwatch::top
