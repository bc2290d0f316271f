#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/call_event.h"
#include "model/disposition.h"
#include "wire/text.h"

namespace holdwatch::asterisk_ami {

/// Whoever takes what the normalizer makes of messages. Views are valid only during the call.
class AmiListener {
 public:
  virtual ~AmiListener() = default;

  virtual void event(const CallEvent& event) = 0;
  virtual void rejected(Disposition reason, std::string_view detail) = 0;
  /// So much is known to have happened unheard.
  virtual void missed(std::uint64_t count, std::string_view detail) = 0;
  /// A caller left with an outcome that this account can't tell; its event says `unknown`.
  virtual void undecided(std::string_view queue) = 0;
};

/// Whether a text is fit to name a queue, a call or an agent; the listener hears why not.
inline bool is_fit(std::string_view name, std::string_view what, AmiListener& listener) {
  if (name.empty()) {
    listener.rejected(Disposition::missing_field, std::string(what) + ": needed, but empty");
    return false;
  }
  const auto problem = wire::check_text(name, what);
  if (problem) listener.rejected(problem->reason, problem->detail);
  return !problem;
}

}  // namespace holdwatch::asterisk_ami
