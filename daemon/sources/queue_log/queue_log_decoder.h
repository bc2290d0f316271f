#pragma once

#include "sources/line_decoder.h"

namespace holdwatch::queue_log {

class QueueLogDecoder final : public LineDecoder {
 public:
  void decode(std::string_view line, wire::Receiver& receiver) override;
};

}  // namespace holdwatch::queue_log
