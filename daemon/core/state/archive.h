#pragma once

#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/bitset.hpp>
#include <cereal/types/chrono.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/utility.hpp>
#include <cereal/types/vector.hpp>
#include <exception>
#include <sstream>
#include <string>
#include <string_view>

#include "model/alert.h"

/// The core's state as bytes, the same on every machine, and back. A class that is state lists its
/// members in a serialize() template; only what is included here knows of the library.
namespace holdwatch {

template <class Archive>
void serialize(Archive& archive, Estimate& e) {
  archive(e.estimate, e.low, e.high);
}

template <class Archive>
void serialize(Archive& archive, TimeEstimate& e) {
  archive(e.estimate, e.low, e.high);
}

namespace core {

template <class State>
std::string to_bytes(std::uint32_t version, const State& state) {
  std::ostringstream bytes;
  cereal::PortableBinaryOutputArchive archive(bytes);
  archive(version, state);
  return std::move(bytes).str();
}

/// False when these are no bytes of this version; then `state` is left as it was.
template <class State>
bool from_bytes(std::string_view bytes, std::uint32_t version, State& state) {
  std::istringstream in{std::string(bytes)};
  try {
    cereal::PortableBinaryInputArchive archive(in);
    std::uint32_t found = 0;
    archive(found);
    if (found != version) return false;
    State read = state;
    archive(read);
    if (in.peek() != std::istringstream::traits_type::eof()) return false;
    state = std::move(read);
    return true;
  } catch (const std::exception&) {  // cut short, or a length that can't be
    return false;
  }
}

}  // namespace core
}  // namespace holdwatch
