#include "sources/asterisk_ami/recorded_ami.h"

#include <fmt/format.h>

#include <cstdio>
#include <deque>
#include <vector>

#include "net/file_reader.h"
#include "sources/asterisk_ami/ami_normalizer.h"
#include "sources/asterisk_ami/ami_parser.h"

namespace holdwatch::asterisk_ami {

namespace {

/// An event with texts of its own: one message may mean several.
class OwnEvent {
 public:
  explicit OwnEvent(const CallEvent& event) : event_(event) {
    texts_.reserve(4 + 2 * event.attributes.size());
    for (std::string_view* text : {&event_.queue, &event_.call, &event_.caller, &event_.agent}) {
      *text = texts_.emplace_back(*text);
    }
    for (const Attribute& a : event.attributes) {
      const std::string& name = texts_.emplace_back(a.name);
      attributes_.push_back({name, texts_.emplace_back(a.value)});
    }
    event_.attributes = attributes_;
  }
  OwnEvent(OwnEvent&&) = default;

  const CallEvent& get() const { return event_; }

 private:
  std::vector<std::string> texts_;  // never grows: views look into it
  std::vector<Attribute> attributes_;
  CallEvent event_;
};

class RecordedAmi final : public RecordedFile, private AmiListener {
 public:
  RecordedAmi(const std::string& path, RejectedHandler rejected, AmiMapping mapping)
      : path_(path),
        file_(path),
        rejected_(std::move(rejected)),
        normalizer_(std::move(mapping), *this) {}

  bool next() override {
    if (!events_.empty()) events_.pop_front();
    while (events_.empty() && !at_end_) read_on();
    if (events_.empty()) return false;
    input_ = events_.front().get();
    return true;
  }

  Progress progress() const override { return {file_.bytes_read(), file_.bytes_total()}; }

 private:
  void read_on() {
    const AmiParser::Found found = parser_.next();
    if (found != AmiParser::Found::nothing) return take(found);
    const std::size_t got = file_.read(parser_.room());
    parser_.filled(got);
    if (got > 0) return;
    at_end_ = true;
    take(parser_.last());
    normalizer_.disconnected();
    if (undecided_ == 0) return;
    fmt::print(stderr,
               "{}: {} callers left in a way that this account can't tell: it hears neither "
               "HangupRequest nor QUEUESTATUS (docs/asterisk.md)\n",
               path_, undecided_);
  }

  void take(AmiParser::Found found) {
    if (found == AmiParser::Found::message) normalizer_.take(parser_.message(), std::nullopt);
    if (found == AmiParser::Found::problem) {
      AmiListener& self = *this;
      self.rejected(parser_.problem().reason, parser_.problem().detail);
    }
  }

  void event(const CallEvent& event) override { events_.emplace_back(event); }
  void rejected(Disposition reason, std::string_view detail) override {
    rejected_(reason, fmt::format("{} message {}", path_, parser_.number()), detail);
  }
  void missed(std::uint64_t, std::string_view) override {}
  void undecided(std::string_view) override { ++undecided_; }

  std::string path_;
  net::FileReader file_;
  RejectedHandler rejected_;
  AmiParser parser_;
  AmiNormalizer normalizer_;
  std::deque<OwnEvent> events_;
  std::uint64_t undecided_ = 0;
  bool at_end_ = false;
};

}  // namespace

std::unique_ptr<RecordedFile> open_recorded_ami(const std::string& path, RejectedHandler rejected,
                                                AmiMapping mapping) {
  return std::make_unique<RecordedAmi>(path, std::move(rejected), std::move(mapping));
}

}  // namespace holdwatch::asterisk_ami
