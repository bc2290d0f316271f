#include "sinks/log/log_sink.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <iterator>

#include "model/names.h"
#include "wire/rfc3339.h"

namespace holdwatch::log {
namespace {

/// One line of key=value; values that are not a plain word are quoted as JSON would.
class Line {
 public:
  void text(std::string_view key, std::string_view value) {
    begin(key);
    const bool plain = !value.empty() && std::all_of(value.begin(), value.end(), is_plain);
    if (plain) {
      text_ += value;
    } else {
      quote(value);
    }
  }
  void number(std::string_view key, double value) {
    begin(key);
    fmt::format_to(std::back_inserter(text_), "{:.1f}", value);
  }
  void share(std::string_view key, double value) {
    begin(key);
    fmt::format_to(std::back_inserter(text_), "{:.2f}", value);
  }
  void whole(std::string_view key, std::int64_t value) {
    text(key, fmt::format_int(value).c_str());
  }

  std::string take() { return std::move(text_); }

 private:
  static bool is_plain(char c) {
    return static_cast<unsigned char>(c) > ' ' && c != '"' && c != '=' && c != '\\' && c != '\x7f';
  }
  void begin(std::string_view key) {
    if (!text_.empty()) text_ += ' ';
    text_ += key;
    text_ += '=';
  }
  void quote(std::string_view value) {
    text_ += '"';
    for (const char c : value) {
      if (c == '"' || c == '\\') {
        text_ += '\\';
        text_ += c;
      } else if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') {
        fmt::format_to(std::back_inserter(text_), "\\u{:04x}", static_cast<unsigned char>(c));
      } else {
        text_ += c;
      }
    }
    text_ += '"';
  }

  std::string text_;
};

void write_suspect(Line& line, const Cause& cause) {
  line.text("cause", cause.incident.value_or("none"));
  if (cause.department) line.text("department", *cause.department);
  if (cause.category) line.text("category", *cause.category);
  line.share("probability", cause.probability);
}

spdlog::level::level_enum level_of(const AlertChange& change) {
  if (change.status == AlertStatus::resolved) return spdlog::level::info;
  return change.severity == Severity::critical ? spdlog::level::err : spdlog::level::warn;
}

class LogSink : public Sink {
 public:
  void alert(const AlertChange& change) override {
    spdlog::log(level_of(change), "{}", to_line(change));
  }
};

}  // namespace

std::string to_line(const AlertChange& change) {
  Line line;
  line.text("alert", to_string(change.kind));
  line.text("status", to_string(change.status));
  line.text(change.scope.contains("source") ? "source" : "queue", subject(change));
  line.text("severity", to_string(change.severity));
  line.text("id", change.id);
  if (change.driver) line.text("driver", to_string(*change.driver));
  line.text("opened", wire::format_rfc3339(change.opened));
  if (change.onset) line.text("onset", wire::format_rfc3339(change.onset->estimate));
  line.whole("waiting", change.waiting);
  line.number("longest_wait_seconds", change.longest_wait_seconds);
  if (change.excess_calls) {
    line.number("excess_calls", change.excess_calls->estimate);
    line.number("excess_calls_low", change.excess_calls->low);
    line.number("excess_calls_high", change.excess_calls->high);
  }
  if (!change.pattern.empty()) line.text("pattern", change.pattern);
  if (!change.phase.empty()) line.text("phase", change.phase);
  if (change.step > 0) line.whole("step", change.step);
  if (!change.causes.empty()) write_suspect(line, change.causes.front());
  if (change.acknowledged_by) line.text("acknowledged_by", *change.acknowledged_by);
  if (!change.data.empty()) line.text("data", change.data);
  if (!change.request.empty()) line.text("request", change.request);
  return line.take();
}

SinkFactory read_sink(config::Section&) {
  return [](const SinkContext&) { return std::make_unique<LogSink>(); };
}

}  // namespace holdwatch::log
