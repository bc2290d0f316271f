#include "sources/queue_log/queue_log_source.h"

#include "sources/file_source.h"
#include "sources/queue_log/queue_log_decoder.h"
#include "sources/recorded_lines.h"

namespace holdwatch::queue_log {

namespace {

std::unique_ptr<LineDecoder> make_decoder() {
  return std::make_unique<QueueLogDecoder>();
}

}  // namespace

std::unique_ptr<RecordedFile> open_recorded(const std::string& path, RejectedHandler rejected) {
  return open_recorded_lines(path, make_decoder(), std::move(rejected));
}

SourceFactory read_source(config::Section& section) {
  return read_file_source(section, true, kFormat, &make_decoder);
}

}  // namespace holdwatch::queue_log
