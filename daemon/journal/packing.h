#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>

#include "journal/compression.h"

namespace holdwatch::journal {

/// Joins rows of few inputs, as quiet hours leave them, into rows that pack well: a small
/// transaction each. Rows of busy times stay as they are: they pack well enough. Batches that are
/// joined byte for byte are a batch.
class Packing {
 public:
  /// False when there was nothing to do.
  bool step(SQLite::Database& database);

 private:
  std::uint64_t done_ = 0;  ///< up to this input there is nothing to join
  Compressor compressor_;
};

}  // namespace holdwatch::journal
