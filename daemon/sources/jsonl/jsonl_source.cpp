#include "sources/jsonl/jsonl_source.h"

#include "sources/recorded_lines.h"
#include "wire/json_decoder.h"

namespace holdwatch::jsonl {

namespace {

class JsonLineDecoder final : public LineDecoder {
 public:
  void decode(std::string_view line, wire::Receiver& receiver) override {
    decoder_.decode_line(line, receiver);
  }

 private:
  wire::JsonDecoder decoder_;
};

}  // namespace

std::unique_ptr<RecordedFile> open_recorded(const std::string& path, RejectedHandler rejected) {
  return open_recorded_lines(path, std::make_unique<JsonLineDecoder>(), std::move(rejected));
}

}  // namespace holdwatch::jsonl
