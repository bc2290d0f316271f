#include "sources/recorded_lines.h"

#include <fmt/format.h>

#include "net/file_reader.h"
#include "net/line_reader.h"
#include "wire/limits.h"

namespace holdwatch {

namespace {

using Found = net::LineReader::Found;

class RecordedLines final : public RecordedFile, private wire::Receiver {
 public:
  RecordedLines(const std::string& path, std::unique_ptr<LineDecoder> decoder,
                RejectedHandler rejected)
      : path_(path), file_(path), decoder_(std::move(decoder)), rejected_(std::move(rejected)) {}

  bool next() override {
    has_input_ = false;
    while (!has_input_) {
      const Found found = next_line();
      if (found == Found::nothing) return false;
      if (found == Found::oversized) {
        rejected({.reason = Disposition::oversized, .detail = "the line is too long"});
      } else if (!lines_.line().empty()) {
        decoder_->decode(lines_.line(), *this);
      }
    }
    return true;
  }

  Progress progress() const override { return {file_.bytes_read(), file_.bytes_total()}; }

 private:
  Found next_line() {
    for (;;) {
      const Found found = lines_.next();
      if (found != Found::nothing) return found;
      const std::size_t got = file_.read(lines_.room());
      if (got == 0) return lines_.last();
      lines_.filled(got);
    }
  }

  void event(const CallEvent& event) override { take(event); }
  void incident(const IncidentReport& report) override { take(report); }
  void verdict(const Verdict& verdict) override { take(verdict); }
  void rejected(const wire::Rejection& rejection) override {
    rejected_(rejection.reason, fmt::format("{}:{}", path_, lines_.line_number()),
              rejection.detail);
  }

  template <class T>
  void take(const T& input) {
    input_ = input;
    has_input_ = true;
  }

  std::string path_;
  net::FileReader file_;
  net::LineReader lines_{wire::kMaxDocumentBytes};
  std::unique_ptr<LineDecoder> decoder_;
  RejectedHandler rejected_;
  bool has_input_ = false;
};

}  // namespace

std::unique_ptr<RecordedFile> open_recorded_lines(const std::string& path,
                                                  std::unique_ptr<LineDecoder> decoder,
                                                  RejectedHandler rejected) {
  return std::make_unique<RecordedLines>(path, std::move(decoder), std::move(rejected));
}

}  // namespace holdwatch
