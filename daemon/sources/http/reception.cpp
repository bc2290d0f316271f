#include "sources/http/reception.h"

#include <fmt/format.h>

#include <utility>

#include "model/names.h"
#include "wire/problem.h"

namespace holdwatch::http {

Reception::Reception(Intake& intake, KnownIds& known, std::string_view place)
    : intake_(intake), known_(known), place_(place) {
  json_.open_array();
  warnings_json_.open_array();
}

void Reception::event(const CallEvent& event) {
  settle([&] { return intake_.event(event); }, to_string(event.type), event.call);
}

void Reception::incident(const IncidentReport& report) {
  const std::uint64_t before = accepted_;
  settle([&] { return intake_.incident(report); }, to_string(report.type), report.id);
  if (accepted_ > before) warn_of_category(report);
}

/// It is taken, since nothing that was reported is lost; but whoever mistyped it should know.
void Reception::warn_of_category(const IncidentReport& report) {
  if (report.category.empty() || intake_.knows_category(report.category)) return;
  if (++warned_ > kMostTold) return;
  warnings_json_.open_object();
  warnings_json_.whole("line", line_);
  warnings_json_.text(
      "detail", fmt::format("category of {}: found {}, expected one of the configuration's "
                            "`categories`; it is taken with nothing known of its department, its "
                            "lag, or what to ask for",
                            wire::excerpt(report.id), wire::excerpt(report.category)));
  warnings_json_.close_object();
}

void Reception::verdict(const Verdict& verdict) {
  settle([&] { return intake_.verdict(verdict); }, to_string(verdict.verdict), verdict.alert);
}

void Reception::identified(std::string_view source, std::string_view id) {
  id_ = fmt::format("{}\n{}", source, id);
}

void Reception::rejected(const wire::Rejection& rejection) {
  id_.clear();
  intake_.rejected(rejection.reason, fmt::format("{} line {}", place_, rejection.place),
                   rejection.detail);
  refuse(rejection.reason, rejection.detail);
}

/// What was accepted before is so again; what the core refuses is counted already.
template <class Put>
void Reception::settle(Put put, std::string_view kind, std::string_view name) {
  const std::string id = std::exchange(id_, {});
  const bool is_known = !id.empty() && known_.has(id);
  const Disposition disposition = is_known ? Disposition::accepted : put();
  if (disposition != Disposition::accepted) {
    return refuse(disposition, fmt::format("{} of {}", kind, wire::excerpt(name)));
  }
  ++accepted_;
  if (!id.empty()) known_.add(id);
}

void Reception::refuse(Disposition reason, std::string_view detail) {
  if (++refused_ > kMostTold) return;
  json_.open_object();
  json_.whole("line", line_);
  json_.text("reason", to_string(reason));
  json_.text("detail", detail);
  json_.close_object();
}

net::HttpResponse Reception::answer() {
  json_.close_array();
  warnings_json_.close_array();
  net::HttpResponse response;
  response.status = accepted_ == 0 && refused_ > 0 ? 422 : 200;
  response.content_type = "application/json";
  response.body =
      fmt::format("{{\"accepted\":{},\"refused\":{},\"rejected\":{},\"warnings\":{}}}\n", accepted_,
                  refused_, refusals_, warnings_);
  return response;
}

}  // namespace holdwatch::http
