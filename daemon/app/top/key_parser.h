#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace holdwatch::top {

enum class KeyKind : std::uint8_t {
  character,
  enter,
  escape,
  backspace,
  up,
  down,
  page_up,
  page_down,
  home,
  end
};

struct Key {
  KeyKind kind = KeyKind::character;
  std::string text;  ///< of a character, in UTF-8

  bool operator==(const Key&) const = default;
};

/// Keys out of the bytes that a terminal sends, in any pieces. Sequences of keys that nobody knows
/// are passed over.
class KeyParser {
 public:
  std::vector<Key> feed(std::string_view bytes);

  /// Whether what came last may be the beginning of a longer key.
  bool is_waiting() const { return !rest_.empty(); }
  /// Nothing came behind it for a while: an escape was the key of that name.
  std::vector<Key> give_up();

 private:
  std::string rest_;
};

}  // namespace holdwatch::top
