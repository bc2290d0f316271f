#pragma once

#include <memory>
#include <string_view>

#include "wire/receiver.h"

namespace holdwatch::wire {

/// JSON -> events, incidents and verdicts. An object with a `type` is an event or an incident, one
/// with a `verdict` a verdict, one with a `specversion` a CloudEvents 1.0 envelope around one of
/// them
/// (`data`, which takes the envelope's `time` when it has none). Every document is checked whole
/// (grammar, UTF-8, nesting) before anything of it is taken; a field twice is malformed, unknown
/// fields are passed over, `null` is absent. A decoder is used again and again: it allocates only
/// to grow.
class JsonDecoder {
 public:
  JsonDecoder();
  ~JsonDecoder();
  JsonDecoder(const JsonDecoder&) = delete;
  JsonDecoder& operator=(const JsonDecoder&) = delete;

  /// One line of a file: one object. An event's views stay valid until the next call.
  void decode_line(std::string_view line, Receiver& receiver);

  /// A message: one object, JSON Lines, an array of objects, or an envelope `{"source",
  /// "sequence", "events", "incidents"}`. A bad line, or a bad element of an array or envelope,
  /// costs only itself; an array or envelope that is no JSON is refused whole. A rejection's place
  /// is its line; the detail names the element.
  void decode_message(std::string_view message, Receiver& receiver);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace holdwatch::wire
