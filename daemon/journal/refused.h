#pragma once

#include <stdexcept>
#include <string>

namespace holdwatch::journal {

/// A journal that must not be written: of a newer schema, no journal at all, or in use by another
/// process. Nothing has been changed; the message says what to do.
class Refused : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A journal whose content can't be what was written. The message says where.
class Damaged : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace holdwatch::journal
