#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sources/demo/contact_centre.h"

namespace holdwatch::simulate {

/// The simulated contact centre as a publisher would tell of it: its past at once, for a file, then
/// what happens from live_from on, each with the time at which it is to be told. A centre that
/// lives `speed` times as fast has so many times the calls, and waits and talks so much shorter.
class Broadcast {
 public:
  using Take = std::function<void(const Input& input)>;

  Broadcast(const demo::CentreOptions& options, double speed)
      : centre_(options), live_from_(options.live_from), speed_(speed) {}

  /// First: hands over all that is older than live_from. Calls that aren't over then end there,
  /// since whoever reads the past does not hear the present.
  void tell_past(const Take& take);

  /// When next() is to be told.
  Time next_time();
  /// The next input; its views are valid until the next call.
  const Input& next();

 private:
  struct OpenCall {
    std::string queue;
    bool is_answered = false;
  };

  void note(const CallEvent& event);
  bool belongs_to_the_past(const Input& input) const;
  void move_on();
  Time told_at(Time simulated) const;

  demo::ContactCentre centre_;
  Time live_from_;
  double speed_;
  std::map<std::string, OpenCall, std::less<>> open_;  ///< calls that the past told of
  Input next_;
  bool has_next_ = false;
};

/// The incidents that are open at the end of a past that nobody was told of, as reports of then:
/// who only hears the present needs to know them.
std::vector<IncidentReport> open_incidents(Broadcast& broadcast, Time at);

}  // namespace holdwatch::simulate
