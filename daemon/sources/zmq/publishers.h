#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <string>
#include <string_view>

namespace holdwatch::zmq {

/// The publishers that number their messages, and where each of them stands. Bounded: beyond
/// kMostPublishers, whoever has been quiet longest is forgotten.
class Publishers {
 public:
  static constexpr std::size_t kMostPublishers = 1024;

  struct Seen {
    std::uint64_t missed = 0;  ///< messages that never arrived since the publisher's last one
    bool restarted = false;    ///< it began anew
  };

  /// Takes note of a message. ZeroMQ keeps the order of a publisher's messages, so a number beyond
  /// the next is a gap, and a lower one is a restart whose messages before it were missed. The
  /// first message of a publisher can't tell a gap; the same number twice is no news; 0 is
  /// unnumbered.
  Seen see(std::string_view publisher, std::uint64_t sequence);

  /// Where everybody stands, for the next run of the daemon: what comes then is measured by it.
  std::string to_text() const;
  /// Leaves out what to_text() would not have written.
  void restore(std::string_view text);

 private:
  struct Standing {
    std::uint64_t sequence = 0;
    std::uint64_t heard = 0;
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  void meet(std::string_view publisher, std::uint64_t sequence);

  boost::unordered_flat_map<std::string, Standing, Hash, std::equal_to<>> standings_;
  std::uint64_t heard_ = 0;
};

}  // namespace holdwatch::zmq
