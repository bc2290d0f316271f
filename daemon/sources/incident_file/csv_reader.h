#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace holdwatch::incident_file {

/// Reads records of comma-separated values (RFC 4180): a field that begins with a quote goes to its
/// closing quote, whatever is in between, and two quotes in it are one. Any delimiter, either kind
/// of line end; a byte order mark is passed over, and so are empty lines.
class CsvReader {
 public:
  static constexpr std::size_t kMaxFields = 256;

  enum class Found { end, record, bad };

  /// `text` must outlive the reader.
  CsvReader(std::string_view text, char delimiter);

  /// A bad record costs itself: the next begins behind its line.
  Found next();

  /// Valid until the next call of next().
  std::span<const std::string_view> fields() const { return fields_; }
  /// Of the record's begin, from 1.
  std::uint64_t line() const { return record_line_; }
  /// What is wrong, with its line and column: `line 3, column 17: ...`.
  const std::string& problem() const { return problem_; }

 private:
  bool field();
  bool quoted_field();
  Found bad(std::string_view what);
  bool at_line_end() const;
  void pass_line_end();

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t record_line_ = 0;
  std::vector<std::string_view> fields_;
  std::deque<std::string> unquoted_;  // fields with quotes in them; a deque leaves them in place
  std::string problem_;
};

}  // namespace holdwatch::incident_file
