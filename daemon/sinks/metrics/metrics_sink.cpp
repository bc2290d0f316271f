#include "sinks/metrics/metrics_sink.h"

#include <mutex>
#include <utility>

#include "sinks/metrics/page.h"
#include "sinks/metrics/process_stats.h"

namespace holdwatch::metrics {
namespace {

namespace asio = boost::asio;

/// The newest values, put by the event thread and taken by the service thread.
class Newest {
 public:
  void put(std::shared_ptr<const Snapshot> snapshot) {
    const std::lock_guard lock(mutex_);
    snapshot_ = std::move(snapshot);
  }
  void put(std::shared_ptr<const Health> health) {
    const std::lock_guard lock(mutex_);
    health_ = std::move(health);
  }
  std::pair<std::shared_ptr<const Snapshot>, std::shared_ptr<const Health>> take() const {
    const std::lock_guard lock(mutex_);
    return {snapshot_, health_};
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_ = std::make_shared<const Snapshot>();
  std::shared_ptr<const Health> health_ = std::make_shared<const Health>();
};

/// The page of the newest values, which is made once for each, however often it is asked for. Lives
/// on the service thread.
class Page {
 public:
  Page(const SinkContext& context, std::shared_ptr<const Newest> newest)
      : http_(context.http), deliveries_(context.deliveries), newest_(std::move(newest)) {}

  const std::string& text() {
    auto values = newest_->take();
    if (text_.empty() || values != of_) {
      text_ = render_page(*values.first, *values.second, read_process_stats(),
                          deliveries_.figures(), http_.refusals());
      of_ = std::move(values);
    }
    return text_;
  }

 private:
  const net::HttpServer& http_;
  const DeliveryStats& deliveries_;
  std::shared_ptr<const Newest> newest_;
  std::pair<std::shared_ptr<const Snapshot>, std::shared_ptr<const Health>> of_;
  std::string text_;
};

asio::awaitable<net::HttpResponse> answer(std::string page) {
  net::HttpResponse response;
  response.content_type = kContentType;
  response.body = std::move(page);
  co_return response;
}

class MetricsSink : public Sink {
 public:
  MetricsSink(const SinkContext& context, const std::string& path) {
    context.http.route(
        "GET", path,
        [page = std::make_shared<Page>(context, newest_)](net::HttpRequest) {
          return answer(page->text());
        },
        net::HttpRole::scrape);
  }

  void alert(const AlertChange&) override {}
  void snapshot(const std::shared_ptr<const Snapshot>& snapshot) override {
    newest_->put(snapshot);
  }
  void health(const std::shared_ptr<const Health>& health) override { newest_->put(health); }

 private:
  std::shared_ptr<Newest> newest_ = std::make_shared<Newest>();
};

}  // namespace

SinkFactory read_sink(config::Section& section) {
  const std::string path = section.text("path", "/metrics");
  if (!path.starts_with('/')) section.problem("path", "expected a path that begins with /");
  return
      [path](const SinkContext& context) { return std::make_unique<MetricsSink>(context, path); };
}

}  // namespace holdwatch::metrics
