#include "sources/freeswitch_esl/esl_recording.h"

#include <fmt/format.h>

#include <vector>

#include "net/file_reader.h"
#include "sources/freeswitch_esl/callcenter_normalizer.h"
#include "sources/freeswitch_esl/esl_event.h"
#include "sources/freeswitch_esl/esl_parser.h"
#include "sources/freeswitch_esl/esl_source.h"

namespace holdwatch::freeswitch_esl {

namespace {

constexpr std::size_t kReadBytes = 64 * 1024;

class RecordedEsl final : public RecordedFile, private wire::Receiver {
 public:
  RecordedEsl(const std::string& path, RejectedHandler rejected, Naming naming)
      : path_(path), file_(path), rejected_(std::move(rejected)), normalizer_(std::move(naming)) {}

  bool next() override {
    while (given_ == events_.size()) {
      events_.clear();
      given_ = 0;
      if (!take_message()) return false;
    }
    input_ = events_[given_++];
    return true;
  }

  Progress progress() const override { return {file_.bytes_read(), file_.bytes_total()}; }

 private:
  using Found = EslParser::Found;

  bool take_message() {
    const Found found = next_message();
    if (found == Found::nothing) return false;
    if (found == Found::message) {
      take(parser_.message());
    } else {
      const bool is_large = found == Found::oversized;
      refuse(is_large ? Disposition::oversized : Disposition::malformed, parser_.problem());
    }
    return true;
  }

  Found next_message() {
    for (;;) {
      const Found found = parser_.next();
      if (found != Found::nothing) return found;
      const std::size_t got = file_.read(chunk_);
      if (got == 0) return Found::nothing;
      parser_.add({chunk_.data(), got});
    }
  }

  void take(const Message& message) {
    if (!EslEventDecoder::is_event(message.content_type)) return;
    const auto event = decoder_.decode(message);
    if (event) {
      normalizer_.take(*event, *this);
    } else {
      refuse(event.error().reason, event.error().detail);
    }
  }

  // Valid until the normalizer's next event, which is when these have been given.
  void event(const CallEvent& event) override { events_.push_back(event); }
  void incident(const IncidentReport&) override {}
  void verdict(const Verdict&) override {}
  void rejected(const wire::Rejection& rejection) override {
    refuse(rejection.reason, rejection.detail);
  }
  void refuse(Disposition reason, std::string_view detail) {
    rejected_(reason, fmt::format("{}: message {}", path_, parser_.count()), detail);
  }

  std::string path_;
  net::FileReader file_;
  RejectedHandler rejected_;
  std::vector<char> chunk_ = std::vector<char>(kReadBytes);
  EslParser parser_;
  EslEventDecoder decoder_;
  CallcenterNormalizer normalizer_;
  std::vector<CallEvent> events_;
  std::size_t given_ = 0;
};

}  // namespace

std::unique_ptr<RecordedFile> open_recorded(const std::string& path, RejectedHandler rejected,
                                            Naming naming) {
  return std::make_unique<RecordedEsl>(path, std::move(rejected), std::move(naming));
}

RecordedFormat recorded_format(config::Section& source) {
  return {"esl", [naming = read_naming(source)](const std::string& path, RejectedHandler rejected) {
            return open_recorded(path, std::move(rejected), naming);
          }};
}

}  // namespace holdwatch::freeswitch_esl
