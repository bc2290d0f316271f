#include "fuzz/round_trip.h"
#include "sources/queue_log/queue_log_decoder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdwatch;
  static queue_log::QueueLogDecoder decoder;
  static fuzz::RoundTrip receiver;
  decoder.decode(fuzz::as_text(data, size), receiver);
  return 0;
}
