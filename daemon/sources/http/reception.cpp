#include "sources/http/reception.h"

#include <fmt/format.h>

#include "model/names.h"
#include "wire/problem.h"

namespace holdwatch::http {

Reception::Reception(Intake& intake, std::string_view place) : intake_(intake), place_(place) {
  json_.open_array();
}

void Reception::event(const CallEvent& event) {
  settle(intake_.event(event), to_string(event.type), event.call);
}

void Reception::incident(const IncidentReport& report) {
  settle(intake_.incident(report), to_string(report.type), report.id);
}

void Reception::verdict(const Verdict& verdict) {
  settle(intake_.verdict(verdict), to_string(verdict.verdict), verdict.alert);
}

void Reception::rejected(const wire::Rejection& rejection) {
  intake_.rejected(rejection.reason, fmt::format("{} line {}", place_, rejection.place),
                   rejection.detail);
  refuse(rejection.reason, rejection.detail);
}

/// What the core refused is counted already.
void Reception::settle(Disposition disposition, std::string_view kind, std::string_view name) {
  if (disposition == Disposition::accepted) {
    ++accepted_;
  } else {
    refuse(disposition, fmt::format("{} of {}", kind, wire::excerpt(name)));
  }
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
  net::HttpResponse response;
  response.status = accepted_ == 0 && refused_ > 0 ? 422 : 200;
  response.content_type = "application/json";
  response.body = fmt::format("{{\"accepted\":{},\"refused\":{},\"rejected\":{}}}\n", accepted_,
                              refused_, refusals_);
  return response;
}

}  // namespace holdwatch::http
