#pragma once

#include <string>

#include "model/call_event.h"
#include "model/incident.h"
#include "model/verdict.h"

/// Values of the model -> one line of JSON each, without a newline, as JsonDecoder reads it. What
/// is absent is left out.
namespace holdwatch::wire {

std::string to_json(const CallEvent& event);
std::string to_json(const IncidentReport& report);
std::string to_json(const Verdict& verdict);
std::string to_json(const Acknowledgement& acknowledgement);

}  // namespace holdwatch::wire
