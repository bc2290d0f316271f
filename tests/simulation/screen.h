#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "model/alert.h"
#include "model/snapshot.h"
#include "simulation/tally.h"

namespace holdwatch::simulation {

/// Somebody who hears of every alert, knows it by its id, and holds each change against the rules:
/// one open surge a queue, fired once, ended once, and nothing after its end but corrections.
class Screen {
 public:
  explicit Screen(Tally& tally) : tally_(tally) {}

  /// Alerts that are told while a daemon goes on from an earlier one may have been told before.
  void expect_repeats(bool are_expected) { are_repeats_ = are_expected; }

  void take(const AlertChange& change);
  /// Whether the engine says of each alert what was told of it last.
  void check(const Snapshot& snapshot) const;

  /// The promise is off: what the engine says now is taken for what was told. Gives the number of
  /// open alerts that were told and that it doesn't know.
  std::size_t believe(const Snapshot& snapshot);

  /// Of everything that was told.
  std::uint64_t hash() const { return hash_; }

 private:
  struct Told {
    AlertChange change;
    std::string words;  ///< as JSON, but for the status
    bool is_over = false;
    Time over;
  };

  void check_life(const Told* before, const AlertChange& change) const;
  void note_open(const AlertChange& change);

  Tally& tally_;
  std::map<std::string, Told> told_;         ///< by id
  std::map<std::string, std::string> open_;  ///< the open alert of each kind and queue
  bool are_repeats_ = false;
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

/// What holds of every change of an alert by itself.
void check_figures(const AlertChange& change);

}  // namespace holdwatch::simulation
