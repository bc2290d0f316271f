#pragma once

#include <cstdlib>
#include <string>
#include <string_view>

namespace holdwatch {

/// A file of the shared recordings, which may or may not be there: in $HOLDWATCH_SHARED/data, by
/// default in the folder `shared` beside the checkout.
inline std::string shared_data(std::string_view name) {
  const char* shared = std::getenv("HOLDWATCH_SHARED");
  const std::string folder = shared != nullptr ? shared : HOLDWATCH_SOURCE_DIR "/../shared";
  return folder + "/data/" + std::string(name);
}

}  // namespace holdwatch
