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
  void check(const Snapshot& snapshot);

  /// What was told may have been lost: until the next check everything is taken as it comes, and
  /// then what the engine says for what was told.
  void doubt() { is_in_doubt_ = true; }

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
  void believe(const Snapshot& snapshot);

  Tally& tally_;
  std::map<std::string, Told> told_;         ///< by id
  std::map<std::string, std::string> open_;  ///< the open alert of each kind and queue
  bool are_repeats_ = false;
  bool is_in_doubt_ = false;
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

/// What holds of every change of an alert by itself.
void check_figures(const AlertChange& change);

}  // namespace holdwatch::simulation
