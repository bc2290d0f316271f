#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "model/names.h"
#include "sources/asterisk_ami/ami_normalizer.h"

namespace holdwatch::asterisk_ami::test {

/// Says to a normalizer what Asterisk would, at seconds of a made-up day, and keeps what comes out
/// as short lines: `3.5 joined orders a1`.
class PbxScript : private AmiListener {
 public:
  using Headers = std::vector<std::pair<std::string, std::string>>;

  explicit PbxScript(AmiMapping mapping = {}) : normalizer_(std::move(mapping), *this) {}

  void tell(double seconds, std::string event, Headers headers) {
    headers.insert(headers.begin(), {"Event", std::move(event)});
    const long micros = std::lround(seconds * 1e6);
    headers.emplace_back("Timestamp",
                         fmt::format("{}.{:06}", kDay + micros / 1'000'000, micros % 1'000'000));
    put(headers, std::nullopt);
  }
  /// Of a channel in a queue.
  void say(double seconds, std::string event, std::string uniqueid, Headers headers = {}) {
    headers.emplace_back("Uniqueid", uniqueid);
    headers.emplace_back("Linkedid", uniqueid);
    headers.emplace_back("Queue", "orders");
    tell(seconds, std::move(event), std::move(headers));
  }

  /// Of Alice, a member of that queue.
  void say_member(double seconds, std::string queue, std::string status, std::string paused = "0",
                  std::string event = "QueueMemberStatus") {
    tell(seconds, std::move(event),
         {{"Queue", std::move(queue)},
          {"MemberName", "Alice"},
          {"Status", std::move(status)},
          {"Paused", std::move(paused)}});
  }

  /// Without a Timestamp, at its arrival.
  void put(const Headers& headers, std::optional<double> arrival) {
    std::vector<Field> fields;
    for (const auto& [key, value] : headers) fields.push_back({key, value});
    std::optional<Time> at;
    if (arrival) at = Time{std::chrono::seconds{kDay}} + from_seconds(*arrival);
    normalizer_.take({fields}, at);
  }

  void advance_to(double seconds) {
    normalizer_.advance_to(Time{std::chrono::seconds{kDay}} + from_seconds(seconds));
  }
  void disconnect() { normalizer_.disconnected(); }

  /// A list of QueueStatus as it arrives.
  void list(double seconds, const std::vector<Headers>& lines,
            const std::string& id = std::string(kAllQueues)) {
    put({{"Response", "Success"}, {"ActionID", id}, {"Message", "Queue status will follow"}},
        seconds);
    for (const Headers& line : lines) put(line, seconds);
    put({{"Event", "QueueStatusComplete"}, {"ActionID", id}}, seconds);
  }

  /// The lines since the last call.
  std::vector<std::string> heard() { return std::exchange(heard_, {}); }

  std::uint64_t lost = 0;
  std::vector<Disposition> rejections;
  int undecided_calls = 0;

 private:
  static constexpr long kDay = 1'795'290'000;

  void event(const CallEvent& e) override {
    std::string line =
        fmt::format("{:g} {}", to_seconds(e.time.time_since_epoch() - std::chrono::seconds{kDay}),
                    to_string(e.type));
    for (const std::string_view text : {e.queue, e.call, e.caller, e.agent}) {
      if (!text.empty()) line += fmt::format(" {}", text);
    }
    if (e.type == EventType::exited) line += fmt::format(" {}", to_string(e.outcome));
    if (e.type == EventType::agent) line += fmt::format(" {}", to_string(e.agent_state));
    for (const Attribute& a : e.attributes) line += fmt::format(" {}={}", a.name, a.value);
    heard_.push_back(line);
  }
  void rejected(Disposition reason, std::string_view) override { rejections.push_back(reason); }
  void missed(std::uint64_t count, std::string_view) override { lost += count; }
  void undecided(std::string_view) override { ++undecided_calls; }

  AmiNormalizer normalizer_;
  std::vector<std::string> heard_;
};

}  // namespace holdwatch::asterisk_ami::test
