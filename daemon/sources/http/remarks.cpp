#include "sources/http/remarks.h"

#include <fmt/format.h>

#include <utility>

#include "model/names.h"
#include "wire/json_encoder.h"
#include "wire/remarks.h"

namespace holdwatch::http {
namespace {

net::HttpResponse taken(std::string said) {
  net::HttpResponse response;
  response.content_type = "application/json";
  response.body = std::move(said) + "\n";
  return response;
}

net::HttpResponse not_understood(Intake& intake, const net::HttpRequest& request,
                                 const wire::Problem& why) {
  intake.rejected(why.reason, request.path, why.detail);
  return net::problem(400, "Bad Request", why.detail);
}

net::HttpResponse refused(Disposition why, const net::HttpRequest& request) {
  if (why == Disposition::unknown_alert) {
    return net::problem(404, "Not Found",
                        fmt::format("no alert {} is kept: open ones are, and those that were "
                                    "resolved in the last 24 hours",
                                    wire::excerpt(request.segment)));
  }
  return net::problem(422, "Unprocessable Content", to_string(why));
}

}  // namespace

net::HttpResponse take_verdict(Intake& intake, const net::HttpRequest& request) {
  auto verdict = wire::decode_verdict(request.body);
  if (!verdict) return not_understood(intake, request, verdict.error());
  verdict->time = intake.now();
  verdict->alert = request.segment;
  const Disposition disposition = intake.verdict(*verdict);
  if (disposition == Disposition::unknown_incident) {
    return net::problem(
        422, "Unprocessable Content",
        fmt::format("{} is no incident that can be {} here: it was never reported, "
                    "or is no suspect of this alert",
                    wire::excerpt(verdict->incident.value_or("")), to_string(verdict->verdict)));
  }
  if (disposition != Disposition::accepted) return refused(disposition, request);
  return taken(wire::to_json(*verdict));
}

net::HttpResponse take_acknowledgement(Intake& intake, const net::HttpRequest& request) {
  auto acknowledgement = wire::decode_acknowledgement(request.body);
  if (!acknowledgement) return not_understood(intake, request, acknowledgement.error());
  acknowledgement->time = intake.now();
  acknowledgement->alert = request.segment;
  const Disposition disposition = intake.acknowledgement(*acknowledgement);
  if (disposition != Disposition::accepted) return refused(disposition, request);
  return taken(wire::to_json(*acknowledgement));
}

}  // namespace holdwatch::http
