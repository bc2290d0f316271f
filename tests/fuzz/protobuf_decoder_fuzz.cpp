#include "fuzz/round_trip.h"
#include "wire/protobuf_decoder.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace holdwatch;
  static wire::ProtobufDecoder decoder;
  static fuzz::RoundTrip receiver;
  decoder.decode(fuzz::as_text(data, size), receiver);
  return 0;
}
