#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "net/file_position.h"
#include "net/line_reader.h"

namespace holdwatch::net {

/// Reads the lines of a file that another program appends to, from its begin on. A file that isn't
/// there yet is waited for. When the path names another file (a rotation), the old one is read to
/// its end first; when the file was cut, it is read again from its begin. A line without its end
/// is kept until the end has come. Never waits itself: whoever asks decides when to ask again.
class FileFollower {
 public:
  enum class Found {
    line,
    oversized,  ///< a line over the limit, passed over
    restarted,  ///< another file, or the same one from its begin: lines count from 1 again
    nothing,    ///< all that is there has been read
  };

  FileFollower(std::string path, std::size_t max_line_bytes);
  ~FileFollower();
  FileFollower(const FileFollower&) = delete;
  FileFollower& operator=(const FileFollower&) = delete;

  /// Before the first next(): begins where another follower of this file stopped. The file is found
  /// by what it is, also when it has been renamed meanwhile, with all that came after it. False
  /// when it is no longer there: then everything is read from its begin.
  bool resume(const FilePosition& position);

  /// Throws std::runtime_error, with a message for the operator, when the file is there but can't
  /// be read; asking again later is fine.
  Found next();

  /// Behind what next() found last; nullopt when there is no file.
  std::optional<FilePosition> position() const;

  /// Valid until the next call of next().
  std::string_view line() const { return lines_.line(); }
  std::uint64_t line_number() const { return lines_.line_number(); }
  bool is_open() const { return fd_ >= 0; }

 private:
  bool try_open();
  bool open_at(const std::string& path, std::uint64_t offset);
  bool read_more();
  bool was_cut() const;
  bool was_replaced() const;
  Found switch_over();
  void close();
  [[noreturn]] void fail() const;

  std::string path_;
  LineReader lines_;
  std::deque<std::string> earlier_;  // files to read whole before the one that the path names
  int fd_ = -1;
  bool opened_before_ = false;
};

}  // namespace holdwatch::net
