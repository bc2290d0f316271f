#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/report/digest.h"
#include "core/engine.h"
#include "core/ledger.h"
#include "model/zone.h"
#include "sources/recorded.h"

namespace holdwatch::report {

/// What was told of a surge at one time, as far as a report looks back at it.
struct Told {
  Time time;
  std::optional<std::string> incident;  ///< the first suspect
  double probability = 0;
  Estimate calls;  ///< put down to the first suspect
  std::optional<Estimate> still_to_come;
};

struct AlertHistory {
  AlertChange last;
  std::vector<Told> told;  ///< oldest first, each with a suspect
};

/// A person's verdict, and what had been told before it.
struct Judged {
  Time time;
  VerdictType verdict = VerdictType::confirmed;
  std::optional<std::string> incident;  ///< that the verdict is about
  std::optional<std::string> suspect;   ///< the first, as told before
  std::string department;               ///< of that suspect; may be empty
  double probability = 0;
};

/// A caller who called to make a suggestion.
struct SuggestionCall {
  Time time;
  std::string name;  ///< of the attribute that says what about; may be empty
  std::string value;
};

/// What a replay has shown: the material of a report.
struct Findings {
  std::map<std::string, AlertHistory> alerts;  ///< surges, silences and gaps of a feed
  std::map<std::string, SurgeAccount> accounts;
  core::Ledger::Lines ledger;
  std::vector<CallForecast> forecasts;  ///< that were scored
  std::vector<Judged> judged;
  std::map<std::string, Time, std::less<>> closed;  ///< incidents
  std::vector<SuggestionCall> suggestions;
  std::map<std::chrono::local_days, Traffic> traffic;
  std::set<std::string, std::less<>> queues;
  Time seen_to;
};

/// Listens to the engine and to its inputs.
class Collector final : public core::Decisions {
 public:
  /// `zone`, the centre's, must outlive the collector.
  explicit Collector(const Zone& zone) : zone_(zone) {}

  void alert(const AlertChange& change) override;
  void account(const SurgeAccount& account) override;
  void forecast(const CallForecast& forecast) override;
  void left(std::string_view queue, Outcome outcome, Duration wait) override;

  /// An input that the engine has taken or refused.
  void input(const Input& input, Disposition disposition);

  Findings take();

 private:
  using CallName = std::pair<std::string, std::string>;
  using About = std::pair<std::string, std::string>;

  void event(const CallEvent& event);
  void listen_for_suggestions(const CallEvent& event);

  const Zone& zone_;
  Findings findings_;
  core::Ledger ledger_{std::chrono::days{10'000}};
  Traffic left_;                     ///< since the last input
  std::map<CallName, About> about_;  ///< what calls said when they joined, until they end
  std::set<CallName> suggesting_;    ///< likewise: counted already
};

}  // namespace holdwatch::report
