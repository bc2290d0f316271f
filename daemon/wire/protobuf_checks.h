#pragma once

#include <fmt/format.h>

#include <iterator>
#include <optional>
#include <string_view>

#include "model/names.h"
#include "wire/limits.h"
#include "wire/problem.h"
#include "wire/protobuf_fields.h"
#include "wire/text.h"

/// What reading an event and reading an incident share. Inside wire/ only.
namespace holdwatch::wire {

/// Cases of a switch over a field's number and wire type; a known number with another wire type is
/// passed over like an unknown one.
template <class T>
constexpr std::uint32_t varint(T tag) {
  return protozero::tag_and_type(tag, protozero::pbf_wire_type::varint);
}
template <class T>
constexpr std::uint32_t bytes(T tag) {
  return protozero::tag_and_type(tag, protozero::pbf_wire_type::length_delimited);
}
template <class T>
constexpr std::uint32_t fixed64(T tag) {
  return protozero::tag_and_type(tag, protozero::pbf_wire_type::fixed64);
}

/// Keeps the first thing that is wrong, so that a message is read straight through.
class Checks {
 public:
  void fail(Problem problem) {
    if (!problem_) problem_ = std::move(problem);
  }
  void missing(std::string_view what) {
    fail({Disposition::missing_field, fmt::format("{}: needed, but absent", what)});
  }
  void invalid(std::string_view what, std::string_view found) {
    fail({Disposition::invalid_value, fmt::format("{}: {} is out of range", what, found)});
  }

  std::string_view text(std::string_view value, std::string_view what) {
    if (!is_fit(value)) fail(check_text(value, what).value());
    return value;
  }
  std::string_view long_text(std::string_view value, std::string_view what) {
    if (value.size() > kMaxSummaryBytes) {
      fail({Disposition::oversized, fmt::format("{}: {} bytes, at most {} are taken", what,
                                                value.size(), kMaxSummaryBytes)});
    }
    if (!is_utf8(value)) fail({Disposition::malformed, fmt::format("{}: invalid UTF-8", what)});
    return value;
  }
  Time time(std::int64_t micros, std::string_view what) {
    const Time time{std::chrono::microseconds{micros}};
    if (!is_plausible(time)) invalid(what, fmt::to_string(micros));
    return time;
  }
  double number(double value, double max, std::string_view what) {
    if (!(value >= 0 && value <= max)) invalid(what, fmt::to_string(value));
    return value;
  }
  std::uint32_t whole(std::uint32_t value, std::string_view what) {
    if (value > kMaxAgents) invalid(what, fmt::to_string(value));
    return value;
  }

  const std::optional<Problem>& problem() const { return problem_; }

 private:
  std::optional<Problem> problem_;
};

/// The schema's 0 is "not said"; from 1 on its enumerators follow the model's from `first` on.
template <class E>
E enumerator(std::int32_t value, E first, std::size_t count, std::string_view what,
             Disposition unknown, Checks& checks) {
  if (value == 0) checks.missing(what);
  const bool known = value >= 1 && static_cast<std::size_t>(value) <= count;
  if (!known) {
    checks.fail({unknown, fmt::format("{}: {} is none of the schema's", what, value)});
    return first;
  }
  return static_cast<E>(static_cast<std::int32_t>(first) + value - 1);
}

template <class E>
constexpr std::size_t kCount = std::size(Names<E>::kNames);

}  // namespace holdwatch::wire
