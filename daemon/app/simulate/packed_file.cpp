#include "app/simulate/packed_file.h"

#include <stdexcept>
#include <utility>

namespace holdwatch::simulate {

PackedFile::PackedFile(const std::string& path)
    : path_(path), file_(gzopen(path.c_str(), path.ends_with(".gz") ? "wb1" : "wbT")) {
  if (file_ == nullptr) fail();
}

PackedFile::~PackedFile() {
  if (file_ != nullptr) gzclose(file_);
}

void PackedFile::line(std::string_view text) {
  if (gzwrite(file_, text.data(), static_cast<unsigned>(text.size())) <= 0) fail();
  if (gzputc(file_, '\n') < 0) fail();
}

void PackedFile::close() {
  if (gzclose(std::exchange(file_, nullptr)) != Z_OK) fail();
}

void PackedFile::fail() const {
  throw std::runtime_error(path_ + ": can't be written");
}

}  // namespace holdwatch::simulate
