#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "model/journal_record.h"

namespace holdwatch::wire {

/// Reads a `holdwatch.v1.JournalBatch`. What was put to the engine comes back as it was: nothing is
/// held to the limits of foreign input.
class JournalDecoder {
 public:
  using Take = std::function<void(const Stamp& stamp, const JournalInput& input)>;

  /// False when the bytes are no batch, or break off; the records before are handed over.
  bool decode(std::string_view batch, const Take& take);

 private:
  std::vector<Attribute> attributes_;  ///< of the event that is handed over
};

}  // namespace holdwatch::wire
