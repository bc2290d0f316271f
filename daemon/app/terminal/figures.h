#pragma once

#include <cstdint>
#include <string>

#include "model/alert.h"
#include "model/zone.h"

/// Figures as people read them in a table.
namespace holdwatch::terminal {

/// "0:05", "4:12", "1:02:33"
std::string span(double seconds);
/// "62 %"
std::string percent(double share);
/// "+23 (16 to 30)"
std::string extra(const Estimate& calls);
/// "12.3 MB"
std::string bytes(std::uint64_t count);

/// "14:32:10" on a clock of that zone.
std::string clock(Time t, const Zone& zone);
/// "14:32", with the weekday when that isn't today, with the date when it is a week ago or more.
std::string moment(Time t, Time now, const Zone& zone);

}  // namespace holdwatch::terminal
