#include "sinks/api/api_sink.h"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <exception>
#include <utility>

#include "sinks/alert_history.h"
#include "sinks/api/alert_request.h"
#include "sinks/api/alert_view.h"
#include "sinks/api/board.h"
#include "sinks/api/event_stream.h"
#include "sinks/api/openapi.h"
#include "wire/problem.h"

namespace holdwatch::api {

namespace {

namespace asio = boost::asio;

constexpr std::size_t kMostChanges = 1'000;

net::HttpResponse json_answer(std::string body) {
  net::HttpResponse response;
  response.content_type = "application/json";
  response.headers = {{"Cache-Control", "no-store"}};
  response.body = std::move(body) + "\n";
  return response;
}

/// Answers the requests. Lives on the service thread.
class Desk {
 public:
  Desk(asio::any_io_executor executor, AlertHistory* history)
      : history_(history), stream_(std::move(executor), board_, history) {}

  void put(std::shared_ptr<const Snapshot> snapshot, std::shared_ptr<const Health> health) {
    board_.put(std::move(snapshot), std::move(health));
    stream_.update();
  }
  void tell(const AlertChange& change) { stream_.tell(change); }
  void close() { stream_.close(); }

  net::HttpResponse state(Topic topic) { return json_answer(board_.answer(topic)); }

  net::HttpResponse incidents(const std::string& query) {
    if (query.empty() || query == "status=open") return state(Topic::incidents);
    if (query != "status=all") {
      return net::problem(
          400, "Bad Request",
          fmt::format("query: found {}, expected status=open or status=all", wire::excerpt(query)));
    }
    const Snapshot& snapshot = board_.snapshot();
    return json_answer(with_time(snapshot.time, api::incidents(snapshot, true)));
  }

  asio::awaitable<net::HttpResponse> alerts(std::string query) {
    const auto request = read_alert_request(query);
    if (!request) co_return net::problem(400, "Bad Request", request.error());
    AlertPage page;
    if (request->all && history_ != nullptr) {
      auto asking = history_->alerts(request->query);
      page = co_await std::move(asking);
    } else {
      page = page_of(board_.snapshot(), *request);
    }
    co_return json_answer(with_time(board_.snapshot().time, write_page(page)));
  }

  /// An alert that is in memory is told whatever becomes of the disk, if without its history.
  asio::awaitable<net::HttpResponse> alert(std::string id) {
    std::vector<std::string> told;
    std::string trouble;
    if (history_ != nullptr && number_of(id)) {
      try {
        auto asking = history_->changes_of(id, kMostChanges);
        told = co_await std::move(asking);
      } catch (const HistoryUnavailable& error) {
        trouble = error.what();
      }
    }
    const AlertChange* kept = find_alert(board_.snapshot(), id);
    if (kept == nullptr && !trouble.empty()) co_return net::unavailable(trouble);
    if (kept == nullptr && told.empty()) {
      co_return net::problem(404, "Not Found",
                             fmt::format("no alert {} is kept", wire::excerpt(id)));
    }
    std::string members = write_detail(board_.snapshot(), id, kept, std::move(told));
    co_return json_answer(with_time(board_.snapshot().time, members));
  }

  asio::awaitable<net::HttpResponse> stream(net::HttpRequest request) {
    return stream_.connect(std::move(request));
  }

  using Answering = asio::awaitable<net::HttpResponse> (*)(Desk&, net::HttpRequest);

  asio::awaitable<net::HttpResponse> answer(net::HttpRequest request, Answering answering) {
    if (board_.empty()) co_return net::unavailable("the daemon is about to begin");
    std::string why;
    try {
      auto answer = answering(*this, std::move(request));
      co_return co_await std::move(answer);
    } catch (const HistoryUnavailable& error) {
      why = error.what();
    }
    co_return net::unavailable(why);
  }

 private:
  Board board_;
  AlertHistory* history_;
  EventStream stream_;
};

template <Topic kTopic>
asio::awaitable<net::HttpResponse> tell_state(Desk& desk, net::HttpRequest) {
  co_return desk.state(kTopic);
}
asio::awaitable<net::HttpResponse> tell_incidents(Desk& desk, net::HttpRequest request) {
  co_return desk.incidents(request.query);
}
asio::awaitable<net::HttpResponse> tell_alerts(Desk& desk, net::HttpRequest request) {
  return desk.alerts(std::move(request.query));
}
asio::awaitable<net::HttpResponse> tell_alert(Desk& desk, net::HttpRequest request) {
  return desk.alert(std::move(request.segment));
}
asio::awaitable<net::HttpResponse> tell_changes(Desk& desk, net::HttpRequest request) {
  return desk.stream(std::move(request));
}
asio::awaitable<net::HttpResponse> tell_document(Desk&, net::HttpRequest) {
  co_return json_answer(std::string(kOpenApi));
}

struct Path {
  std::string_view path;
  Desk::Answering answering;
};

constexpr Path kPaths[] = {{"/api/v1/queues", &tell_state<Topic::queues>},
                           {"/api/v1/surges", &tell_state<Topic::surges>},
                           {"/api/v1/feeds", &tell_state<Topic::feeds>},
                           {"/api/v1/departments", &tell_state<Topic::departments>},
                           {"/api/v1/abandoned", &tell_state<Topic::abandoned>},
                           {"/api/v1/incidents", &tell_incidents},
                           {"/api/v1/alerts", &tell_alerts},
                           {"/api/v1/alerts/*", &tell_alert},
                           {"/api/v1/stream", &tell_changes},
                           {"/api/v1/openapi.json", &tell_document}};

asio::awaitable<net::HttpResponse> answer(std::shared_ptr<Desk> desk, net::HttpRequest request,
                                          Desk::Answering answering) {
  auto answering_it = desk->answer(std::move(request), answering);
  co_return co_await std::move(answering_it);
}

class ApiSink : public Sink {
 public:
  explicit ApiSink(const SinkContext& context)
      : service_(context.service), desk_(std::make_shared<Desk>(service_, context.history)) {
    for (const auto& [path, answering] : kPaths) {
      context.http.route(
          "GET", path,
          [desk = desk_, answering = answering](net::HttpRequest request) {
            return answer(desk, std::move(request), answering);
          },
          net::HttpRole::scrape);
    }
  }

  void alert(const AlertChange& change) override {
    asio::post(service_, [desk = desk_, change] { desk->tell(change); });
  }
  void snapshot(const std::shared_ptr<const Snapshot>& snapshot) override { snapshot_ = snapshot; }
  void health(const std::shared_ptr<const Health>& health) override {
    asio::post(service_, [desk = desk_, snapshot = std::move(snapshot_), health] {
      desk->put(snapshot, health);
    });
  }
  void close() override {
    asio::post(service_, [desk = desk_] { desk->close(); });
  }

 private:
  asio::any_io_executor service_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<Desk> desk_;
};

}  // namespace

SinkFactory read_sink(config::Section&) {
  return [](const SinkContext& context) { return std::make_unique<ApiSink>(context); };
}

}  // namespace holdwatch::api
