#include "sources/queue_log/queue_log_source.h"

#include "sources/queue_log/queue_log_decoder.h"
#include "sources/recorded_lines.h"

namespace holdwatch::queue_log {

std::unique_ptr<RecordedFile> open_recorded(const std::string& path, RejectedHandler rejected) {
  return open_recorded_lines(path, std::make_unique<QueueLogDecoder>(), std::move(rejected));
}

}  // namespace holdwatch::queue_log
