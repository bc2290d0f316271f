#include "sources/incident_file/csv_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace holdwatch::incident_file {

namespace {
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
}  // namespace

CsvReader::CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {
  if (text.starts_with(kByteOrderMark)) at_ = line_begin_ = kByteOrderMark.size();
}

CsvReader::Found CsvReader::next() {
  while (at_ < text_.size() && at_line_end()) pass_line_end();
  if (at_ == text_.size()) return Found::end;
  fields_.clear();
  unquoted_.clear();
  record_line_ = line_;
  for (;;) {
    if (!field()) return Found::bad;
    if (at_ == text_.size() || at_line_end()) break;
    if (text_[at_] != delimiter_) return bad("expected the delimiter or the end of the line");
    if (fields_.size() == kMaxFields) return bad("more fields than are taken");
    ++at_;
  }
  return Found::record;
}

bool CsvReader::field() {
  if (at_ < text_.size() && text_[at_] == '"') return quoted_field();
  const std::size_t begin = at_;
  while (at_ < text_.size() && text_[at_] != delimiter_ && !at_line_end()) {
    if (text_[at_] == '"') {
      bad("found a quote inside a field without quotes");
      return false;
    }
    ++at_;
  }
  fields_.push_back(text_.substr(begin, at_ - begin));
  return true;
}

bool CsvReader::quoted_field() {
  const std::size_t begin = at_;
  std::string* copy = nullptr;
  for (std::size_t from = ++at_;;) {
    const std::size_t quote = text_.find('"', from);
    if (quote == std::string_view::npos) {
      at_ = begin;
      bad("found a quote that nothing closes");
      return false;
    }
    const bool is_doubled = quote + 1 < text_.size() && text_[quote + 1] == '"';
    if (is_doubled && copy == nullptr) copy = &unquoted_.emplace_back();
    if (copy != nullptr) *copy += text_.substr(from, quote - from + (is_doubled ? 1 : 0));
    from = quote + (is_doubled ? 2 : 1);
    if (is_doubled) continue;
    fields_.push_back(copy != nullptr ? std::string_view(*copy) : text_.substr(at_, quote - at_));
    for (; at_ < from; ++at_) {
      if (text_[at_] != '\n') continue;
      ++line_;
      line_begin_ = at_ + 1;
    }
    return true;
  }
}

CsvReader::Found CsvReader::bad(std::string_view what) {
  problem_ = fmt::format("line {}, column {}: {}", line_, at_ - line_begin_ + 1, what);
  at_ = std::min(text_.find('\n', at_), text_.size());
  return Found::bad;
}

bool CsvReader::at_line_end() const {
  return text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n";
}

void CsvReader::pass_line_end() {
  at_ += text_[at_] == '\r' ? 2 : 1;
  ++line_;
  line_begin_ = at_;
}

}  // namespace holdwatch::incident_file
