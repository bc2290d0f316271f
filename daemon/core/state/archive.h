#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cereal/cereal.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/bitset.hpp>
#include <cereal/types/chrono.hpp>
#include <cereal/types/deque.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/memory.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/set.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/tuple.hpp>
#include <cereal/types/utility.hpp>
#include <cereal/types/vector.hpp>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "model/alert.h"

/// The core's state as bytes, the same on every machine, and back. A class that is state lists its
/// members in a serialize() template; only what is included here knows of the library.
namespace cereal {

template <class Archive, class Key, class Value, class Hash, class Equal>
void save(Archive& archive, const boost::unordered_flat_map<Key, Value, Hash, Equal>& map) {
  // By key, so that the same state gives the same bytes, however it came about.
  std::vector<const std::pair<const Key, Value>*> entries;
  entries.reserve(map.size());
  for (const auto& entry : map) entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(),
            [](const auto* a, const auto* b) { return a->first < b->first; });
  archive(static_cast<std::uint64_t>(map.size()));
  for (const auto* entry : entries) archive(entry->first, entry->second);
}

template <class Archive, class Key, class Value, class Hash, class Equal>
void load(Archive& archive, boost::unordered_flat_map<Key, Value, Hash, Equal>& map) {
  std::uint64_t size = 0;
  archive(size);
  map.clear();
  for (; size > 0; --size) {
    Key key;
    archive(key);
    archive(map[std::move(key)]);
  }
}

}  // namespace cereal

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

/// Takes a state as the bytes of its values, one after the other: a state is written in very many
/// pieces, and each should cost no more than the copy.
class StateWriter : public cereal::OutputArchive<StateWriter, cereal::AllowEmptyClassElision> {
 public:
  explicit StateWriter(std::size_t expected) : OutputArchive(this), bytes_(expected, '\0') {}

  void write(const void* from, std::size_t size) {
    if (bytes_.size() - used_ < size) make_room(size);
    std::memcpy(bytes_.data() + used_, from, size);
    used_ += size;
  }
  std::string take() {
    bytes_.resize(used_);
    return std::move(bytes_);
  }

 private:
  void make_room(std::size_t size) { bytes_.resize(2 * bytes_.size() + size); }

  std::string bytes_;
  std::size_t used_ = 0;  ///< of them; what follows is room
};

/// Reads what a StateWriter wrote; throws when the bytes end too soon.
class StateReader : public cereal::InputArchive<StateReader, cereal::AllowEmptyClassElision> {
 public:
  explicit StateReader(std::string_view bytes) : InputArchive(this), rest_(bytes) {}

  void read(void* to, std::size_t size) {
    if (rest_.size() < size) throw std::out_of_range("the state is cut short");
    std::memcpy(to, rest_.data(), size);
    rest_.remove_prefix(size);
  }
  bool is_at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

static_assert(std::endian::native == std::endian::little, "a state is little-endian");

template <class T>
requires std::is_arithmetic_v<T>
void save(StateWriter& archive, const T& value) {
  archive.write(&value, sizeof(value));
}
template <class T>
requires std::is_arithmetic_v<T>
void load(StateReader& archive, T& value) {
  archive.read(&value, sizeof(value));
}
template <class T>
void save(StateWriter& archive, const cereal::BinaryData<T>& data) {
  if (data.size > 0) archive.write(data.data, static_cast<std::size_t>(data.size));
}
template <class T>
void load(StateReader& archive, cereal::BinaryData<T>& data) {
  if (data.size > 0) archive.read(data.data, static_cast<std::size_t>(data.size));
}
// A type that says it is plain has no padding: many of them go as one piece, as they lie in memory.
template <class T>
concept Plain = T::kIsPlain && std::is_trivially_copyable_v<T>;

template <Plain T>
void save(StateWriter& archive, const T& value) {
  archive.write(&value, sizeof(value));
}
template <Plain T>
void load(StateReader& archive, T& value) {
  archive.read(&value, sizeof(value));
}
template <Plain T, std::size_t kSize>
void save(StateWriter& archive, const std::array<T, kSize>& values) {
  archive.write(values.data(), sizeof(values));
}
template <Plain T, std::size_t kSize>
void load(StateReader& archive, std::array<T, kSize>& values) {
  archive.read(values.data(), sizeof(values));
}
// A length goes as it is, and names aren't written.
template <class T>
void save(StateWriter& archive, const cereal::SizeTag<T>& tag) {
  archive(tag.size);
}
template <class T>
void load(StateReader& archive, cereal::SizeTag<T>& tag) {
  archive(tag.size);
}
template <class T>
void save(StateWriter& archive, const cereal::NameValuePair<T>& pair) {
  archive(pair.value);
}
template <class T>
void load(StateReader& archive, cereal::NameValuePair<T>& pair) {
  archive(pair.value);
}

/// `expected`: about how many bytes there will be, if that is known.
template <class State>
std::string to_bytes(std::uint32_t version, const State& state, std::size_t expected = 0) {
  StateWriter archive(expected);
  archive(version, state);
  return archive.take();
}

/// A part of a larger state that carries its own version; throws when that is another one.
template <class State>
void load_versioned(StateReader& archive, std::uint32_t version, State& state) {
  std::uint32_t found = 0;
  archive(found);
  if (found != version) throw std::invalid_argument("a state of another version");
  archive(state);
}

/// False when these are no bytes of this version; then `state` is good for nothing.
template <class State>
bool read_bytes(std::string_view bytes, std::uint32_t version, State& state) {
  try {
    StateReader archive(bytes);
    load_versioned(archive, version, state);
    return archive.is_at_end();
  } catch (const std::exception&) {  // cut short, of another version, or a length that can't be
    return false;
  }
}

/// The same, but `state` is left as it was when it returns false.
template <class State>
bool from_bytes(std::string_view bytes, std::uint32_t version, State& state) {
  State read = state;
  if (!read_bytes(bytes, version, read)) return false;
  state = std::move(read);
  return true;
}

}  // namespace core
}  // namespace holdwatch

CEREAL_SETUP_ARCHIVE_TRAITS(holdwatch::core::StateReader, holdwatch::core::StateWriter)
