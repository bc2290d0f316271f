#include "sinks/jsonl/jsonl_sink.h"

#include <spdlog/spdlog.h>

#include <exception>

#include "sinks/jsonl/append_file.h"
#include "sinks/outbox.h"
#include "wire/alert_json.h"

namespace holdwatch::jsonl {
namespace {

constexpr std::size_t kOutboxLines = 10'000;

class JsonlSink : public Sink {
 public:
  explicit JsonlSink(const std::string& path)
      : file_(path), outbox_(kOutboxLines, [this](const std::string& line) { write(line); }) {}

  void alert(const AlertChange& change) override { outbox_.put(wire::to_json(change)); }
  void close() override { outbox_.close(); }

 private:
  /// A full disk costs lines, not the daemon; the first of a run of failures is told.
  void write(const std::string& line) {
    try {
      file_.write_line(line);
      failing_ = false;
    } catch (const std::exception& error) {
      if (!failing_) spdlog::error("sink=jsonl error=\"{}\"", error.what());
      failing_ = true;
    }
  }

  AppendFile file_;
  bool failing_ = false;
  Outbox<std::string> outbox_;
};

}  // namespace

SinkFactory read_sink(config::Section& section) {
  const std::string path = section.text("path", "-");
  return [path](const SinkContext&) { return std::make_unique<JsonlSink>(path); };
}

}  // namespace holdwatch::jsonl
