#include "sources/queue_log/queue_log_decoder.h"

#include "sources/queue_log/queue_log_normalizer.h"

namespace holdwatch::queue_log {

void QueueLogDecoder::decode(std::string_view line, wire::Receiver& receiver) {
  const auto event = parse(line).and_then(normalize);
  if (!event) {
    receiver.rejected({.reason = event.error().reason, .detail = event.error().detail});
  } else if (*event) {
    receiver.event(**event);
  }
}

}  // namespace holdwatch::queue_log
