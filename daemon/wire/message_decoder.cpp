#include "wire/message_decoder.h"

#include <fmt/format.h>

#include "wire/limits.h"

namespace holdwatch::wire {

void MessageDecoder::decode(std::string_view message, Receiver& receiver) {
  if (message.empty()) {
    return receiver.rejected({.reason = Disposition::malformed, .detail = "an empty message"});
  }
  if (message.front() == '{' || message.front() == '[') {
    return json_.decode_message(message, receiver);
  }
  if (message.size() > kMaxMessageBytes) {
    const auto detail =
        fmt::format("{} bytes, at most {} are taken", message.size(), kMaxMessageBytes);
    return receiver.rejected({.reason = Disposition::oversized, .detail = detail});
  }
  // A batch can't begin with any of these; a newline, though, is its field `source`.
  if (message.front() == ' ' || message.front() == '\t' || message.front() == '\r') {
    return receiver.rejected(
        {.reason = Disposition::malformed, .detail = "white space before the message"});
  }
  protobuf_.decode(message, receiver);
}

}  // namespace holdwatch::wire
