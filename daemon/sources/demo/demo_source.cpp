#include "sources/demo/demo_source.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <boost/asio/system_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdio>
#include <utility>

#include "sources/demo/contact_centre.h"

namespace holdwatch::demo {

namespace {

namespace asio = boost::asio;

struct Options {
  std::uint64_t seed = 1;
  int history_weeks = 4;
  Duration surge_after = std::chrono::seconds{15};
};

/// How far the past has been told, on a terminal only.
class ProgressLine {
 public:
  ProgressLine(Time from, Time to) : from_(from), to_(to), shown_(isatty(STDERR_FILENO) != 0) {}

  void update(Time now) {
    const int percent = static_cast<int>(100 * (now - from_) / (to_ - from_));
    if (!shown_ || percent == percent_) return;
    percent_ = percent;
    fmt::print(stderr, "\rLearning what is usual from {} days of calls: {:3} %",
               std::chrono::floor<std::chrono::days>(to_ - from_).count(), percent);
  }
  void finish() {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }

 private:
  Time from_;
  Time to_;
  bool shown_;
  int percent_ = -1;
};

class DemoSource : public Source {
 public:
  DemoSource(const Options& options, const SourceContext& context)
      : options_(options), context_(context) {}

  bool has_history() const override { return true; }

  asio::awaitable<void> run() override {
    CentreOptions options;
    options.seed = options_.seed;
    options.history_from = context_.started - std::chrono::weeks{options_.history_weeks};
    options.live_from = context_.started;
    options.surge_after = options_.surge_after;
    ContactCentre centre(options);
    context_.intake.up(true);
    co_await tell_history(centre);
    context_.intake.history_done();
    co_await tell_live(centre);
  }

 private:
  /// As quickly as it is taken, letting others run now and then.
  asio::awaitable<void> tell_history(ContactCentre& centre) {
    constexpr int kAtOnce = 1000;
    ProgressLine progress(centre.plan().options.history_from, context_.started);
    while (centre.next_time() < context_.started) {
      progress.update(centre.next_time());
      for (int i = 0; i < kAtOnce && centre.next_time() < context_.started; ++i) hand_over(centre);
      co_await asio::post(asio::use_awaitable);
    }
    progress.finish();
    spdlog::info("source={} has told its past of {} weeks and goes on live", context_.name,
                 options_.history_weeks);
  }

  /// Each input when its time has come.
  asio::awaitable<void> tell_live(ContactCentre& centre) {
    asio::system_timer timer(co_await asio::this_coro::executor);
    for (;;) {
      timer.expires_at(centre.next_time());
      co_await timer.async_wait(asio::use_awaitable);
      hand_over(centre);
    }
  }

  void hand_over(ContactCentre& centre) {
    const Input& input = centre.next();
    if (const auto* event = std::get_if<CallEvent>(&input)) {
      context_.intake.event(*event);
    } else if (const auto* report = std::get_if<IncidentReport>(&input)) {
      context_.intake.incident(*report);
    }
  }

  Options options_;
  SourceContext context_;
};

}  // namespace

SourceFactory read_source(config::Section& section) {
  Options options;
  options.seed = static_cast<std::uint64_t>(section.whole("seed", 1, 0, 1'000'000'000));
  options.history_weeks =
      static_cast<int>(section.whole("history_weeks", options.history_weeks, 1, 26));
  options.surge_after = section.duration("surge_after", options.surge_after,
                                         std::chrono::seconds{0}, std::chrono::hours{24});
  return [options](const SourceContext& context) -> std::unique_ptr<Source> {
    return std::make_unique<DemoSource>(options, context);
  };
}

}  // namespace holdwatch::demo
