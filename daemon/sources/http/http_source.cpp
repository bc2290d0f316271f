#include "sources/http/http_source.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/string.hpp>
#include <memory>
#include <utility>

#include "sources/http/reception.h"
#include "wire/json_decoder.h"

namespace holdwatch::http {
namespace {

namespace asio = boost::asio;

constexpr std::string_view kPaths[] = {"/api/v1/events", "/api/v1/incidents"};
constexpr std::string_view kContentTypes[] = {"application/json", "application/x-ndjson",
                                              "application/jsonl"};

bool is_json(const net::HttpRequest& request) {
  std::string_view type = request.header("Content-Type");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return std::any_of(std::begin(kContentTypes), std::end(kContentTypes),
                     [type](std::string_view known) { return boost::beast::iequals(type, known); });
}

/// The side of the source that lives on the event thread. Routes outlive the source, so they share
/// it; it takes input only while the source runs.
class Desk {
 public:
  void open(Intake& intake) { intake_ = &intake; }
  void close() { intake_ = nullptr; }

  asio::awaitable<net::HttpResponse> take(net::HttpRequest request) {
    if (intake_ == nullptr) {
      net::HttpResponse response = net::problem(
          503, "Service Unavailable", "the daemon still reads its history, or is about to end");
      response.headers.emplace_back("Retry-After", "1");
      co_return response;
    }
    Reception reception(*intake_, request.path);
    decoder_.decode_message(request.body, reception);
    co_return reception.answer();
  }

 private:
  Intake* intake_ = nullptr;
  wire::JsonDecoder decoder_;
};

/// On the service thread; only the taking is done on the event thread.
asio::awaitable<net::HttpResponse> receive(std::shared_ptr<Desk> desk, asio::any_io_executor events,
                                           net::HttpRequest request) {
  if (!is_json(request)) {
    co_return net::problem(415, "Unsupported Media Type",
                           "expected Content-Type application/json or application/x-ndjson");
  }
  if (request.body.empty()) {
    co_return net::problem(400, "Bad Request", "expected JSON, found an empty body");
  }
  auto taking = desk->take(std::move(request));
  auto hop = asio::co_spawn(events, std::move(taking), asio::use_awaitable);
  co_return co_await std::move(hop);
}

class HttpSource : public Source {
 public:
  explicit HttpSource(const SourceContext& context)
      : events_(context.events), intake_(context.intake) {
    for (const std::string_view path : kPaths) {
      context.http.route("POST", path, [desk = desk_, events = events_](net::HttpRequest request) {
        return receive(desk, events, std::move(request));
      });
    }
  }

  ~HttpSource() override { desk_->close(); }

  asio::awaitable<void> run() override {
    desk_->open(intake_);
    intake_.up(true);
    asio::steady_timer never(events_, asio::steady_timer::time_point::max());
    co_await never.async_wait(asio::use_awaitable);
  }

 private:
  asio::any_io_executor events_;
  Intake& intake_;
  std::shared_ptr<Desk> desk_ = std::make_shared<Desk>();
};

}  // namespace

SourceFactory read_source(config::Section&) {
  return [](const SourceContext& context) { return std::make_unique<HttpSource>(context); };
}

}  // namespace holdwatch::http
