#include "sources/http/http_source.h"

#include <algorithm>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/string.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "sources/http/known_ids.h"
#include "sources/http/reception.h"
#include "sources/http/remarks.h"
#include "wire/json_decoder.h"

namespace holdwatch::http {
namespace {

namespace asio = boost::asio;

constexpr std::string_view kContentTypes[] = {"application/json", "application/x-ndjson",
                                              "application/jsonl", "application/cloudevents+json",
                                              "application/cloudevents-batch+json"};

bool is_json(const net::HttpRequest& request) {
  std::string_view type = request.header("Content-Type");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return std::any_of(std::begin(kContentTypes), std::end(kContentTypes),
                     [type](std::string_view known) { return boost::beast::iequals(type, known); });
}

/// What every request needs, whatever it holds; nullopt when it may be taken. One that says all in
/// its path needs no body.
std::optional<net::HttpResponse> objection(const net::HttpRequest& request, bool needs_body) {
  if (request.body.empty() && !needs_body) return std::nullopt;
  if (!is_json(request)) {
    return net::problem(415, "Unsupported Media Type",
                        "expected Content-Type application/json, application/x-ndjson, "
                        "application/cloudevents+json or application/cloudevents-batch+json");
  }
  if (request.body.empty()) {
    return net::problem(400, "Bad Request", "expected JSON, found an empty body");
  }
  return std::nullopt;
}

/// Whether all that was handed over so far is on disk: waits until that is known.
asio::awaitable<bool> is_durable(Intake& intake) {
  const auto ask = [&intake](auto handler) {
    auto shared = std::make_shared<decltype(handler)>(std::move(handler));
    intake.when_durable([shared](bool lasts) {
      asio::post(asio::get_associated_executor(*shared),
                 [shared, lasts] { std::move (*shared)(lasts); });
    });
  };
  return asio::async_initiate<const asio::use_awaitable_t<>, void(bool)>(ask, asio::use_awaitable);
}

/// The side of the source that lives on the event thread. Routes outlive the source, so they share
/// it; it takes input only while the source runs.
class Desk {
 public:
  void open(Intake& intake) { intake_ = &intake; }
  void close() { intake_ = nullptr; }

  using Taking = net::HttpResponse (Desk::*)(const net::HttpRequest&);

  asio::awaitable<net::HttpResponse> take(net::HttpRequest request, Taking taking, bool must_last) {
    if (intake_ == nullptr) {
      co_return net::unavailable("the daemon still reads its history, or is about to end");
    }
    net::HttpResponse answer = (this->*taking)(request);
    auto lasting = is_durable(*intake_);
    const bool lasts = co_await std::move(lasting);
    if (lasts || !must_last || answer.status >= 300) co_return answer;
    co_return net::unavailable(
        "it is in effect, but the journal can't be written now: what was sent may "
        "be lost with the daemon. Send it again, it counts once");
  }

  net::HttpResponse inputs(const net::HttpRequest& request) {
    Reception reception(*intake_, known_, request.path);
    const std::string_view id = request.header("ce-id");
    if (!id.empty()) reception.identified(request.header("ce-source"), id);
    decoder_.decode_message(request.body, reception);
    return reception.answer();
  }
  net::HttpResponse verdict(const net::HttpRequest& request) {
    return take_verdict(*intake_, request);
  }
  net::HttpResponse acknowledgement(const net::HttpRequest& request) {
    return take_acknowledgement(*intake_, request);
  }

 private:
  Intake* intake_ = nullptr;
  KnownIds known_;
  wire::JsonDecoder decoder_;
};

struct Path {
  std::string_view path;
  net::HttpRole role;
  Desk::Taking taking;
  bool must_last =
      true;  ///< is acknowledged only once it is on disk, even when no disk will have it
  bool needs_body = true;
};

constexpr Path kPaths[] = {{"/api/v1/events", net::HttpRole::ingest, &Desk::inputs, false},
                           {"/api/v1/incidents", net::HttpRole::ingest, &Desk::inputs},
                           {"/api/v1/alerts/*/verdict", net::HttpRole::operate, &Desk::verdict},
                           {"/api/v1/alerts/*/acknowledgement", net::HttpRole::operate,
                            &Desk::acknowledgement, true, false}};

/// Counts what waits, while it waits.
class Waiting {
 public:
  Waiting(std::size_t& total, std::size_t bytes) : total_(total), bytes_(bytes) {
    total_ += bytes_;
  }
  ~Waiting() { total_ -= bytes_; }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

 private:
  std::size_t& total_;
  std::size_t bytes_;
};

/// The side that lives on the service thread. Only the taking is done on the event thread.
class Door {
 public:
  Door(asio::any_io_executor events, std::shared_ptr<Desk> desk, std::size_t max_waiting_bytes)
      : events_(std::move(events)), desk_(std::move(desk)), max_waiting_bytes_(max_waiting_bytes) {}

  asio::awaitable<net::HttpResponse> receive(net::HttpRequest request, const Path& path) {
    if (auto refusal = objection(request, path.needs_body)) co_return *std::move(refusal);
    const std::size_t bytes = request.body.size();
    if (waiting_bytes_ > 0 && waiting_bytes_ + bytes > max_waiting_bytes_) {
      co_return net::too_many("too much waits to be taken already");
    }
    const Waiting waiting(waiting_bytes_, bytes);
    auto taking = desk_->take(std::move(request), path.taking, path.must_last);
    auto hop = asio::co_spawn(events_, std::move(taking), asio::use_awaitable);
    co_return co_await std::move(hop);
  }

 private:
  asio::any_io_executor events_;
  std::shared_ptr<Desk> desk_;
  std::size_t max_waiting_bytes_;
  std::size_t waiting_bytes_ = 0;
};

asio::awaitable<net::HttpResponse> receive(std::shared_ptr<Door> door, net::HttpRequest request,
                                           const Path& path) {
  auto receiving = door->receive(std::move(request), path);
  co_return co_await std::move(receiving);
}

class HttpSource : public Source {
 public:
  HttpSource(const SourceContext& context, HttpSettings settings)
      : events_(context.events),
        intake_(context.intake),
        door_(std::make_shared<Door>(events_, desk_, settings.max_waiting_bytes)) {
    for (const Path& path : kPaths) {
      context.http.route(
          "POST", path.path,
          [door = door_, &path](net::HttpRequest request) {
            return receive(door, std::move(request), path);
          },
          path.role);
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
  std::shared_ptr<Door> door_;
};

}  // namespace

std::unique_ptr<Source> make_source(const SourceContext& context, HttpSettings settings) {
  return std::make_unique<HttpSource>(context, std::move(settings));
}

SourceFactory read_source(config::Section& section) {
  if (section.has("token_file")) {
    section.optional_text("token_file");
    section.problem("token_file", "has moved: http: {tokens: [{role: ingest, file: FILE}]}");
  }
  return [](const SourceContext& context) { return make_source(context, {}); };
}

}  // namespace holdwatch::http
