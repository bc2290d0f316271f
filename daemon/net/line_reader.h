#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace holdwatch::net {

/// Cuts a stream of bytes into lines in bounded memory. Bytes are read into room() and told by
/// filled(); then next() gives line after line until it finds none. A line ends at '\n'; a '\r'
/// before it is no part of it. A line over the limit is reported once and skipped to its end.
class LineReader {
 public:
  enum class Found { nothing, line, oversized };

  explicit LineReader(std::size_t max_line_bytes);

  /// Where the next bytes go; never empty once next() has found nothing. Ends the last line's view.
  std::span<char> room();
  void filled(std::size_t bytes) { end_ += bytes; }

  /// `nothing`: more bytes are needed.
  Found next();
  /// When no more bytes will come: what stands after the last newline, as a line.
  Found last();

  /// What next() found; valid until room() is called.
  std::string_view line() const { return line_; }
  /// Of what was found last, from 1.
  std::uint64_t line_number() const { return line_number_; }

  /// Bytes filled in that no line was made of yet.
  std::size_t left() const { return end_ - begin_; }

  /// Forgets everything and begins at line 1.
  void restart();

 private:
  Found found(std::size_t line_end, std::size_t next_begin);
  void skip_oversized();

  std::size_t max_line_bytes_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;    // of the first line not yet found
  std::size_t scanned_ = 0;  // no newline from begin_ to here
  std::size_t end_ = 0;
  bool skipping_ = false;  // inside a line that was reported as oversized
  std::uint64_t line_number_ = 0;
  std::string_view line_;
};

}  // namespace holdwatch::net
