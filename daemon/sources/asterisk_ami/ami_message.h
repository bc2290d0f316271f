#pragma once

#include <span>
#include <string_view>

namespace holdwatch::asterisk_ami {

struct Field {
  std::string_view key;
  std::string_view value;
};

/// One message of the Asterisk Manager Interface, in the order of the wire: `Key: Value` lines up
/// to an empty one. Keys may repeat. Views are valid until the parser takes more bytes.
struct Message {
  std::span<const Field> fields;

  /// The value of the first field of that key; empty when there is none.
  std::string_view operator[](std::string_view key) const {
    for (const Field& field : fields) {
      if (field.key == key) return field.value;
    }
    return {};
  }

  bool has(std::string_view key) const {
    for (const Field& field : fields) {
      if (field.key == key) return true;
    }
    return false;
  }
};

}  // namespace holdwatch::asterisk_ami
