// A message is first looked for as a whole, from line to line up to an empty one, and only then
// split into fields: so a cut anywhere in the stream changes nothing, and whatever is wrong inside
// costs that message alone. What grows beyond its limit before an empty line came is dropped, and
// passed over until one comes.

#include "sources/asterisk_ami/ami_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace holdwatch::asterisk_ami {

namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;
constexpr std::string_view kBanner = "Asterisk Call Manager/";

std::string_view without_return(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

AmiParser::AmiParser() : buffer_(kMaxMessageBytes + kChunkBytes) {
  fields_.reserve(kMaxFields);
}

std::span<char> AmiParser::room() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    scanned_ -= begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  return std::span(buffer_).subspan(end_);
}

AmiParser::Found AmiParser::next() {
  for (;;) {
    const std::size_t end = message_end();
    if (end == 0) break;
    const std::size_t size = end - begin_;
    const bool was_skipping = std::exchange(skipping_, false);
    if (size <= 2 || was_skipping) {  // an empty line too many, or the end of what was reported
      begin_ = end;
    } else {
      return taken(size);
    }
  }
  if (skipping_) pass_over();
  if (end_ - begin_ <= kMaxMessageBytes) return Found::nothing;
  skipping_ = true;
  return oversized();
}

AmiParser::Found AmiParser::last() {
  if (begin_ == end_ || skipping_) return Found::nothing;
  const std::string_view rest(buffer_.data() + begin_, end_ - begin_);
  begin_ = scanned_ = end_;
  ++number_;
  fail(Disposition::malformed, "the stream ends inside a message", rest);
  return Found::problem;
}

/// Where the first message ends, its empty line included; 0 when it isn't all there.
std::size_t AmiParser::message_end() {
  while (scanned_ < end_) {
    const char* line = buffer_.data() + scanned_;
    const void* newline = std::memchr(line, '\n', end_ - scanned_);
    if (newline == nullptr) return 0;
    const std::size_t size = static_cast<const char*>(newline) - line;
    scanned_ += size + 1;
    if (size == 0 || (size == 1 && *line == '\r')) return scanned_;
  }
  return 0;
}

AmiParser::Found AmiParser::taken(std::size_t size) {
  if (size > kMaxMessageBytes) {
    const Found found = oversized();
    begin_ += size;
    return found;
  }
  const std::string_view text(buffer_.data() + begin_, size);
  begin_ += size;
  ++number_;
  return split(text) ? Found::message : Found::problem;
}

AmiParser::Found AmiParser::oversized() {
  ++number_;
  fail(Disposition::oversized, fmt::format("no empty line within {} bytes", kMaxMessageBytes),
       {buffer_.data() + begin_, end_ - begin_});
  return Found::problem;
}

/// Drops all that is there but the last two bytes of an unfinished line: they tell whether it is
/// empty.
void AmiParser::pass_over() {
  begin_ = scanned_ = std::max(scanned_, std::max<std::size_t>(end_, 2) - 2);
}

bool AmiParser::split(std::string_view text) {
  fields_.clear();
  bool is_first = true;
  for (;;) {
    const std::size_t newline = text.find('\n');
    const std::string_view line = without_return(text.substr(0, newline));
    if (line.empty()) return true;
    if (!(is_first && take_banner(line)) && !add_line(line)) return false;
    is_first = false;
    text.remove_prefix(newline + 1);
  }
}

bool AmiParser::take_banner(std::string_view line) {
  if (!line.starts_with(kBanner) || line.size() > kBanner.size() + 32) return false;
  version_ = line.substr(kBanner.size());
  return true;
}

bool AmiParser::add_line(std::string_view line) {
  if (line.size() > kMaxLineBytes) {
    return fail(Disposition::oversized, fmt::format("a line over {} bytes", kMaxLineBytes), line);
  }
  if (fields_.size() == kMaxFields) {
    return fail(Disposition::oversized, fmt::format("more than {} lines", kMaxFields), line);
  }
  std::size_t colon = line.find(": ");
  if (colon == std::string_view::npos && line.ends_with(':')) colon = line.size() - 1;
  if (colon == std::string_view::npos || colon == 0) {
    return fail(Disposition::malformed, "expected `Key: Value`", line);
  }
  fields_.push_back({line.substr(0, colon), line.substr(std::min(colon + 2, line.size()))});
  return true;
}

bool AmiParser::fail(Disposition reason, std::string_view what, std::string_view found) {
  fields_.clear();
  problem_ = {reason, fmt::format("{}, found {}", what, wire::excerpt(found))};
  return false;
}

}  // namespace holdwatch::asterisk_ami
