#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/time.h"

namespace holdwatch::journal {

/// The engine's state as it was put after the input `sequence`.
struct StoredSnapshot {
  std::uint64_t sequence = 0;
  std::uint32_t alerts = 0;  ///< told after that input and before the snapshot
  Time clock;                ///< the engine's
  std::string state;
  /// Ids of alerts whose newest change had not reached everybody by then.
  std::vector<std::string> owed;
};

/// A row of inputs, still packed.
struct StoredBatch {
  std::uint64_t first = 0;  ///< sequence of its first input
  std::uint64_t inputs = 0;
  std::size_t size = 0;  ///< unpacked
  std::string packed;
};

/// The inputs from `first` to `last` are lost.
struct Gap {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

struct StoredSource {
  std::string name;
  std::optional<std::string> cursor;
};

/// Where a file ends: by this it is known to be the one that was written last.
struct FileEnd {
  std::uint64_t sequence = 0;  ///< of the last input, also a lost one
  std::size_t sources = 0;
  bool operator==(const FileEnd&) const = default;
};

/// What the daemon begins with.
struct StoredState {
  std::vector<StoredSource> sources;  ///< by number
  std::optional<StoredSnapshot> snapshot;
  std::vector<StoredBatch> batches;  ///< with all inputs behind the snapshot
  FileEnd end;
};

}  // namespace holdwatch::journal
