#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace holdwatch::net {

/// Reads a file from its begin to its end; `-` is standard input. gzip is recognised by its first
/// bytes and unpacked on the way. Everything throws std::runtime_error with a message that names
/// the file and what is wrong with it.
class FileReader {
 public:
  explicit FileReader(const std::string& path);
  ~FileReader();
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;

  /// Fills `room` as far as it can; 0 at the end. A gzip file that breaks off is an error, after
  /// all that could be unpacked has been given.
  std::size_t read(std::span<char> room);

  /// Bytes read from the disk so far.
  std::uint64_t bytes_read() const;
  /// Size on the disk; 0 when it has none (standard input, a pipe).
  std::uint64_t bytes_total() const { return bytes_total_; }

 private:
  struct Impl;
  std::string path_;
  std::unique_ptr<Impl> impl_;
  std::uint64_t bytes_total_ = 0;
};

}  // namespace holdwatch::net
