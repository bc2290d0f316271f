#include "journal/snapshot_work.h"

namespace holdwatch::journal {

void SnapshotWork::pack() {
  const auto piece = std::string_view(snapshot_.state).substr(done_, kPieceBytes);
  packed_.push_back({next_++, piece.size(), std::string(compressor_.pack(piece))});
  packed_bytes_ += packed_.back().packed.size();
  done_ += piece.size();
}

void SnapshotWork::written() {
  packed_.clear();
  packed_bytes_ = 0;
}

}  // namespace holdwatch::journal
