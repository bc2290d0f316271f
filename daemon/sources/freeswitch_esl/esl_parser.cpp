// A message is its header up to an empty line, and as many bytes of body as the header says. What
// is no header is garbage once, and everything after it is searched for one of the two lines with
// which a header begins: they stand at a line's begin, or right behind a JSON body, which ends
// without a newline.
#include "sources/freeswitch_esl/esl_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "wire/problem.h"

namespace holdwatch::freeswitch_esl {

namespace {

using wire::excerpt;

constexpr std::string_view kContentLength = "Content-Length: ";
constexpr std::string_view kContentType = "Content-Type: ";

std::optional<std::size_t> number(std::string_view text) {
  std::size_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  return error == std::errc{} && stop == end ? std::optional(value) : std::nullopt;
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

}  // namespace

void EslParser::add(std::string_view bytes) {
  buffer_.erase(0, begin_);
  begin_ = 0;
  buffer_ += bytes;
}

EslParser::Found EslParser::next() {
  const std::size_t passed = std::min(passing_, rest().size());
  begin_ += passed;
  passing_ -= passed;
  if (is_lost_ && !find_begin()) return Found::nothing;
  while (scanned_ == 0 && rest().starts_with('\n')) ++begin_;
  const std::size_t end = rest().find("\n\n", scanned_);
  if (end != std::string_view::npos && end <= kMaxHeaderBytes) return header(rest().substr(0, end));
  if (rest().size() > kMaxHeaderBytes) return garbage(rest(), "a header that ends");
  scanned_ = std::max<std::size_t>(rest().size(), 1) - 1;
  return Found::nothing;
}

EslParser::Found EslParser::header(std::string_view text) {
  Message found;
  std::size_t length = 0;
  for (std::string_view lines = text; !lines.empty();) {
    const std::string_view line = take_line(lines);
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) return garbage(line, "`Name: value`");
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = line.substr(colon + 2);
    if (name == "Content-Type") found.content_type = value;
    if (name == "Reply-Text") found.reply = value;
    if (name != "Content-Length") continue;
    const auto bytes = number(value);
    if (!bytes) return garbage(line, "a number of bytes");
    length = *bytes;
  }
  if (found.content_type.empty()) return garbage(text, "a Content-Type");
  if (length > kMaxBodyBytes) {
    problem_ = fmt::format("a body of {} bytes, at most {} are taken", length, kMaxBodyBytes);
    passing_ = length;
  } else if (rest().size() < text.size() + 2 + length) {
    scanned_ = text.size();
    return Found::nothing;
  }
  begin_ += text.size() + 2;
  scanned_ = 0;
  ++count_;
  message_ = found;
  if (passing_ > 0) return Found::oversized;
  message_.body = rest().substr(0, length);
  begin_ += length;
  return Found::message;
}

EslParser::Found EslParser::garbage(std::string_view at, std::string_view expected) {
  problem_ = fmt::format("expected {}, found {}", expected, excerpt(at));
  begin_ += 1;  // whatever began here is no message
  scanned_ = 0;
  is_lost_ = true;
  ++count_;
  return Found::garbage;
}

bool EslParser::find_begin() {
  const std::size_t found = std::min(rest().find(kContentLength), rest().find(kContentType));
  is_lost_ = found == std::string_view::npos;
  // The begin of a begin may be at the end.
  begin_ += is_lost_ ? rest().size() - std::min(rest().size(), kContentLength.size() - 1) : found;
  return !is_lost_;
}

}  // namespace holdwatch::freeswitch_esl
