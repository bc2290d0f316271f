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

std::string to_text(const FilePosition& position);
/// What to_text() gave; nullopt when the text can't be that.
std::optional<FilePosition> position_of(const std::string& text);

}  // namespace holdwatch::net
