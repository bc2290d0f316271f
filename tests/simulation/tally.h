#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace holdwatch::simulation {

/// How often what happened, by name.
struct Tally {
  std::map<std::string, std::uint64_t> counts;

  void count(const std::string& what, std::uint64_t times = 1) { counts[what] += times; }
  std::uint64_t of(const std::string& what) const {
    const auto found = counts.find(what);
    return found == counts.end() ? 0 : found->second;
  }
  void add(const Tally& other) {
    for (const auto& [what, times] : other.counts) counts[what] += times;
  }
};

}  // namespace holdwatch::simulation
