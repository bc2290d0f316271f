#pragma once

#include <span>
#include <string_view>

namespace holdwatch::web {

/// One file of the wallboard's page, as it lies in the binary.
struct PageFile {
  std::string_view path;
  std::string_view content_type;
  std::string_view etag;  ///< weak: of what it says, however it is packed
  std::string_view plain;
  std::string_view gzip;
  std::string_view brotli;
};

/// All of them; bundle.mjs makes these at build time.
std::span<const PageFile> page_files();

}  // namespace holdwatch::web
