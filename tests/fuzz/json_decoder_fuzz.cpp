#include "fuzz/round_trip.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdwatch;
  static wire::JsonDecoder decoder;
  static fuzz::RoundTrip receiver;
  decoder.decode_message(fuzz::as_text(data, size), receiver);
  decoder.decode_line(fuzz::as_text(data, size), receiver);
  return 0;
}
