#include "sources/freeswitch_esl/esl_event.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "wire/limits.h"

namespace holdwatch::freeswitch_esl {

namespace {

using wire::NamedText;
using wire::Problem;

constexpr std::string_view kPlain = "text/event-plain";
constexpr std::string_view kJson = "text/event-json";
constexpr std::string_view kList = "ARRAY::";
constexpr std::string_view kNextInList = "|:";

std::optional<Time> since_1970(std::string_view text, Duration unit) {
  std::int64_t count = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, count);
  if (error != std::errc{} || stop != end || count <= 0) return std::nullopt;
  if (count >= wire::kLatest.time_since_epoch() / unit) return std::nullopt;
  return Time{count * unit};
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

const NamedText* EslEvent::find(std::string_view name) const {
  const auto found = std::find_if(headers_.begin(), headers_.end(),
                                  [&](const NamedText& header) { return header.name == name; });
  return found == headers_.end() ? nullptr : &*found;
}

std::string_view EslEvent::operator[](std::string_view name) const {
  const NamedText* header = find(name);
  return header == nullptr ? std::string_view{} : header->value;
}

std::optional<Time> EslEvent::time() const {
  return since_1970((*this)["Event-Date-Timestamp"], std::chrono::microseconds{1});
}

std::optional<Time> EslEvent::epoch(std::string_view name) const {
  return epoch_seconds((*this)[name]);
}

std::optional<Time> epoch_seconds(std::string_view text) {
  return since_1970(text, std::chrono::seconds{1});
}

bool EslEventDecoder::is_event(std::string_view content_type) {
  return content_type == kPlain || content_type == kJson;
}

tl::expected<EslEvent, Problem> EslEventDecoder::decode(const Message& message) {
  if (message.content_type == kPlain) return plain(message.body);
  return json_.read(message.body).map([](auto headers) { return EslEvent(headers); });
}

tl::expected<EslEvent, Problem> EslEventDecoder::plain(std::string_view body) {
  headers_.clear();
  values_.clear();
  values_.reserve(body.size());  // so that views into it stay
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    const std::string_view line = body.substr(0, end);
    if (line.empty()) break;  // the event's own body follows
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) {
      return tl::unexpected(
          Problem{Disposition::malformed,
                  fmt::format("expected `Name: value`, found {}", wire::excerpt(line))});
    }
    headers_.push_back({line.substr(0, colon), decoded(line.substr(colon + 2))});
    body.remove_prefix(std::min(end + 1, body.size()));
  }
  return EslEvent(headers_);
}

// %XX stands for a byte; a % that begins none of these stands for itself, as FreeSWITCH reads it.
std::string_view EslEventDecoder::decoded(std::string_view value) {
  const std::size_t begin = values_.size();
  for (std::size_t i = 0; i < value.size(); ++i) {
    const int high = i + 2 < value.size() && value[i] == '%' ? hex_digit(value[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(value[i + 2]) : -1;
    values_ += low >= 0 ? static_cast<char>(16 * high + low) : value[i];
    if (low >= 0) i += 2;
  }
  std::string_view text = std::string_view(values_).substr(begin);
  if (text.starts_with(kList)) {
    text.remove_prefix(kList.size());
    text = text.substr(0, text.find(kNextInList));
  }
  return text;
}

}  // namespace holdwatch::freeswitch_esl
