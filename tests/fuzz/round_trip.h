#pragma once

#include <string>

#include "fuzz/check.h"
#include "wire/json_decoder.h"
#include "wire/json_encoder.h"
#include "wire/limits.h"
#include "wire/receiver.h"

namespace holdwatch::fuzz {

/// Holds every decoded input to its limits, and to coming back the same after it was encoded.
class RoundTrip final : public wire::Receiver {
 public:
  void event(const CallEvent& event) override {
    check(wire::is_plausible(event.time));
    check(event.queue.size() <= wire::kMaxTextBytes);
    check(event.attributes.size() <= wire::kMaxAttributes);
    comes_back(wire::to_json(event));
  }
  void incident(const IncidentReport& report) override {
    check(wire::is_plausible(report.time));
    check(report.affected.value_or(0) >= 0);
    comes_back(wire::to_json(report));
  }
  void verdict(const Verdict& verdict) override { comes_back(wire::to_json(verdict)); }
  void rejected(const wire::Rejection& rejection) override {
    check(rejection.reason != Disposition::accepted);
    check(!rejection.detail.empty());
  }

 private:
  class Again final : public wire::Receiver {
   public:
    std::string json;

    void event(const CallEvent& event) override { json = wire::to_json(event); }
    void incident(const IncidentReport& report) override { json = wire::to_json(report); }
    void verdict(const Verdict& verdict) override { json = wire::to_json(verdict); }
    void rejected(const wire::Rejection&) override { check(false); }
  };

  void comes_back(const std::string& json) {
    Again again;
    decoder_.decode_line(json, again);
    check(again.json == json);
  }

  wire::JsonDecoder decoder_;
};

}  // namespace holdwatch::fuzz
