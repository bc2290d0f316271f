#pragma once

#include <string>
#include <string_view>

#include "model/alert.h"
#include "model/spoken.h"
#include "model/zone.h"

/// Figures and times as a person reads them.
namespace holdwatch::report {

/// `12,345`
std::string grouped(double value);
/// `380–447`, or the one number that both ends round to.
std::string range(const Estimate& e);
/// Of minutes: `95 min`, from two hours on `34 h`.
std::string spent(double minutes);
std::string spent_range(const Estimate& minutes);
/// `7 %`, `0.3 %`
std::string percent(double share);
/// The same of a suspicion, which is never quite certain: `over 99 %`.
std::string certainty(double probability);
/// `supply_chain` -> `Supply chain`
std::string titled(std::string_view name);
/// `1 incident`, `12 incidents`
std::string counted(double n, std::string_view one, std::string_view many);
/// `Mon 2 Mar, 14:05` by the clock of the zone.
std::string moment(Time t, const Zone& zone);
/// `3 h`, `2 days`
std::string roughly(Duration d);

/// For text between tags and in double quotes.
std::string escape_html(const std::string& text);
/// For a line of Markdown, not at its beginning.
std::string escape_markdown(const std::string& text);

}  // namespace holdwatch::report
