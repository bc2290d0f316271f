#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sources/recorded.h"

namespace holdwatch::replay {

/// The formats of recordings that the tool reads, by name.
std::vector<std::string> format_names();
/// Some formats mean what the configuration says that the live feed means: they are read with the
/// section of the first source of their kind. Throws std::runtime_error for a name that is none of
/// them, or a configuration that can't be read.
RecordedFormat format_named(std::string_view name, const std::optional<std::string>& config);

/// Shows the first few problems of each reason on standard error and hands every one to `count`.
RejectedHandler problem_printer(std::function<void(Disposition)> count);

}  // namespace holdwatch::replay
