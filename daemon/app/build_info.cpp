#include "app/build_info.h"

namespace holdwatch {

BuildInfo build_info() {
#ifdef __clang__
  const std::string compiler = "clang " __clang_version__;
#else
  const std::string compiler = "g++ " __VERSION__;
#endif
  return {HOLDWATCH_VERSION, HOLDWATCH_REVISION, compiler};
}

}  // namespace holdwatch
