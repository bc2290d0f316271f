#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace holdwatch::net {

struct ServerEvent {
  std::string name = "message";
  std::string id;  ///< the last one that the stream has told; what Last-Event-ID repeats
  std::string data;
};

/// Server-sent events (WHATWG HTML, section 9.2) out of bytes that come in any pieces.
class EventStreamParser {
 public:
  using Take = std::function<void(const ServerEvent& event)>;

  /// `most_bytes` is what one event may have.
  explicit EventStreamParser(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Hands over each event that is whole. Throws std::runtime_error when one is too long.
  void feed(std::string_view bytes, const Take& take);

 private:
  void end_line(const Take& take);
  void field(std::string_view name, std::string_view value);

  std::size_t most_bytes_;
  std::string line_;
  ServerEvent event_;
  bool has_data_ = false;
  bool is_first_line_ = true;
  bool after_return_ = false;  // a newline now belongs to the line before
};

}  // namespace holdwatch::net
