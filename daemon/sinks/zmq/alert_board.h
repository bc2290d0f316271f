#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "model/alert.h"
#include "model/alert_list.h"

namespace holdwatch::zmq {

/// Every alert that is kept, as it was last published, for subscribers who come late; and the
/// number of the last message. Filled on the event thread, read on any.
class AlertBoard {
 public:
  using Message = std::vector<std::string>;  ///< frames: topic, JSON, number

  /// The message that publishes a change.
  Message put(const AlertChange& change);
  /// Forgets the alerts that are no longer `kept`, and learns those that others had published. What
  /// is put here is kept there, so that as many alerts are the same alerts: then nothing is done.
  void reconcile(const AlertList& kept);

  /// The number of the last change, without one: for subscribers to see that they missed none.
  Message heartbeat() const;
  /// The alerts whose topics begin with `prefix`, oldest change first, then an end that carries the
  /// number up to which they are told.
  std::vector<Message> snapshot(std::string_view prefix) const;

 private:
  struct Published {
    std::string topic;
    std::string json;
    std::uint64_t number;
    bool is_over;  ///< told in snapshots whatever is said of the alert later
  };

  mutable std::mutex mutex_;
  std::map<std::string, Published, std::less<>> alerts_;  // by id
  std::uint64_t number_ = 0;
};

}  // namespace holdwatch::zmq
