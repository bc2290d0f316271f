#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace holdwatch::journal {

/// What is larger was never packed: a state of 100,000 queues has an eighth of it.
inline constexpr std::size_t kMaxUnpacked = std::size_t{1} << 34;

/// zstd with a checksum over the content. Used again and again.
class Compressor {
 public:
  Compressor();
  ~Compressor();

  /// Valid until the next call.
  std::string_view pack(std::string_view bytes);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The way back, again and again.
class Decompressor {
 public:
  Decompressor();
  ~Decompressor();

  /// Adds what was packed, which was `size` bytes long, to the end of `bytes`. False when what was
  /// packed is damaged: then `bytes` is good for nothing.
  bool append(std::string& bytes, std::string_view packed, std::size_t size);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// What was packed, which was `size` bytes long; nullopt when the bytes are damaged.
std::optional<std::string> unpack(std::string_view packed, std::size_t size);

}  // namespace holdwatch::journal
