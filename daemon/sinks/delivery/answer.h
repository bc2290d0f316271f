#pragma once

#include <chrono>
#include <string>

#include "net/http_client.h"

namespace holdwatch {

enum class Fate { delivered, retry, give_up };

/// What a receiver's answer means.
struct Judgement {
  Fate fate = Fate::delivered;
  std::string reason;            ///< of a failure: `http_429`
  std::string text;              ///< the same for a person
  std::chrono::seconds pause{};  ///< that the receiver asks for (Retry-After); zero: none
};

/// 2xx is received; 408, 425, 429 and 5xx may work later; anything else won't by repeating it.
Judgement judge(const net::HttpAnswer& answer);

}  // namespace holdwatch
