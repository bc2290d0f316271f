#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sources/recorded.h"

namespace holdwatch::replay {

/// The longest that one line may be ahead of the line after it before it is taken for an error of
/// the clock that wrote it. A recording has no time of arrival to hold it against.
inline constexpr Duration kLeap = std::chrono::hours{1};

/// One recording, one input at a time. A call event that leaps ahead of everything before it, and
/// that the input behind it does not follow, is refused as `future`: it would make all that
/// follows too old.
class RecordedStream {
 public:
  RecordedStream(const RecordedFormat& format, const std::string& path, RejectedHandler rejected);

  /// Moves on; false at the end.
  bool next();
  const Input& input() const { return leap_ ? *leap_ : file_->input(); }
  Time time() const { return time_; }
  Progress progress() const { return file_->progress(); }

 private:
  bool read();
  bool leaps() const;
  bool settle_leap();

  std::string path_;
  RejectedHandler rejected_;
  std::unique_ptr<RecordedFile> file_;
  Time time_;
  std::optional<Time> greatest_;
  bool at_end_ = false;
  std::optional<Input> leap_;       ///< an own copy, while the file looks one input ahead
  std::vector<std::string> texts_;  ///< of leap_
  std::vector<Attribute> attributes_;
};

/// Several recordings as one, merged by time, ties in the order given.
class MergedStreams {
 public:
  void add(std::unique_ptr<RecordedStream> stream);

  /// Moves on; false at the end of all.
  bool next();
  const Input& input() const { return current_->input(); }
  /// How much has been read of all files, as a share of 1; nullopt when that can't be known.
  std::optional<double> share_read() const;

 private:
  std::vector<std::unique_ptr<RecordedStream>> streams_;  ///< that have an input
  std::vector<std::unique_ptr<RecordedStream>> finished_;
  RecordedStream* current_ = nullptr;
};

}  // namespace holdwatch::replay
