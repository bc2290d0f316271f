#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "net/http_server.h"
#include "sources/http/known_ids.h"
#include "sources/source.h"
#include "wire/json_writer.h"
#include "wire/receiver.h"

namespace holdwatch::http {

/// Hands what one request holds to the intake and keeps what became of it for the answer.
class Reception : public wire::Receiver {
 public:
  static constexpr std::uint64_t kMostTold = 100;

  /// `place` names the request in what is logged.
  Reception(Intake& intake, KnownIds& known, std::string_view place);

  void event(const CallEvent& event) override;
  void incident(const IncidentReport& report) override;
  void verdict(const Verdict& verdict) override;
  void rejected(const wire::Rejection& rejection) override;
  void identified(std::string_view source, std::string_view id) override;
  void at_line(std::uint64_t line) override { line_ = line; }

  /// Called once, at the end.
  net::HttpResponse answer();

 private:
  template <class Put>
  void settle(Put put, std::string_view kind, std::string_view name);
  void refuse(Disposition reason, std::string_view detail);
  void warn_of_category(const IncidentReport& report);

  Intake& intake_;
  KnownIds& known_;
  std::string_view place_;
  std::string id_;  ///< of the next input; empty: it has none
  std::uint64_t line_ = 1;
  std::uint64_t accepted_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t warned_ = 0;
  std::string refusals_;
  std::string warnings_;
  wire::JsonWriter json_{refusals_};
  wire::JsonWriter warnings_json_{warnings_};
};

}  // namespace holdwatch::http
