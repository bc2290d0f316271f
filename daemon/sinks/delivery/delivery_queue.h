#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/time.h"
#include "sinks/delivery/notice.h"

namespace holdwatch {

/// What one receiver is owed: of each alert the newest state that it has not got yet. So a receiver
/// that was away hears what is still true, once, and not what has passed meanwhile. Pure: time is
/// an argument.
class DeliveryQueue {
 public:
  static constexpr std::size_t kLimit = 10'000;  ///< of keys

  /// One notice on its way. `since` is when its state came to be owed.
  struct Parcel {
    Notice notice;
    Instant since;
  };
  using MayGo = std::function<bool(const Notice&)>;

  /// Updates of one alert follow each other no faster than `update_interval`; its beginning and its
  /// end go at once. While its beginning has not been received, its newest state is that.
  explicit DeliveryQueue(Duration update_interval) : update_interval_(update_interval) {}

  /// Takes the place of what was owed under the same key, which a repeat never does. The end of
  /// what was never sent ends both; nothing is owed of it afterwards. What is found out after an
  /// end that was not received yet is told as that end. False when there is no room: the limit is
  /// reached, and every key is still owed something.
  bool put(Notice notice, Instant now);

  /// Up to `most` that are due and may go, the longest owed first. They are on their way until they
  /// are either settled or put back.
  std::vector<Parcel> take(Instant now, std::size_t most, const MayGo& may_go);
  /// They were received, or given up.
  void settle(const std::vector<Parcel>& parcels, Instant now);
  /// They are to be tried again, unless something newer has come meanwhile.
  void put_back(std::vector<Parcel> parcels);

  /// When the next will be due, whether it may go then or not; nullopt: nothing is owed.
  std::optional<Instant> next_due() const;

 private:
  struct Entry {
    std::uint64_t place = 0;  // in the line
    std::optional<Parcel> owed;
    bool was_sent = false;  // the receiver may have heard of it
    bool is_begun = false;  // its beginning is owed or on its way
    bool ended_unheard = false;
    Instant told{};
  };

  Instant due(const Entry& entry) const;
  bool make_room();

  Duration update_interval_;
  std::uint64_t next_place_ = 0;
  std::map<std::string, Entry> entries_;
  std::map<std::uint64_t, std::string> line_;  // of what is owed
};

}  // namespace holdwatch
