#pragma once

#include <string>
#include <utility>
#include <vector>

#include "wire/json_encoder.h"
#include "wire/receiver.h"

namespace holdwatch::wire {

/// Keeps what a decoder hands over as JSON lines, which outlive the decoder's views.
class Collector final : public Receiver {
 public:
  std::vector<std::string> inputs;
  std::vector<Disposition> reasons;
  std::vector<std::string> details;
  std::vector<std::uint64_t> places;
  std::vector<std::pair<std::string, std::uint64_t>> numbers;

 private:
  void event(const CallEvent& event) override { inputs.push_back(to_json(event)); }
  void incident(const IncidentReport& report) override { inputs.push_back(to_json(report)); }
  void verdict(const Verdict& verdict) override { inputs.push_back(to_json(verdict)); }
  void rejected(const Rejection& rejection) override {
    reasons.push_back(rejection.reason);
    details.emplace_back(rejection.detail);
    places.push_back(rejection.place);
  }
  void numbered(std::string_view source, std::uint64_t sequence) override {
    numbers.emplace_back(source, sequence);
  }
};

}  // namespace holdwatch::wire
