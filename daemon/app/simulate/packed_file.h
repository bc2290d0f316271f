#pragma once

#include <zlib.h>

#include <string>
#include <string_view>

namespace holdwatch::simulate {

/// A file of lines, packed when its name ends with .gz. Throws std::runtime_error when it can't be
/// written.
class PackedFile {
 public:
  explicit PackedFile(const std::string& path);
  ~PackedFile();
  PackedFile(const PackedFile&) = delete;
  PackedFile& operator=(const PackedFile&) = delete;

  void line(std::string_view text);
  void close();

 private:
  [[noreturn]] void fail() const;

  std::string path_;
  gzFile file_;
};

}  // namespace holdwatch::simulate
