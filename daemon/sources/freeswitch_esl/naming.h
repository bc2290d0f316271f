#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace holdwatch::freeswitch_esl {

/// What is called how: set in the configuration.
struct Naming {
  /// Queues and agents of this domain go by their names without it: orders@default is orders.
  std::string domain = "default";

  /// Attributes of a call, and the headers of its member-queue-start that hold them.
  std::vector<std::pair<std::string, std::string>> attributes = {
      {"sku", "variable_sku"},           {"region", "variable_region"},
      {"reason", "variable_reason"},     {"order", "variable_order"},
      {"supplier", "variable_supplier"}, {"dnis", "Caller-Destination-Number"},
      {"campaign", "variable_campaign"}, {"brand", "variable_brand"}};

  std::string_view short_name(std::string_view full) const {
    const bool ours = full.size() > domain.size() && full.ends_with(domain) &&
                      full[full.size() - domain.size() - 1] == '@';
    return ours ? full.substr(0, full.size() - domain.size() - 1) : full;
  }
};

}  // namespace holdwatch::freeswitch_esl
