#include "net/event_stream.h"

#include <stdexcept>

namespace holdwatch::net {

namespace {
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
}

void EventStreamParser::feed(std::string_view bytes, const Take& take) {
  while (!bytes.empty()) {
    if (after_return_ && bytes.front() == '\n') bytes.remove_prefix(1);
    after_return_ = false;
    const std::size_t end = bytes.find_first_of("\r\n");
    line_ += bytes.substr(0, end);
    if (line_.size() + event_.data.size() > most_bytes_) {
      throw std::runtime_error("the stream holds an event that is too long");
    }
    if (end == std::string_view::npos) return;
    after_return_ = bytes[end] == '\r';
    bytes.remove_prefix(end + 1);
    end_line(take);
  }
}

void EventStreamParser::end_line(const Take& take) {
  std::string_view line = line_;
  if (is_first_line_ && line.starts_with(kByteOrderMark)) line.remove_prefix(3);
  is_first_line_ = false;
  if (line.empty()) {
    if (has_data_) take(event_);
    event_ = {.id = std::move(event_.id)};
    has_data_ = false;
  } else if (const std::size_t colon = line.find(':'); colon != 0) {  // else a comment
    std::string_view value = colon == std::string_view::npos ? "" : line.substr(colon + 1);
    if (value.starts_with(' ')) value.remove_prefix(1);
    field(line.substr(0, colon), value);
  }
  line_.clear();
}

void EventStreamParser::field(std::string_view name, std::string_view value) {
  if (name == "event") {
    event_.name = value.empty() ? "message" : value;
  } else if (name == "data") {
    if (has_data_) event_.data += '\n';
    event_.data += value;
    has_data_ = true;
  } else if (name == "id" && value.find('\0') == std::string_view::npos) {
    event_.id = value;
  }
}

}  // namespace holdwatch::net
