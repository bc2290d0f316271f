#pragma once

#include <simdjson.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "model/names.h"
#include "model/time.h"
#include "wire/problem.h"

/// The fields of one JSON object, found in one pass and then read by name. Inside wire/ only:
/// nobody else sees simdjson.
namespace holdwatch::wire {

enum class Field : std::uint8_t {
  time,
  type,
  queue,
  call,
  caller,
  agent,
  attributes,
  outcome,
  position,
  talk_seconds,
  agents,
  state,
  id,
  category,
  department,
  started,
  scope,
  affected,
  summary,
  url,
  alert,
  incident,
  verdict,
  who,
  source,
  sequence,
  events,
  incidents,
  specversion,
  data,
};
inline constexpr std::size_t kFields = 30;

std::string_view name_of(Field field);

/// Reads an object's fields. The first thing wrong is kept in problem(); from then on readers give
/// empty values, so that a record is read straight through and judged once at its end. `null` is
/// the same as absent; unknown fields are passed over.
class JsonFields {
 public:
  explicit JsonFields(simdjson::dom::object object);

  bool has(Field field) const { return (present_ >> static_cast<unsigned>(field) & 1) != 0; }
  simdjson::dom::element operator[](Field field) const {
    return values_[static_cast<std::size_t>(field)];
  }

  /// A name, id or value; empty when absent.
  std::string_view text(Field field);
  /// Running text, up to kMaxSummaryBytes; empty when absent.
  std::string_view long_text(Field field);
  std::optional<Time> time(Field field);
  std::optional<double> number(Field field, double max);
  std::optional<std::uint64_t> whole(Field field, std::uint64_t max);

  /// One of the contract's words.
  template <class E>
  std::optional<E> word(Field field) {
    const std::string_view found = text(field);
    const auto value = from_string<E>(found);
    if (!value && has(field)) invalid(field, "one of the contract's words");
    return value;
  }

  /// The value, or a missing_field problem and the default.
  template <class T>
  T required(std::optional<T> value, Field field) {
    if (!value) missing(field);
    return value.value_or(T{});
  }
  std::string_view required(std::string_view value, Field field) {
    if (value.empty()) missing(field);
    return value;
  }

  /// Takes over what only the other has.
  void inherit(Field field, const JsonFields& from);

  void missing(Field field);
  void invalid(Field field, std::string_view expected);
  void fail(Problem problem);
  const std::optional<Problem>& problem() const { return problem_; }

 private:
  std::array<simdjson::dom::element, kFields> values_;
  std::uint32_t present_ = 0;
  std::optional<Problem> problem_;
};

}  // namespace holdwatch::wire
