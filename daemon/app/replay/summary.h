#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/alert.h"
#include "model/call_event.h"
#include "model/disposition.h"
#include "model/snapshot.h"
#include "wire/json_writer.h"

namespace holdwatch::replay {

/// What a replay has seen, for its closing words and for `--summary`.
class Summary {
 public:
  void input(Disposition disposition);
  void rejected(Disposition reason) { ++rejected_[static_cast<std::size_t>(reason)]; }
  void left(std::string_view queue, Outcome outcome, Duration wait);
  void alert(const AlertChange& change);

  /// One JSON object, as the contract has it. Means and quantiles are over all waits that ended,
  /// refused calls left out; null when there was none.
  std::string to_json(const Snapshot& end, double seconds) const;
  /// A few lines for a person.
  std::string to_text(const Snapshot& end, double seconds) const;

 private:
  struct Waits {
    std::vector<float> seconds;
    std::uint64_t over_60s = 0;
  };

  void write_queue(wire::JsonWriter& json, const QueueSnapshot& queue) const;
  const Waits* waits_of(const std::string& queue) const;

  std::uint64_t inputs_ = 0;
  std::array<std::uint64_t, kDispositions> rejected_{};
  std::array<std::uint64_t, kAlertKinds> alerts_{};
  std::map<std::string, Waits, std::less<>> waits_;
};

}  // namespace holdwatch::replay
