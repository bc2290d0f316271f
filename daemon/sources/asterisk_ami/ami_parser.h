#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sources/asterisk_ami/ami_message.h"
#include "wire/problem.h"

namespace holdwatch::asterisk_ami {

inline constexpr std::size_t kMaxMessageBytes = 64 * 1024;  // the largest event seen had 1,161
inline constexpr std::size_t kMaxLineBytes = 16 * 1024;
inline constexpr std::size_t kMaxFields = 256;

/// Cuts a stream of bytes into AMI messages in bounded memory. Bytes are read into room() and told
/// by filled(); then next() gives message after message until it finds none. Anything that is no
/// message is a problem, told once, and ends at the next empty line.
///
///     stream  = *( [banner] message )
///     banner  = "Asterisk Call Manager/" version EOL       ; no empty line after it
///     message = 1*( key ":" [" " value] EOL ) EOL          ; a value may hold ": " too
///     EOL     = [CR] LF
class AmiParser {
 public:
  enum class Found { nothing, message, problem };

  AmiParser();

  /// Where the next bytes go; never empty once next() has found nothing. Ends all views.
  std::span<char> room();
  void filled(std::size_t bytes) { end_ += bytes; }

  /// `nothing`: more bytes are needed.
  Found next();
  /// When no more bytes will come: what stands after the last empty line is a problem.
  Found last();

  /// What next() found.
  Message message() const { return {fields_}; }
  const wire::Problem& problem() const { return problem_; }
  /// Of what was found last: its number in the stream, from 1.
  std::uint64_t number() const { return number_; }
  /// What the last banner said, as `11.0.0`; empty before the first.
  const std::string& version() const { return version_; }

 private:
  std::size_t message_end();
  Found taken(std::size_t size);
  Found oversized();
  void pass_over();
  bool split(std::string_view text);
  bool add_line(std::string_view line);
  bool take_banner(std::string_view line);
  bool fail(Disposition reason, std::string_view what, std::string_view found);

  std::vector<char> buffer_;
  std::size_t begin_ = 0;    // of the first message not yet found
  std::size_t scanned_ = 0;  // no line from begin_ up to here is empty; begin of a line
  std::size_t end_ = 0;
  bool skipping_ = false;  // inside a message that was reported as too long
  std::vector<Field> fields_;
  std::uint64_t number_ = 0;
  wire::Problem problem_{};
  std::string version_;
};

}  // namespace holdwatch::asterisk_ami
