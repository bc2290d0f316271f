#include "net/line_reader.h"

#include <cstring>

namespace holdwatch::net {

namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;

}  // namespace

LineReader::LineReader(std::size_t max_line_bytes)
    : max_line_bytes_(max_line_bytes), buffer_(max_line_bytes + kChunkBytes) {}

std::span<char> LineReader::room() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    scanned_ -= begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  return std::span(buffer_).subspan(end_);
}

LineReader::Found LineReader::next() {
  while (scanned_ < end_) {
    const void* newline = std::memchr(buffer_.data() + scanned_, '\n', end_ - scanned_);
    if (newline == nullptr) {
      scanned_ = end_;
      break;
    }
    const std::size_t at = static_cast<const char*>(newline) - buffer_.data();
    if (!skipping_) return found(at, at + 1);
    skipping_ = false;
    begin_ = scanned_ = at + 1;
  }
  if (skipping_) begin_ = end_;
  if (end_ - begin_ <= max_line_bytes_ + 1) return Found::nothing;  // + 1: its '\r'
  skip_oversized();
  return Found::oversized;
}

LineReader::Found LineReader::last() {
  if (begin_ == end_) return Found::nothing;
  return found(end_, end_);
}

LineReader::Found LineReader::found(std::size_t line_end, std::size_t next_begin) {
  line_ = {buffer_.data() + begin_, line_end - begin_};
  if (line_.ends_with('\r')) line_.remove_suffix(1);
  begin_ = scanned_ = next_begin;
  ++line_number_;
  return line_.size() > max_line_bytes_ ? Found::oversized : Found::line;
}

void LineReader::skip_oversized() {
  line_ = {buffer_.data() + begin_, max_line_bytes_};
  begin_ = end_;
  skipping_ = true;
  ++line_number_;
}

void LineReader::restart() {
  begin_ = scanned_ = end_ = 0;
  skipping_ = false;
  line_number_ = 0;
}

}  // namespace holdwatch::net
