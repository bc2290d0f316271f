#pragma once

#include <string_view>

#include "wire/attribute_list.h"
#include "wire/receiver.h"

namespace holdwatch::wire {

/// A frame `holdwatch.v1.Batch` -> events and incidents, whose text stays where it lies in the
/// frame. A bad element costs that element; a frame that breaks off is malformed, after the
/// elements before the break were handed over. Unknown fields are passed over, but a frame with
/// nothing known in it is no batch.
class ProtobufDecoder {
 public:
  void decode(std::string_view frame, Receiver& receiver);

 private:
  AttributeList attributes_;
};

}  // namespace holdwatch::wire
