#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace holdwatch::net {

/// How far a file has been read, told so that the file is known again under another name and no
/// other is taken for it.
struct FilePosition {
  std::uint64_t inode = 0;
  std::uint64_t offset = 0;
  std::uint64_t tail = 0;  ///< hash of the last bytes before the offset

  bool operator==(const FilePosition&) const = default;
};

/// The position in an open file; throws std::runtime_error when that can't be told.
FilePosition position_in(int fd, std::uint64_t offset);

/// Whether the file at `path` is the one that the position is in, and goes at least as far.
bool is_position_in(const FilePosition& position, const std::string& path);

/// What save_position() wrote; nullopt when there is nothing that it can have written.
std::optional<FilePosition> load_position(const std::string& path);

/// Replaces the file whole: whoever reads it finds this position or the one before. Throws
/// std::runtime_error with a message for the operator.
void save_position(const std::string& path, const FilePosition& position);

}  // namespace holdwatch::net
