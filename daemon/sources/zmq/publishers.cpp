#include "sources/zmq/publishers.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

namespace holdwatch::zmq {

namespace {

/// A number and the space behind it, off the front of `text`.
std::optional<std::uint64_t> take_number(std::string_view& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const auto digits = static_cast<std::size_t>(end - text.data());
  if (error != std::errc{} || digits == text.size() || text[digits] != ' ') return std::nullopt;
  text.remove_prefix(digits + 1);
  return value;
}

}  // namespace

Publishers::Seen Publishers::see(std::string_view publisher, std::uint64_t sequence) {
  if (sequence == 0) return {};
  ++heard_;
  const auto known = standings_.find(publisher);
  if (known == standings_.end()) {
    meet(publisher, sequence);
    return {};
  }
  Standing& standing = known->second;
  const std::uint64_t last = standing.sequence;
  standing = {sequence, heard_};
  if (sequence < last) return {sequence - 1, true};
  return {sequence == last ? 0 : sequence - last - 1, false};
}

std::string Publishers::to_text() const {
  std::string text;
  for (const auto& [publisher, standing] : standings_) {
    fmt::format_to(std::back_inserter(text), "{} {} {}", standing.sequence, publisher.size(),
                   publisher);
  }
  return text;
}

void Publishers::restore(std::string_view text) {
  while (!text.empty()) {
    const auto sequence = take_number(text);
    const auto size = take_number(text);
    if (!sequence || !size || *size > text.size()) return;
    see(text.substr(0, *size), *sequence);
    text.remove_prefix(*size);
  }
}

void Publishers::meet(std::string_view publisher, std::uint64_t sequence) {
  if (standings_.size() >= kMostPublishers) {
    standings_.erase(std::min_element(
        standings_.begin(), standings_.end(),
        [](const auto& a, const auto& b) { return a.second.heard < b.second.heard; }));
  }
  standings_.emplace(std::string(publisher), Standing{sequence, heard_});
}

}  // namespace holdwatch::zmq
