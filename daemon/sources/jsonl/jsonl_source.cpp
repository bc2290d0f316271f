#include "sources/jsonl/jsonl_source.h"

#include "sources/file_source.h"
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

std::unique_ptr<LineDecoder> make_decoder() {
  return std::make_unique<JsonLineDecoder>();
}

}  // namespace

std::unique_ptr<RecordedFile> open_recorded(const std::string& path, RejectedHandler rejected) {
  return open_recorded_lines(path, make_decoder(), std::move(rejected));
}

SourceFactory read_source(config::Section& section) {
  return read_file_source(section, false, kFormat, &make_decoder);
}

}  // namespace holdwatch::jsonl
