#include "core/detection/usual_agents.h"

#include <algorithm>

namespace holdwatch::core {

void UsualAgents::learn(int week_slot, double agents) {
  recent_.resize(kSlotsPerWeek);
  auto& tenths = recent_[week_slot].tenths;
  std::rotate(tenths.begin(), tenths.end() - 1, tenths.end());
  tenths[0] = static_cast<std::uint16_t>(std::clamp(agents * 10 + 0.5, 0.0, kUnknown - 1.0));
}

double UsualAgents::at(int week_slot) const {
  if (recent_.empty()) return 0;
  auto tenths = recent_[week_slot].tenths;
  std::sort(tenths.begin(), tenths.end());  // the unknown come last
  const auto known = std::lower_bound(tenths.begin(), tenths.end(), kUnknown) - tenths.begin();
  return known == 0 ? 0 : tenths[static_cast<std::size_t>(known) / 2] / 10.0;
}

}  // namespace holdwatch::core
