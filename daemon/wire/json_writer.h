#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/time.h"

namespace holdwatch::wire {

/// Appends JSON to a string, without white space, in the order of the calls; commas are its own
/// business. Text must be UTF-8.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void open_object() { open('{'); }
  void close_object() { close('}'); }
  void open_array() { open('['); }
  void close_array() { close(']'); }

  void key(std::string_view name);
  void text(std::string_view value);
  void time(Time value);
  void whole(std::uint64_t value);
  /// Rounded to `decimals` places, without trailing zeros; `null` for NaN and infinities.
  void number(double value, int decimals);
  void null();
  void boolean(bool value);
  /// A value that is JSON already.
  void raw(std::string_view json);

  void text(std::string_view name, std::string_view value) { key(name), text(value); }
  void time(std::string_view name, Time value) { key(name), time(value); }
  void whole(std::string_view name, std::uint64_t value) { key(name), whole(value); }
  void number(std::string_view name, double value, int decimals) {
    key(name), number(value, decimals);
  }
  void null(std::string_view name) { key(name), null(); }
  void boolean(std::string_view name, bool value) { key(name), boolean(value); }

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void quote(std::string_view value);

  std::string& out_;
  bool needs_comma_ = false;
};

}  // namespace holdwatch::wire
