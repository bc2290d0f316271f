#pragma once

#include <cstdint>
#include <string_view>

#include "sources/freeswitch_esl/agents.h"
#include "sources/freeswitch_esl/callcenter_table.h"
#include "sources/freeswitch_esl/esl_event.h"
#include "sources/freeswitch_esl/members.h"
#include "sources/freeswitch_esl/naming.h"
#include "wire/receiver.h"

namespace holdwatch::freeswitch_esl {

/// What mod_callcenter's events mean: callcenter::info, CHANNEL_HOLD and CHANNEL_UNHOLD -> events
/// of calls and agents. Other events mean nothing here.
class CallcenterNormalizer {
 public:
  explicit CallcenterNormalizer(Naming naming) : naming_(std::move(naming)) {}
  CallcenterNormalizer(const CallcenterNormalizer&) = delete;
  CallcenterNormalizer& operator=(const CallcenterNormalizer&) = delete;

  /// What is handed over stays valid as long as the event and until the next call.
  void take(const EslEvent& event, wire::Receiver& receiver);

  const Naming& naming() const { return naming_; }
  Members& members() { return members_; }
  Agents& agents() { return agents_; }

 private:
  void callcenter(const EslEvent& event, Time at, wire::Receiver& receiver);
  bool is_fit(const EslEvent& event, wire::Receiver& receiver) const;

  Naming naming_;
  Members members_{naming_};
  Agents agents_{naming_};
};

}  // namespace holdwatch::freeswitch_esl
