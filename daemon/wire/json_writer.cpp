#include "wire/json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

#include "wire/rfc3339.h"

namespace holdwatch::wire {

namespace {

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
  }
}

bool needs_escape(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

}  // namespace

void JsonWriter::key(std::string_view name) {
  separate();
  quote(name);
  out_ += ':';
  needs_comma_ = false;
}

void JsonWriter::text(std::string_view value) {
  separate();
  quote(value);
}

void JsonWriter::time(Time value) {
  separate();
  out_ += '"';
  append_rfc3339(out_, value);
  out_ += '"';
}

void JsonWriter::whole(std::uint64_t value) {
  separate();
  fmt::format_to(std::back_inserter(out_), "{}", value);
}

void JsonWriter::number(double value, int decimals) {
  if (!std::isfinite(value)) return null();
  separate();
  char text[400];  // the largest double has 309 digits before its point
  char* end =
      std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, decimals).ptr;
  if (decimals > 0) {
    while (end[-1] == '0') --end;
    if (end[-1] == '.') --end;
  }
  const std::string_view digits(text, end);
  out_ += digits == "-0" ? "0" : digits;
}

void JsonWriter::null() {
  separate();
  out_ += "null";
}

void JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
}

void JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
}

void JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  needs_comma_ = false;
}

void JsonWriter::close(char bracket) {
  out_ += bracket;
  needs_comma_ = true;
}

void JsonWriter::separate() {
  if (needs_comma_) out_ += ',';
  needs_comma_ = true;
}

void JsonWriter::quote(std::string_view value) {
  out_ += '"';
  for (;;) {  // nearly always one clean run
    const auto odd = std::find_if(value.begin(), value.end(), needs_escape);
    const auto clean = static_cast<std::size_t>(odd - value.begin());
    out_.append(value.substr(0, clean));
    if (odd == value.end()) break;
    append_escaped(out_, *odd);
    value.remove_prefix(clean + 1);
  }
  out_ += '"';
}

}  // namespace holdwatch::wire
