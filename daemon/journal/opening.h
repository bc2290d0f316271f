#pragma once

#include <memory>
#include <optional>
#include <string>

#include "journal/store.h"
#include "journal/stored.h"
#include "model/time.h"

namespace holdwatch::journal {

/// A journal's file at the start.
struct Opened {
  std::unique_ptr<Store> store;      ///< null when the disk can't be read or written now
  std::optional<StoredState> state;  ///< none when it can't even be read
};

/// Opens the file and reads what the daemon begins with. A damaged file is set aside and a fresh
/// one begun; trouble with the disk is logged. Throws Refused.
Opened open_at_start(const std::string& path, Time now);

}  // namespace holdwatch::journal
