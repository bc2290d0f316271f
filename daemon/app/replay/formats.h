#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sources/recorded.h"

namespace holdwatch::replay {

/// The formats of recordings that the tool reads, by name.
std::vector<std::string> format_names();
/// Throws std::runtime_error for a name that is none of them.
const RecordedFormat& format_named(std::string_view name);

/// Shows the first few problems of each reason on standard error and hands every one to `count`.
RejectedHandler problem_printer(std::function<void(Disposition)> count);

}  // namespace holdwatch::replay
