#include "net/line_reader.h"

#include <algorithm>
#include <string>
#include <vector>

#include "fuzz/check.h"

namespace {

using holdwatch::net::LineReader;

constexpr std::size_t kLimit = 16;

std::string outcome(std::string_view line) {
  return line.size() > kLimit ? "too long" : std::string(line);
}

// What the reader must find, said as simply as can be.
std::vector<std::string> expected(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(outcome(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool take(const LineReader& reader, LineReader::Found found, std::vector<std::string>& lines) {
  if (found == LineReader::Found::nothing) return false;
  lines.push_back(found == LineReader::Found::line ? std::string(reader.line()) : "too long");
  holdwatch::fuzz::check(reader.line_number() == lines.size());
  return true;
}

std::vector<std::string> found(std::string_view text, std::size_t piece) {
  LineReader reader(kLimit);
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto room = reader.room();
    const std::size_t size = std::min({piece, room.size(), text.size()});
    std::copy_n(text.begin(), size, room.begin());
    text.remove_prefix(size);
    reader.filled(size);
    while (take(reader, reader.next(), lines)) {
    }
  }
  take(reader, reader.last(), lines);
  return lines;
}

}  // namespace

// The first byte is the size of the pieces in which the rest arrives.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || data[0] == 0) return 0;
  const auto text = holdwatch::fuzz::as_text(data + 1, size - 1);
  holdwatch::fuzz::check(found(text, data[0]) == expected(text));
  return 0;
}
