#include "sources/asterisk_ami/ami_parser.h"

#include <algorithm>
#include <string>
#include <vector>

#include "fuzz/check.h"

namespace {

using holdwatch::asterisk_ami::AmiParser;
using holdwatch::asterisk_ami::Field;
using holdwatch::fuzz::check;

bool take(const AmiParser& parser, AmiParser::Found found, std::vector<std::string>& all) {
  if (found == AmiParser::Found::nothing) return false;
  std::string text;
  if (found == AmiParser::Found::problem) {
    check(!parser.problem().detail.empty());
    text = "problem";
  } else {
    for (const Field& field : parser.message().fields) {
      check(!field.key.empty() && field.value.find('\n') == std::string_view::npos);
      text += std::string(field.key) + '\n' + std::string(field.value) + '\n';
    }
  }
  all.push_back(std::move(text));
  check(parser.number() == all.size());
  return true;
}

std::vector<std::string> found(std::string_view text, std::size_t piece) {
  AmiParser parser;
  std::vector<std::string> all;
  while (!text.empty()) {
    const auto room = parser.room();
    const std::size_t size = std::min({piece, room.size(), text.size()});
    std::copy_n(text.begin(), size, room.begin());
    text.remove_prefix(size);
    parser.filled(size);
    while (take(parser, parser.next(), all)) {
    }
  }
  take(parser, parser.last(), all);
  return all;
}

}  // namespace

// The first byte is the size of the pieces in which the rest arrives: they must not matter.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0 || data[0] == 0) return 0;
  const auto text = holdwatch::fuzz::as_text(data + 1, size - 1);
  check(found(text, data[0]) == found(text, text.size()));
  return 0;
}
