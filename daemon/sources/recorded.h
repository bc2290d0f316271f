#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "model/call_event.h"
#include "model/disposition.h"
#include "model/incident.h"
#include "model/verdict.h"

namespace holdwatch {

/// One input of a recording.
using Input = std::variant<CallEvent, IncidentReport, Verdict>;

inline Time time_of(const Input& input) {
  return std::visit([](const auto& i) { return i.time; }, input);
}

/// How far a file has been read, in bytes of the file as it lies on disk.
struct Progress {
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_total = 0;  ///< 0: not known (standard input)
};

/// A file of recorded input, pulled one input at a time and never held whole, so that several can
/// be merged by time.
class RecordedFile {
 public:
  virtual ~RecordedFile() = default;

  /// Moves on to the next input; false at the end. Throws std::runtime_error, with a message for
  /// the operator, when the file can't be read on.
  virtual bool next() = 0;

  /// What next() moved to. Its views are valid until the next call of next().
  const Input& input() const { return input_; }

  virtual Progress progress() const = 0;

 protected:
  Input input_;
};

/// Told of each piece of a file that could not be decoded: why, where (`file:line`), and what was
/// found and expected.
using RejectedHandler =
    std::function<void(Disposition reason, std::string_view place, std::string_view detail)>;

/// A format of recordings: its name on the command line, and how a file of it is opened. `-` is
/// standard input; gzip is recognised by its first bytes. open throws std::runtime_error, with a
/// message for the operator, when there is no such file.
struct RecordedFormat {
  std::string_view name;
  std::function<std::unique_ptr<RecordedFile>(const std::string& path, RejectedHandler rejected)>
      open;
};

}  // namespace holdwatch
