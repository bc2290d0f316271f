#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sources/source.h"
#include "wire/json_encoder.h"

namespace holdwatch::test {

/// Keeps what a source hands over; every input gets `answer`.
class RecordingIntake : public Intake {
 public:
  Disposition event(const CallEvent& event) override {
    if (keep) inputs.push_back(wire::to_json(event));
    ++events;
    return answer;
  }
  Disposition incident(const IncidentReport& report) override {
    inputs.push_back(wire::to_json(report));
    return answer;
  }
  Disposition verdict(const Verdict& verdict) override {
    inputs.push_back(wire::to_json(verdict));
    return answer;
  }
  Disposition acknowledgement(const Acknowledgement& acknowledgement) override {
    inputs.push_back(wire::to_json(acknowledgement));
    return answer;
  }
  void rejected(Disposition reason, std::string_view place, std::string_view) override {
    rejections.emplace_back(reason, place);
  }
  void missed(std::uint64_t count, std::string_view detail) override {
    missing += count;
    gaps.emplace_back(detail);
  }
  void resynced(std::string_view reason) override { resyncs.emplace_back(reason); }
  void up(bool is_up) override { is_up_now = is_up; }
  void reached(std::string_view at) override { kept_place = at; }
  std::optional<std::string> place() const override { return kept_place; }

  Disposition answer = Disposition::accepted;
  bool keep = true;
  std::uint64_t events = 0;
  std::vector<std::string> inputs;
  std::vector<std::pair<Disposition, std::string>> rejections;
  std::uint64_t missing = 0;
  std::vector<std::string> gaps;
  std::vector<std::string> resyncs;
  std::optional<std::string> kept_place;
  bool is_up_now = false;
};

}  // namespace holdwatch::test
