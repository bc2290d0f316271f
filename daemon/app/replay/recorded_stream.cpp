#include "app/replay/recorded_stream.h"

#include <algorithm>

#include "wire/rfc3339.h"

namespace holdwatch::replay {

namespace {

/// A copy whose views look into `texts` and `attributes`.
CallEvent own(const CallEvent& event, std::vector<std::string>& texts,
              std::vector<Attribute>& attributes) {
  texts.clear();
  texts.reserve(4 + 2 * event.attributes.size());
  const auto keep = [&](std::string_view text) -> std::string_view {
    return texts.emplace_back(text);
  };
  CallEvent copy = event;
  for (std::string_view* text : {&copy.queue, &copy.call, &copy.caller, &copy.agent}) {
    *text = keep(*text);
  }
  attributes.clear();
  for (const Attribute& a : event.attributes) attributes.push_back({keep(a.name), keep(a.value)});
  copy.attributes = attributes;
  return copy;
}

}  // namespace

RecordedStream::RecordedStream(const RecordedFormat& format, const std::string& path,
                               RejectedHandler rejected)
    : path_(path), rejected_(rejected), file_(format.open(path, rejected)) {}

bool RecordedStream::next() {
  if (at_end_) return false;
  if (leap_) {  // the file stands at the input behind the leap
    leap_.reset();
    time_ = time_of(file_->input());
  } else if (!read()) {
    return false;
  }
  while (leaps() && !settle_leap()) {
  }
  greatest_ = std::max(greatest_.value_or(time_), time_);
  return true;
}

bool RecordedStream::read() {
  at_end_ = !file_->next();
  if (!at_end_) time_ = time_of(file_->input());
  return !at_end_;
}

bool RecordedStream::leaps() const {
  return greatest_ && time_ > *greatest_ + kLeap &&
         std::holds_alternative<CallEvent>(file_->input());
}

/// Looks at the input behind a leap. True when the leap stands, kept as an own copy; false when it
/// was refused and the stream stands at the input behind it.
bool RecordedStream::settle_leap() {
  Input leap = own(std::get<CallEvent>(file_->input()), texts_, attributes_);
  const Time leapt_to = time_;
  if (!read() || time_ >= leapt_to - kLeap) {
    leap_ = leap;
    time_ = leapt_to;
    return true;
  }
  rejected_(Disposition::future, path_,
            "found an event of " + wire::format_rfc3339(leapt_to) + " followed by one of " +
                wire::format_rfc3339(time_));
  return false;
}

void MergedStreams::add(std::unique_ptr<RecordedStream> stream) {
  auto& list = stream->next() ? streams_ : finished_;
  list.push_back(std::move(stream));
}

bool MergedStreams::next() {
  if (current_ != nullptr && !current_->next()) {
    auto ended = std::find_if(streams_.begin(), streams_.end(),
                              [&](const auto& s) { return s.get() == current_; });
    finished_.push_back(std::move(*ended));
    streams_.erase(ended);
  }
  auto first = std::min_element(streams_.begin(), streams_.end(),
                                [](const auto& a, const auto& b) { return a->time() < b->time(); });
  current_ = first == streams_.end() ? nullptr : first->get();
  return current_ != nullptr;
}

std::optional<double> MergedStreams::share_read() const {
  Progress sum;
  const auto add = [&sum](const RecordedStream& stream) {
    const Progress p = stream.progress();
    sum.bytes_read += p.bytes_read;
    sum.bytes_total += p.bytes_total;
    return p.bytes_total > 0;
  };
  for (const auto& stream : finished_) add(*stream);
  for (const auto& stream : streams_) {
    if (!add(*stream)) return std::nullopt;
  }
  if (sum.bytes_total == 0) return std::nullopt;
  return static_cast<double>(sum.bytes_read) / static_cast<double>(sum.bytes_total);
}

}  // namespace holdwatch::replay
