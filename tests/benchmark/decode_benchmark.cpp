// What one event costs to decode, in each format.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>
#include <vector>

#include "sources/queue_log/queue_log_decoder.h"
#include "wire/json_decoder.h"
#include "wire/message_decoder.h"
#include "wire/protobuf_encoder.h"
#include "wire/rfc3339.h"

namespace holdwatch {
namespace {

class Count final : public wire::Receiver {
 public:
  std::size_t events = 0;

 private:
  void event(const CallEvent& event) override {
    benchmark::DoNotOptimize(event);
    ++events;
  }
  void incident(const IncidentReport&) override {}
  void verdict(const Verdict&) override {}
  void rejected(const wire::Rejection&) override {}
};

void count_events(benchmark::State& state, const Count& count) {
  state.SetItemsProcessed(static_cast<std::int64_t>(count.events));
  if (count.events == 0) state.SkipWithError("nothing was decoded");
}

std::vector<std::string> json_lines() {
  std::vector<std::string> lines;
  for (int i = 0; i < 250; ++i) {
    lines.push_back(fmt::format(
        R"({{"time":"2026-02-02T05:07:{:02}.255Z","type":"joined","call":"vip-{:07}","queue":"vip","caller":"c{:06}","attributes":{{"reason":"product_fault","sku":"SKU-{:04}"}}}})",
        i % 60, i, i * 17, i % 90));
    lines.push_back(fmt::format(
        R"({{"time":"2026-02-02T05:07:{:02}.255Z","type":"answered","call":"vip-{:07}","queue":"vip"}})",
        i % 60, i));
  }
  return lines;
}

void json_line(benchmark::State& state) {
  const auto lines = json_lines();
  wire::JsonDecoder decoder;
  Count count;
  for (auto _ : state) {
    for (const std::string& line : lines) decoder.decode_line(line, count);
  }
  count_events(state, count);
}
BENCHMARK(json_line);

void json_array(benchmark::State& state) {
  const std::string message = fmt::format("[{}]", fmt::join(json_lines(), ","));
  wire::MessageDecoder decoder;
  Count count;
  for (auto _ : state) decoder.decode(message, count);
  count_events(state, count);
}
BENCHMARK(json_array);

void protobuf_batch(benchmark::State& state) {
  const Attribute attributes[] = {{"reason", "product_fault"}, {"sku", "SKU-0042"}};
  CallEvent event;
  event.time = Time{std::chrono::seconds{1'770'008'855}};
  event.type = EventType::joined;
  event.queue = "vip";
  event.call = "vip-0000001";
  event.caller = "c083753";
  event.attributes = attributes;
  wire::BatchEncoder batch("pbx", 1);
  for (std::int64_t i = 0; i < state.range(0); ++i) batch.add(event);

  wire::MessageDecoder decoder;
  Count count;
  for (auto _ : state) decoder.decode(batch.frame(), count);
  count_events(state, count);
}
BENCHMARK(protobuf_batch)->Arg(1)->Arg(64);

void queue_log_line(benchmark::State& state) {
  std::vector<std::string> lines;
  for (int i = 0; i < 250; ++i) {
    const int epoch = 915'174'547 + i;
    lines.push_back(fmt::format("{0}|{0}.{1}|bank-PS|NONE|ENTERQUEUE||C{1:06}|1", epoch, i));
    lines.push_back(
        fmt::format("{0}|{0}.{1}|bank-PS|Agent/A{2:02}|CONNECT|78|{0}.{1}|0", epoch, i, i % 40));
    lines.push_back(
        fmt::format("{0}|{0}.{1}|bank-PS|Agent/A{2:02}|COMPLETECALLER|78|{1}|1", epoch, i, i % 40));
  }
  queue_log::QueueLogDecoder decoder;
  Count count;
  for (auto _ : state) {
    for (const std::string& line : lines) decoder.decode(line, count);
  }
  count_events(state, count);
}
BENCHMARK(queue_log_line);

void rfc3339_parse(benchmark::State& state) {
  std::string text = "2026-02-02T05:07:35.255Z";
  for (auto _ : state) {
    benchmark::DoNotOptimize(text);
    benchmark::DoNotOptimize(wire::parse_rfc3339(text));
  }
}
BENCHMARK(rfc3339_parse);

void rfc3339_format(benchmark::State& state) {
  Time time{std::chrono::milliseconds{1'770'008'855'255}};
  std::string out;
  for (auto _ : state) {
    out.clear();
    benchmark::DoNotOptimize(time);
    wire::append_rfc3339(out, time);
    benchmark::DoNotOptimize(out);
  }
}
BENCHMARK(rfc3339_format);

}  // namespace
}  // namespace holdwatch
