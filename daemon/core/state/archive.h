#pragma once

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cereal/archives/portable_binary.hpp>
#include <cereal/types/array.hpp>
#include <cereal/types/bitset.hpp>
#include <cereal/types/chrono.hpp>
#include <cereal/types/deque.hpp>
#include <cereal/types/map.hpp>
#include <cereal/types/optional.hpp>
#include <cereal/types/set.hpp>
#include <cereal/types/string.hpp>
#include <cereal/types/tuple.hpp>
#include <cereal/types/utility.hpp>
#include <cereal/types/vector.hpp>
#include <exception>
#include <istream>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>
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

/// A string as a stream: a state is written in very many pieces, and each should cost no more than
/// the copy.
class StringBuffer : public std::streambuf {
 public:
  explicit StringBuffer(std::size_t expected) { bytes_.reserve(expected); }
  std::string take() { return std::move(bytes_); }

 private:
  std::streamsize xsputn(const char* from, std::streamsize size) override {
    bytes_.append(from, static_cast<std::size_t>(size));
    return size;
  }
  int_type overflow(int_type byte) override {
    bytes_.push_back(traits_type::to_char_type(byte));
    return byte;
  }

  std::string bytes_;
};

/// `expected`: about how many bytes there will be, if that is known.
template <class State>
std::string to_bytes(std::uint32_t version, const State& state, std::size_t expected = 0) {
  StringBuffer buffer(expected);
  std::ostream stream(&buffer);
  cereal::PortableBinaryOutputArchive archive(stream);
  archive(version, state);
  return buffer.take();
}

/// False when these are no bytes of this version; then `state` is good for nothing.
template <class State>
bool read_bytes(std::string_view bytes, std::uint32_t version, State& state) {
  struct View : std::streambuf {
    explicit View(std::string_view text) {
      char* const begin = const_cast<char*>(text.data());  // the get area is only read
      setg(begin, begin, begin + text.size());
    }
  } view(bytes);
  std::istream in(&view);
  try {
    cereal::PortableBinaryInputArchive archive(in);
    std::uint32_t found = 0;
    archive(found);
    if (found != version) return false;
    archive(state);
    return view.in_avail() == 0;
  } catch (const std::exception&) {  // cut short, or a length that can't be
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
