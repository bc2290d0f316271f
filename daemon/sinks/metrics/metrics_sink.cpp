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

asio::awaitable<net::HttpResponse> answer(std::shared_ptr<const Newest> newest,
                                          const DeliveryStats& deliveries) {
  const auto [snapshot, health] = newest->take();
  net::HttpResponse response;
  response.content_type = kContentType;
  response.body = render_page(*snapshot, *health, read_process_stats(), deliveries.figures());
  co_return response;
}

class MetricsSink : public Sink {
 public:
  MetricsSink(const SinkContext& context, const std::string& path) {
    context.http.route("GET", path,
                       [newest = newest_, &deliveries = context.deliveries](net::HttpRequest) {
                         return answer(newest, deliveries);
                       });
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
