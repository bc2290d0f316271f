#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "wire/protozero.h"

namespace holdwatch::wire {

/// Writes protobuf fields from the end of a buffer towards its front: what a message consists of is
/// written before its length, which is known by then. Whoever uses it gives it room enough.
class BackwardWriter {
 public:
  /// An upper bound of what a field takes beside the text in it.
  static constexpr std::size_t kFieldBytes = 16;

  explicit BackwardWriter(char* end) : begin_(end), end_(end) {}

  std::string_view written() const { return {begin_, static_cast<std::size_t>(end_ - begin_)}; }
  /// To be handed to close().
  const char* mark() const { return begin_; }

  template <class Tag>
  void varint(Tag field, std::uint64_t value) {
    put(value);
    put(protozero::tag_and_type(field, protozero::pbf_wire_type::varint));
  }
  template <class Tag>
  void signed_varint(Tag field, std::int64_t value) {
    varint(field, protozero::encode_zigzag64(value));
  }
  template <class Tag>
  void number(Tag field, double value) {
    static_assert(std::endian::native == std::endian::little);
    begin_ -= sizeof(value);
    std::memcpy(begin_, &value, sizeof(value));
    put(protozero::tag_and_type(field, protozero::pbf_wire_type::fixed64));
  }
  template <class Tag>
  void text(Tag field, std::string_view value) {
    const char* end = begin_;
    begin_ -= value.size();
    std::memcpy(begin_, value.data(), value.size());
    close(field, end);
  }
  template <class Tag>
  void text_unless_empty(Tag field, std::string_view value) {
    if (!value.empty()) text(field, value);
  }
  /// All that was written since `end` was marked is the content of this field.
  template <class Tag>
  void close(Tag field, const char* end) {
    put(static_cast<std::uint64_t>(end - begin_));
    put(protozero::tag_and_type(field, protozero::pbf_wire_type::length_delimited));
  }

 private:
  void put(std::uint64_t value) {
    if (value < 0x80) {  // nearly all tags and lengths
      *--begin_ = static_cast<char>(value);
      return;
    }
    begin_ -= (std::bit_width(value) + 6) / 7;
    char* out = begin_;
    for (; value >= 0x80; value >>= 7) *out++ = static_cast<char>(value | 0x80);
    *out = static_cast<char>(value);
  }

  char* begin_;
  char* end_;
};

}  // namespace holdwatch::wire
