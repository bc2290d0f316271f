#include "core/alerts/alert_id.h"

#include <fmt/format.h>

#include "core/hash.h"

namespace holdwatch::core {

std::string alert_id(AlertKind kind, std::string_view subject, Time opened) {
  const auto seed = static_cast<std::uint64_t>(opened.time_since_epoch().count());
  const std::uint64_t hash = hash_bytes(subject, mix(seed) + static_cast<std::uint64_t>(kind));
  return fmt::format("{:016x}", hash);
}

}  // namespace holdwatch::core
