// load_queue_log: writes Asterisk's queue_log of some days to standard output. Each queue has calls
// at random in its open hours; of ten, one is abandoned and nine are answered, some after an agent
// let it ring. The same options give the same bytes.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <queue>
#include <random>
#include <string>
#include <vector>

namespace {

constexpr std::int64_t kDay = 86'400;

struct Options {
  std::size_t queues = 20;
  std::int64_t days = 30;
  double calls_a_day = 1'000;
  std::int64_t until = 1'771'200'000;
  std::int64_t opens = 8;
  std::int64_t closes = 20;
  std::string prefix = "queue-";
};

struct Line {
  std::int64_t time;
  std::uint64_t order;
  std::string text;

  bool operator>(const Line& other) const {
    return time != other.time ? time > other.time : order > other.order;
  }
};

class Log {
 public:
  explicit Log(const Options& options) : options_(options) {}

  void write() {
    const double calls = static_cast<double>(options_.queues) * options_.calls_a_day;
    const auto open = static_cast<double>((options_.closes - options_.opens) * 3600);
    std::exponential_distribution<double> gap(calls / open);
    for (std::int64_t day = options_.days; day > 0; --day) {
      const std::int64_t midnight = options_.until - day * kDay;
      for (double t = gap(random_); t < open; t += gap(random_)) {
        call(midnight + options_.opens * 3600 + static_cast<std::int64_t>(t));
      }
    }
    flush(options_.until + kDay);
  }

 private:
  void call(std::int64_t time) {
    flush(time);
    const std::size_t queue = random_() % options_.queues;
    const std::string head = fmt::format("|{}.{}|{}{:06}|", time, ++calls_, options_.prefix, queue);
    put(time, head, "NONE|ENTERQUEUE||{:010}|1", random_() % 10'000'000'000);
    const auto wait = static_cast<std::int64_t>(random_() % 40);
    if (random_() % 10 == 0) return put(time + wait, head, "NONE|ABANDON|1|1|{}", wait);
    const std::uint64_t agent = 1000 + random_() % 300;
    if (random_() % 8 == 0) put(time + wait / 2, head, "Agent/{}|RINGNOANSWER|15000", agent);
    put(time + wait, head, "Agent/{}|CONNECT|{}|{}.{}|4", agent, wait, time, calls_);
    const auto talk = static_cast<std::int64_t>(30 + random_() % 300);
    put(time + wait + talk, head, "Agent/{}|COMPLETECALLER|{}|{}|1", agent, wait, talk);
  }

  template <class... Values>
  void put(std::int64_t time, const std::string& head, fmt::format_string<Values...> rest,
           Values&&... values) {
    std::string text = fmt::format("{}{}", time, head);
    fmt::format_to(std::back_inserter(text), rest, std::forward<Values>(values)...);
    pending_.push({time, ++order_, std::move(text)});
  }

  void flush(std::int64_t before) {
    for (; !pending_.empty() && pending_.top().time < before; pending_.pop()) {
      std::fwrite(pending_.top().text.data(), 1, pending_.top().text.size(), stdout);
      std::fputc('\n', stdout);
    }
  }

  const Options& options_;
  std::mt19937_64 random_{1};
  std::uint64_t calls_ = 0;
  std::uint64_t order_ = 0;
  std::priority_queue<Line, std::vector<Line>, std::greater<>> pending_;
};

}  // namespace

int main(int argc, char** argv) {
  Options options;
  CLI::App app("Writes days of Asterisk's queue_log");
  app.add_option("--queues", options.queues)->check(CLI::PositiveNumber);
  app.add_option("--days", options.days);
  app.add_option("--calls-a-day", options.calls_a_day, "Of each queue");
  app.add_option("--until", options.until, "The end, in seconds since the epoch");
  app.add_option("--opens", options.opens, "Hour of the day, UTC");
  app.add_option("--closes", options.closes);
  app.add_option("--prefix", options.prefix, "Of the queues' names");
  CLI11_PARSE(app, argc, argv);
  Log(options).write();
}
