// A connection alternates between waiting for a request (bounded by the idle and request time-outs)
// and owing an answer. Only while it waits may it be closed from outside, so an accepted request is
// always answered. It parts by shutting its own side first and reading on for a moment: closing
// with unread bytes would reset the connection and take the last answer with it.
#include "net/http_session.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/url/parse.hpp>
#include <utility>

namespace holdwatch::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;
using std::chrono::seconds;

constexpr std::size_t kReadBytes = 16 * 1024;
constexpr std::uint32_t kHeaderBytes = 16 * 1024;
constexpr seconds kParting{1};

std::optional<HttpRequest> to_request(http::request<http::string_body> message) {
  const auto target = boost::urls::parse_origin_form(
      boost::core::string_view(message.target().data(), message.target().size()));
  if (!target) return std::nullopt;
  HttpRequest request;
  request.method = std::string(message.method_string());
  request.path = target->path();
  request.query = std::string(target->encoded_query());
  for (const auto& field : message) {
    request.headers.emplace_back(field.name_string(), field.value());
  }
  request.body = std::move(message.body());
  return request;
}

/// The answer to a request that could not be read; nullopt when nobody is there to hear it.
std::optional<HttpResponse> refusal(error_code why, const HttpLimits& limits) {
  if (why == http::error::end_of_stream) return std::nullopt;
  if (why == http::error::body_limit) {
    return problem(413, "Content Too Large",
                   "the body is over the limit of " + std::to_string(limits.body_bytes) + " bytes");
  }
  if (why == http::error::header_limit) {
    return problem(431, "Request Header Fields Too Large",
                   "the header is over the limit of " + std::to_string(kHeaderBytes) + " bytes");
  }
  if (why.category() == error_code(http::error::bad_target).category()) {
    return problem(400, "Bad Request", why.message());
  }
  return std::nullopt;
}

}  // namespace

HttpSession::HttpSession(asio::ip::tcp::socket socket, const HttpRoutes& routes,
                         const HttpLimits& limits)
    : stream_(std::move(socket)), routes_(routes), limits_(limits), waiting_since_(Clock::now()) {
  error_code ignored;
  stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
}

void HttpSession::close() {
  closed_ = true;
  stream_.close();
}

void HttpSession::finish() {
  finishing_ = true;
  if (waiting_since_) close();
}

asio::awaitable<void> HttpSession::run() {
  for (bool more = true; more;) {
    // Not in the condition: g++ 12 evaluates `more && co_await ...` there without looking at more.
    const bool begun = co_await request_begins();
    if (!begun) break;
    const error_code failed = co_await read_request();
    waiting_since_.reset();
    if (failed) {
      co_await refuse(failed);
      break;
    }
    auto serving = serve(parser_->release());
    more = co_await std::move(serving);
  }
  co_await part();
}

/// Waits for the first byte of a request; a pipelined one may be there already.
asio::awaitable<bool> HttpSession::request_begins() {
  if (finishing_) co_return false;
  waiting_since_ = Clock::now();
  if (buffer_.size() > 0) co_return true;
  stream_.expires_after(limits_.idle_timeout);
  error_code failed;
  const std::size_t read = co_await stream_.async_read_some(
      buffer_.prepare(kReadBytes), asio::redirect_error(asio::use_awaitable, failed));
  buffer_.commit(read);
  co_return !failed;
}

asio::awaitable<error_code> HttpSession::read_request() {
  parser_.emplace();
  parser_->header_limit(kHeaderBytes);
  parser_->body_limit(limits_.body_bytes);
  stream_.expires_after(limits_.request_timeout);
  error_code failed;
  co_await http::async_read_header(stream_, buffer_, *parser_,
                                   asio::redirect_error(asio::use_awaitable, failed));
  if (failed) co_return failed;
  if (beast::iequals(parser_->get()[http::field::expect], "100-continue")) {
    http::response<http::empty_body> go_on(http::status::continue_, parser_->get().version());
    co_await http::async_write(stream_, go_on, asio::redirect_error(asio::use_awaitable, failed));
    if (failed) co_return failed;
  }
  co_await http::async_read(stream_, buffer_, *parser_,
                            asio::redirect_error(asio::use_awaitable, failed));
  co_return failed;
}

/// Answers one request; whether another may follow.
asio::awaitable<bool> HttpSession::serve(Request message) {
  const unsigned version = message.version();
  const bool keep_alive = message.keep_alive();
  const bool only_head = message.method() == http::verb::head;
  HttpResponse response;
  if (std::optional<HttpRequest> request = to_request(std::move(message))) {
    auto answering = routes_.answer(std::move(*request));
    response = co_await std::move(answering);
  } else {
    response = problem(400, "Bad Request", "the request's target is not a path");
  }
  auto writing = write(std::move(response), version, keep_alive && !finishing_, only_head);
  co_return co_await std::move(writing);
}

asio::awaitable<void> HttpSession::refuse(error_code why) {
  std::optional<HttpResponse> response = refusal(why, limits_);
  if (!response) co_return;
  const bool only_head = parser_->get().method() == http::verb::head;
  auto writing = write(std::move(*response), 11, false, only_head);
  co_await std::move(writing);
}

asio::awaitable<bool> HttpSession::write(HttpResponse response, unsigned version, bool keep_alive,
                                         bool only_head) {
  http::response<Body> message;
  message.version(version);
  message.result(response.status);
  message.set(http::field::content_type, response.content_type);
  for (const auto& [name, value] : response.headers) message.insert(name, value);
  message.keep_alive(keep_alive);
  message.content_length(response.body.size());
  if (!only_head) message.body() = std::move(response.body);
  stream_.expires_after(limits_.request_timeout);
  error_code failed;
  co_await http::async_write(stream_, message, asio::redirect_error(asio::use_awaitable, failed));
  co_return keep_alive && !failed;
}

asio::awaitable<void> HttpSession::part() {
  waiting_since_ = Clock::now();
  error_code failed;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, failed);
  stream_.expires_after(kParting);
  while (!failed && !finishing_ && Clock::now() < *waiting_since_ + kParting) {
    buffer_.clear();
    co_await stream_.async_read_some(buffer_.prepare(kReadBytes),
                                     asio::redirect_error(asio::use_awaitable, failed));
  }
  stream_.close();
}

}  // namespace holdwatch::net
