#include "sinks/metrics/metrics_sink.h"

#include <boost/asio/post.hpp>
#include <utility>

#include "sinks/metrics/page.h"
#include "sinks/metrics/process_stats.h"

namespace holdwatch::metrics {
namespace {

namespace asio = boost::asio;

/// The page of the newest values, made when it is asked for and once for each, however often that
/// is. Lives on the service thread.
class Page {
 public:
  explicit Page(const SinkContext& context)
      : http_(context.http), deliveries_(context.deliveries) {}

  void put(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const Health> health) {
    snapshot_ = std::move(snapshot);
    health_ = std::move(health);
    text_.clear();
    text_.shrink_to_fit();  // of many queues it is large
  }

  const std::string& text() {
    if (text_.empty()) {
      text_ = render_page(*snapshot_, *health_, read_process_stats(), deliveries_.figures(),
                          http_.refusals());
    }
    return text_;
  }

 private:
  const net::HttpServer& http_;
  const DeliveryStats& deliveries_;
  std::shared_ptr<const Snapshot> snapshot_ = std::make_shared<const Snapshot>();
  std::shared_ptr<const Health> health_ = std::make_shared<const Health>();
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
  MetricsSink(const SinkContext& context, const std::string& path)
      : service_(context.service), page_(std::make_shared<Page>(context)) {
    context.http.route(
        "GET", path, [page = page_](net::HttpRequest) { return answer(page->text()); },
        net::HttpRole::scrape);
  }

  void alert(const AlertChange&) override {}
  void snapshot(const std::shared_ptr<const Snapshot>& snapshot) override { snapshot_ = snapshot; }
  void health(const std::shared_ptr<const Health>& health) override {
    asio::post(service_, [page = page_, snapshot = std::move(snapshot_), health] {
      page->put(snapshot, health);
    });
  }

 private:
  asio::any_io_executor service_;
  std::shared_ptr<Page> page_;
  std::shared_ptr<const Snapshot> snapshot_ = std::make_shared<const Snapshot>();
};

}  // namespace

SinkFactory read_sink(config::Section& section) {
  const std::string path = section.text("path", "/metrics");
  if (!path.starts_with('/')) section.problem("path", "expected a path that begins with /");
  return
      [path](const SinkContext& context) { return std::make_unique<MetricsSink>(context, path); };
}

}  // namespace holdwatch::metrics
