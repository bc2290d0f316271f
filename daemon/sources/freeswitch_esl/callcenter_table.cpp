#include "sources/freeswitch_esl/callcenter_table.h"

#include <algorithm>

namespace holdwatch::freeswitch_esl {

namespace {

std::string_view take(std::string_view& rest, char until) {
  const std::size_t end = std::min(rest.find(until), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return piece;
}

}  // namespace

std::optional<CallcenterTable> CallcenterTable::parse(std::string_view text) {
  CallcenterTable table;
  for (std::string_view header = take(text, '\n'); !header.empty();) {
    table.columns_.push_back(take(header, '|'));
  }
  if (table.columns_.size() < 2) return std::nullopt;
  while (!text.empty()) {
    const std::string_view line = take(text, '\n');
    if (line.starts_with("+OK")) return table;
    if (!line.empty()) table.lines_.push_back(line);
  }
  return std::nullopt;  // it broke off
}

std::string_view CallcenterTable::Row::operator[](std::string_view column) const {
  std::string_view rest = line_;
  for (const std::string_view name : table_.columns_) {
    const std::string_view cell = take(rest, '|');
    if (name == column) return cell;
  }
  return {};
}

}  // namespace holdwatch::freeswitch_esl
