#include "model/default_catalogue.h"

namespace holdwatch {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

Category category(std::string name, std::string department, std::string stage,
                  std::string component, Duration median_lag, std::vector<std::string> reasons,
                  double calls_per_affected, std::string request) {
  return {.name = std::move(name),
          .department = std::move(department),
          .stage = std::move(stage),
          .component = std::move(component),
          .median_lag = median_lag,
          .queues = {},
          .reasons = std::move(reasons),
          .calls_per_affected = calls_per_affected,
          .request = std::move(request)};
}

}  // namespace

std::vector<Category> default_catalogue() {
  return {
      category("backorder", "supply_chain", "deliver", "platform", hours{3},
               {"order_status", "cancel_order"}, 0.5,
               "Write to the customers with open orders for {scope} today, with the new delivery "
               "date and an offer to cancel."),
      category("late_shipment", "logistics", "deliver", "platform", hours{2}, {"order_status"}, 0.5,
               "Send every customer with a late parcel ({scope}) its new delivery date today."),
      category("bad_shipment", "fulfilment", "deliver", "platform", hours{4},
               {"wrong_item", "return_item"}, 0.5,
               "Stop shipping {scope} until the picking error is found, and send the right item "
               "to those who got the wrong one without waiting for their return."),
      category("damaged_stock", "warehouse", "deliver", "platform", hours{6},
               {"damaged_item", "return_item"}, 0.5,
               "Inspect the stock of {scope} today, block what is damaged, and replace what was "
               "shipped."),
      category("stock_mismatch", "warehouse", "buy", "platform", hours{2},
               {"order_status", "cancel_order"}, 0.5,
               "Correct the stock figure of {scope} now, and tell the customers whose orders "
               "can't be filled."),
      category("defective_product", "merchandising", "use", "brand", hours{6},
               {"product_fault", "return_item"}, 0.5,
               "Take {scope} off sale until it has been examined, and say what we offer those who "
               "have bought it."),
      category("misleading_advertising", "marketing", "discover", "brand", hours{1},
               {"promotion_question"}, 0.5,
               "Correct the advertisement for {scope} today, and send service the wording to use "
               "with callers."),
      category("oversold_promise", "sales", "buy", "brand", hours{4}, {"promotion_question"}, 0.5,
               "Tell service and the customers concerned ({scope}) what was promised and what "
               "will be kept."),
      category("unclear_documentation", "product", "use", "interface", hours{3}, {"how_to"}, 0.5,
               "Put a corrected instruction for {scope} on its help page, and give service the "
               "link."),
      category("wrong_invoice", "finance", "pay", "platform", hours{1}, {"invoice_question"}, 0.5,
               "Send the customers concerned ({scope}) a corrected invoice, and stop dunning them "
               "until then."),
      category("policy_change", "policy", "return", "platform", hours{2},
               {"policy_question", "return_item"}, 0.5,
               "Give service a one-page answer on the new policy ({scope}), and say from when it "
               "applies."),
      category("outage", "technology", "service", "platform", minutes{15},
               {"cannot_log_in", "order_status"}, 0.5,
               "Put a notice on the site and the phone announcement for {scope} now, with the "
               "time of the next update."),
  };
}

}  // namespace holdwatch
