#pragma once

#include <string>
#include <string_view>

namespace holdwatch::jsonl {

/// A file that lines are appended to, or standard output when the path is "-". Errors are thrown as
/// std::runtime_error with a message for the operator.
class AppendFile {
 public:
  explicit AppendFile(std::string path);
  ~AppendFile();
  AppendFile(const AppendFile&) = delete;
  AppendFile& operator=(const AppendFile&) = delete;

  /// Writes the line and its newline. Opens the file anew when the path no longer leads to it.
  void write_line(std::string line);

 private:
  bool is_standard_output() const { return path_ == "-"; }
  bool was_rotated() const;
  void open();
  void close();

  std::string path_;
  int file_ = -1;
};

}  // namespace holdwatch::jsonl
