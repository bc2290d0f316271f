#include "journal/compression.h"

#include <zstd.h>

#include <stdexcept>

namespace holdwatch::journal {

namespace {
constexpr int kLevel = 3;
}  // namespace

struct Compressor::Impl {
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context{ZSTD_createCCtx(), &ZSTD_freeCCtx};
  std::unique_ptr<char[]> packed;  // what isn't written to takes no memory
  std::size_t room = 0;
};

Compressor::Compressor() : impl_(std::make_unique<Impl>()) {
  ZSTD_CCtx_setParameter(impl_->context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(impl_->context.get(), ZSTD_c_checksumFlag, 1);
}

Compressor::~Compressor() = default;

std::string_view Compressor::pack(std::string_view bytes) {
  if (const std::size_t most = ZSTD_compressBound(bytes.size()); impl_->room < most) {
    impl_->packed = std::make_unique_for_overwrite<char[]>(most);
    impl_->room = most;
  }
  const std::size_t size = ZSTD_compress2(impl_->context.get(), impl_->packed.get(), impl_->room,
                                          bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0) throw std::runtime_error(ZSTD_getErrorName(size));
  return {impl_->packed.get(), size};
}

struct Decompressor::Impl {
  std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context{ZSTD_createDCtx(), &ZSTD_freeDCtx};
};

Decompressor::Decompressor() : impl_(std::make_unique<Impl>()) {}

Decompressor::~Decompressor() = default;

bool Decompressor::append(std::string& bytes, std::string_view packed, std::size_t size) {
  // Memory is taken only for a size on which row and frame agree.
  const auto claimed = ZSTD_getFrameContentSize(packed.data(), packed.size());
  if (claimed != size || size > kMaxUnpacked) return false;
  const std::size_t before = bytes.size();
  bytes.resize(before + size);
  const std::size_t found = ZSTD_decompressDCtx(impl_->context.get(), bytes.data() + before, size,
                                                packed.data(), packed.size());
  return ZSTD_isError(found) == 0 && found == size;
}

std::optional<std::string> unpack(std::string_view packed, std::size_t size) {
  std::string bytes;
  if (!Decompressor().append(bytes, packed, size)) return std::nullopt;
  return bytes;
}

}  // namespace holdwatch::journal
