#pragma once

#include <termios.h>

#include <string>
#include <vector>

namespace holdwatch::top {

/// The terminal while it is ours: its other screen, without a cursor, and keys as they are pressed.
/// Whatever ends the session gives it back as it was.
class Session {
 public:
  /// Throws std::runtime_error when there is no terminal to read keys from.
  Session();
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Where keys come from: a file description of our own, which may be made non-blocking.
  int keys() const { return keys_; }

  /// Shows these lines from the first row on, and writes only those that have changed.
  void draw(const std::vector<std::string>& lines);
  /// What is on the screen is no longer known: the next draw() writes all.
  void forget() { shown_.clear(); }

  /// Gives the terminal back for a while, and takes it again.
  void leave();
  void enter();

 private:
  int keys_;
  termios before_{};
  std::vector<std::string> shown_;
};

}  // namespace holdwatch::top
