#pragma once

#include <string_view>

#include "wire/json_decoder.h"
#include "wire/protobuf_decoder.h"

namespace holdwatch::wire {

/// A message of either kind: a first byte of `{` or `[` is JSON, anything else protobuf. White
/// space in front is refused.
class MessageDecoder {
 public:
  void decode(std::string_view message, Receiver& receiver);

 private:
  JsonDecoder json_;
  ProtobufDecoder protobuf_;
};

}  // namespace holdwatch::wire
