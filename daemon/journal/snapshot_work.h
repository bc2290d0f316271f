#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "journal/compression.h"
#include "journal/stored.h"

namespace holdwatch::journal {

/// How much of a state is packed at a time: what somebody may have to wait for.
inline constexpr std::size_t kPieceBytes = 128 * 1024;

/// A piece of a snapshot's state, as it is kept.
struct StatePiece {
  std::uint32_t number = 0;
  std::size_t size = 0;  ///< unpacked
  std::string packed;
};

/// A snapshot on its way to the file: its state is packed in pieces between commits, each of which
/// takes along what is packed by then. It is there when the last of them is.
class SnapshotWork {
 public:
  explicit SnapshotWork(StoredSnapshot snapshot) : snapshot_(std::move(snapshot)) {}

  const StoredSnapshot& snapshot() const { return snapshot_; }
  /// Packed, but not written yet.
  const std::vector<StatePiece>& packed() const { return packed_; }
  std::size_t packed_bytes() const { return packed_bytes_; }
  bool is_all_packed() const { return done_ == snapshot_.state.size(); }

  /// Packs one more piece.
  void pack();
  /// What was packed is in the file.
  void written();

 private:
  StoredSnapshot snapshot_;
  std::size_t done_ = 0;  ///< bytes of the state that are packed
  std::uint32_t next_ = 0;
  std::vector<StatePiece> packed_;
  std::size_t packed_bytes_ = 0;
  Compressor compressor_;
};

}  // namespace holdwatch::journal
