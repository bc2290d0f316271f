#include "sources/demo/contact_centre.h"

#include <fmt/format.h>

#include <iterator>
#include <utility>

namespace holdwatch::demo {

namespace {

template <class... Args>
std::string_view write(std::string& out, fmt::format_string<Args...> format, Args&&... args) {
  out.clear();
  fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
  return out;
}

IncidentReport to_report(const Happening& happening) {
  if (!happening.closed) return happening.incident->report;
  IncidentReport closed;
  closed.time = happening.time;
  closed.type = ReportType::closed;
  closed.id = happening.incident->report.id;
  return closed;
}

}  // namespace

ContactCentre::ContactCentre(Plan plan) : plan_(std::move(plan)), simulation_(plan_) {
  for (std::size_t sku = 0; sku < kSkus; ++sku) skus_.push_back(sku_name(sku));
}

const Input& ContactCentre::next() {
  const Happening& happening = simulation_.front();
  if (happening.incident) {
    input_ = to_report(happening);
  } else {
    input_ = to_event(happening);
  }
  simulation_.pop();
  return input_;
}

CallEvent ContactCentre::to_event(const Happening& happening) {
  const Call& call = happening.call;
  CallEvent event;
  event.time = happening.time;
  event.type = happening.type;
  event.queue = plan_.queues[call.queue].name;
  if (happening.type == EventType::staffed) {
    event.agents = happening.agents;
    return event;
  }
  event.call = write(call_, "demo-{}", call.id);
  if (happening.type == EventType::joined)
    event.caller = write(caller_, "customer-{}", call.caller);
  if (call.agent != kUnknown) {
    event.agent = write(agent_, "{}-{:02}", event.queue, call.agent + 1);
  }
  if (happening.type == EventType::completed) {
    event.talk_seconds = to_seconds(happening.time - call.answered);
  }
  add_attributes(happening.type, call);
  event.attributes = std::span(attributes_).first(attribute_count_);
  return event;
}

void ContactCentre::add_attributes(EventType type, const Call& call) {
  attribute_count_ = 0;
  auto add = [&](std::string_view name, std::string_view value) {
    attributes_[attribute_count_++] = {name, value};
  };
  if (type == EventType::tagged) add("reason", call.reason);
  if (type != EventType::joined) return;
  add("region", kRegions[call.region]);
  if (call.sku != kUnknown) add("sku", skus_[call.sku]);
  if (call.reason_said) add("reason", call.reason);
}

}  // namespace holdwatch::demo
