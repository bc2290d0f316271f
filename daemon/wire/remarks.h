#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "model/verdict.h"
#include "wire/problem.h"

/// What a person says of one alert, as JSON. Which alert, and when it was said, the caller knows:
/// both are left empty.
namespace holdwatch::wire {

/// `{"incident": ID or null, "verdict": "confirmed"|"rejected"|"false_alarm"}`
tl::expected<Verdict, Problem> decode_verdict(std::string_view json);

/// `{"who": NAME}`; without a name, or as no bytes at all, it is somebody's.
tl::expected<Acknowledgement, Problem> decode_acknowledgement(std::string_view json);

}  // namespace holdwatch::wire
