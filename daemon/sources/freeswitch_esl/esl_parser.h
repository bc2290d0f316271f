#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace holdwatch::freeswitch_esl {

/// One message of the event socket: its own header and its body.
struct Message {
  std::string_view content_type;
  std::string_view reply;  ///< of command/reply: +OK ..., -ERR ...
  std::string_view body;
};

/// Cuts the bytes of an event socket, in whatever pieces they come, into messages, in bounded
/// memory:
///
///     message = *( name ": " value LF ) LF [ Content-Length bytes ]
class EslParser {
 public:
  static constexpr std::size_t kMaxHeaderBytes = 16 * 1024;
  static constexpr std::size_t kMaxBodyBytes = 4 * 1024 * 1024;

  enum class Found {
    nothing,  ///< more bytes are needed
    message,
    oversized,  ///< a message whose body is over the limit: it is passed over
    garbage,    ///< no message: what follows is searched for the begin of the next one
  };

  /// Ends the views of the last message.
  void add(std::string_view bytes);
  Found next();

  /// What next() found; valid until add().
  const Message& message() const { return message_; }
  /// What was wrong with garbage or too large, and what was expected.
  const std::string& problem() const { return problem_; }
  /// Messages, also bad ones, that were found so far.
  std::uint64_t count() const { return count_; }

 private:
  Found header(std::string_view text);
  Found garbage(std::string_view at, std::string_view expected);
  bool find_begin();
  std::string_view rest() const { return std::string_view(buffer_).substr(begin_); }

  std::string buffer_;
  std::size_t begin_ = 0;    // of what has not been taken
  std::size_t scanned_ = 0;  // from begin_: no end of a header up to here
  std::size_t passing_ = 0;  // bytes of an oversized body still to come
  bool is_lost_ = false;     // in garbage
  Message message_;
  std::string problem_;
  std::uint64_t count_ = 0;
};

}  // namespace holdwatch::freeswitch_esl
