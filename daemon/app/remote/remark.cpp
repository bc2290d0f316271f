#include "app/remote/remark.h"

#include <fmt/format.h>

#include "model/names.h"
#include "wire/json_writer.h"

namespace holdwatch::remote {

namespace {

std::string body_of(const Remark& remark) {
  std::string body;
  wire::JsonWriter json(body);
  json.open_object();
  if (remark.verdict) {
    json.text("verdict", to_string(*remark.verdict));
    if (!remark.incident.empty()) json.text("incident", remark.incident);
  } else if (!remark.who.empty()) {
    json.text("who", remark.who);
  }
  json.close_object();
  return body;
}

std::string path_of(const Remark& remark) {
  return fmt::format("/api/v1/alerts/{}/{}", remark.alert,
                     remark.verdict ? "verdict" : "acknowledgement");
}

}  // namespace

net::HttpCall call_of_remark(const Remark& remark) {
  return call_of(remark.server, "POST", path_of(remark), body_of(remark));
}

std::string thanks(const Remark& remark) {
  if (!remark.verdict) {
    return fmt::format("Alert {} is acknowledged{}.", remark.alert,
                       remark.who.empty() ? "" : " by " + remark.who);
  }
  if (*remark.verdict == VerdictType::false_alarm) {
    return fmt::format("Alert {} is marked as a false alarm.", remark.alert);
  }
  if (remark.incident.empty()) {
    return fmt::format("Alert {}: nothing that was reported was the cause.", remark.alert);
  }
  return fmt::format("Alert {}: {} is {}.", remark.alert, remark.incident,
                     to_string(*remark.verdict));
}

int tell(const Remark& remark) {
  return guarded([&remark] {
    post(remark.server, path_of(remark), body_of(remark));
    fmt::print("{}\n", thanks(remark));
    return 0;
  });
}

}  // namespace holdwatch::remote
