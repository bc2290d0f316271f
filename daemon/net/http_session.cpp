// A connection alternates between waiting for a request (bounded by the idle and request time-outs)
// and owing an answer. Only while it waits may it be closed from outside, so an accepted request is
// always answered. Who asks, and for what, is judged by the header alone: of somebody who may not,
// no body is read.
#include "net/http_session.h"

#include <boost/asio/error.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/url/parse.hpp>
#include <cstring>
#include <sstream>
#include <utility>

#include "net/http_origin.h"

namespace holdwatch::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t kReadBytes = 16 * 1024;
constexpr std::uint32_t kHeaderBytes = 16 * 1024;
constexpr std::uint64_t kIdleBodyBytes = 64 * 1024;  // where no body is expected

/// Whose wrong attempts count together: an address, or for IPv6 its network, which one host fills.
std::string name_of(const asio::ip::tcp::socket& socket) {
  error_code failed;
  const asio::ip::address address = socket.remote_endpoint(failed).address();
  if (address.is_v4()) return address.to_string();
  const asio::ip::address_v6 v6 = address.to_v6();
  if (v6.is_v4_mapped()) return asio::ip::make_address_v4(asio::ip::v4_mapped, v6).to_string();
  asio::ip::address_v6::bytes_type network = v6.to_bytes();
  std::fill(network.begin() + 8, network.end(), 0);
  return asio::ip::address_v6(network).to_string();
}

/// All but the body.
std::optional<HttpRequest> to_request(const http::request<http::string_body>& message) {
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

HttpSession::HttpSession(asio::ip::tcp::socket socket, HttpHouse& house)
    : house_(house),
      peer_(name_of(socket)),
      stream_(std::move(socket), house.tls),
      waiting_since_(Clock::now()) {}

HttpSession::~HttpSession() {
  release();
}

void HttpSession::close() {
  closed_ = true;
  if (flow_) flow_->end();
  stream_.close();
}

void HttpSession::finish() {
  finishing_ = true;
  if (flow_) flow_->end();
  if (waiting_since_) close();
}

asio::awaitable<void> HttpSession::run() {
  bool more = co_await shake_hands();
  while (more) {
    // Not in the condition: g++ 12 evaluates `more && co_await ...` there without looking at more.
    const bool begun = co_await request_begins();
    if (!begun) break;
    more = co_await exchange();
    release();
  }
  co_await part();
}

asio::awaitable<bool> HttpSession::shake_hands() {
  stream_.expires_after(house_.limits.request_timeout);
  const error_code failed = co_await stream_.begin();
  if (failed) house_.guard.refused(HttpRefusal::handshake);
  co_return !failed;
}

/// Waits for the first byte of a request; a pipelined one may be there already.
asio::awaitable<bool> HttpSession::request_begins() {
  if (finishing_) co_return false;
  waiting_since_ = Clock::now();
  if (buffer_.size() > 0) co_return true;
  stream_.expires_after(house_.limits.idle_timeout);
  const error_code failed = co_await read_more();
  co_return !failed;
}

/// Reads and answers one request; whether another may follow.
asio::awaitable<bool> HttpSession::exchange() {
  const error_code no_header = co_await read_header();
  waiting_since_.reset();
  if (no_header) co_return co_await refuse(no_header);
  std::optional<HttpResponse> refusal = co_await objection();
  if (refusal) {
    auto writing = write(std::move(*refusal), false);
    co_return co_await std::move(writing);
  }
  const error_code no_body = co_await read_body();
  waiting_since_.reset();
  if (no_body) co_return co_await refuse(no_body);
  request_.body = std::move(parser_->get().body());
  auto answering = house_.routes.answer(std::move(request_));
  HttpResponse response = co_await std::move(answering);
  if (response.flow) {
    auto pouring = pour(std::move(response));
    co_await std::move(pouring);
    co_return false;
  }
  auto writing = write(std::move(response), parser_->get().keep_alive() && !finishing_);
  co_return co_await std::move(writing);
}

asio::awaitable<error_code> HttpSession::read_header() {
  parser_.emplace();
  parser_->header_limit(kHeaderBytes);
  parser_->body_limit(house_.limits.body_bytes);
  stream_.expires_after(house_.limits.request_timeout);
  co_return co_await parse(false);
}

/// Reads until the header is known, or the whole request.
asio::awaitable<error_code> HttpSession::parse(bool is_whole) {
  parser_->eager(is_whole);
  error_code failed;
  while (is_whole ? !parser_->is_done() : !parser_->is_header_done()) {
    failed = http::error::need_more;
    if (buffer_.size() > 0) buffer_.consume(parser_->put(buffer_.data(), failed));
    if (failed == http::error::need_more) failed = co_await read_more();
    if (failed == asio::error::eof) {
      failed = http::error::end_of_stream;
      if (parser_->got_some()) parser_->put_eof(failed);
    }
    if (failed) break;
  }
  co_return failed;
}

asio::awaitable<error_code> HttpSession::read_more() {
  error_code failed;
  const std::size_t read = co_await stream_.read_some(buffer_.prepare(kReadBytes), failed);
  buffer_.commit(read);
  co_return failed;
}

/// Judges the request by its header; nullopt: its body may come.
asio::awaitable<std::optional<HttpResponse>> HttpSession::objection() {
  std::optional<HttpRequest> request = to_request(parser_->get());
  if (!request) co_return problem(400, "Bad Request", "the request's target is not a path");
  request_ = std::move(*request);
  if (is_forged(request_)) {
    house_.guard.refused(HttpRefusal::cross_origin);
    co_return problem(403, "Forbidden", "this comes from a page of another origin");
  }
  const HttpRole needed =
      house_.routes.needed(request_.method, request_.path).value_or(HttpRole::everybody);
  auto judging =
      house_.guard.objection(needed, peer_, std::string(request_.header("Authorization")));
  std::optional<HttpResponse> refusal = co_await std::move(judging);
  if (refusal) co_return refusal;
  const std::uint64_t bytes =
      parser_->chunked() ? house_.limits.body_bytes : parser_->content_length().value_or(0);
  co_return reserve(bytes, needed != HttpRole::everybody);
}

std::optional<HttpResponse> HttpSession::reserve(std::uint64_t bytes, bool is_for_somebody) {
  if (!is_for_somebody && bytes > kIdleBodyBytes) {
    return problem(413, "Content Too Large", "no body is expected there");
  }
  if (house_.bodies_bytes + bytes > house_.limits.all_bodies_bytes) {
    house_.guard.refused(HttpRefusal::busy);
    return unavailable("too many bodies are being taken already");
  }
  house_.bodies_bytes += bytes;
  reserved_ = bytes;
  return std::nullopt;
}

void HttpSession::release() {
  house_.bodies_bytes -= reserved_;
  reserved_ = 0;
}

asio::awaitable<error_code> HttpSession::read_body() {
  waiting_since_ = Clock::now();
  stream_.expires_after(house_.limits.request_timeout);
  if (beast::iequals(parser_->get()[http::field::expect], "100-continue")) {
    const error_code failed = co_await stream_.write("HTTP/1.1 100 Continue\r\n\r\n");
    if (failed) co_return failed;
  }
  co_return co_await parse(true);
}

asio::awaitable<bool> HttpSession::refuse(error_code why) {
  std::optional<HttpResponse> response = refusal(why, house_.limits);
  if (!response) co_return false;
  auto writing = write(std::move(*response), false);
  co_return co_await std::move(writing);
}

/// Without `body_bytes` the body ends with the connection.
std::string HttpSession::head_of(const HttpResponse& response, bool keep_alive,
                                 std::optional<std::uint64_t> body_bytes) const {
  http::response<http::empty_body> message;
  message.version(parser_->get().version());
  message.result(response.status);
  message.set(http::field::content_type, response.content_type);
  for (const auto& [name, value] : response.headers) message.insert(name, value);
  message.keep_alive(keep_alive);
  if (body_bytes) message.content_length(*body_bytes);
  return (std::ostringstream() << message.base()).str();
}

asio::awaitable<bool> HttpSession::write(HttpResponse response, bool keep_alive) {
  const std::string head = head_of(response, keep_alive, response.body.size());
  if (parser_->get().method() == http::verb::head) response.body.clear();
  stream_.expires_after(house_.limits.request_timeout);
  const error_code failed = co_await stream_.write(head, response.body);
  co_return keep_alive && !failed;
}

asio::awaitable<void> HttpSession::pour(HttpResponse response) {
  const std::string head = head_of(response, false, std::nullopt);
  flow_ = std::move(response.flow);
  stream_.expires_after(house_.limits.request_timeout);
  error_code failed = co_await stream_.write(head);
  if (finishing_ || parser_->get().method() == http::verb::head) flow_->end();
  while (!failed) {
    const HttpFlow::Chunk chunk = co_await flow_->next();
    if (!chunk) break;
    stream_.expires_after(house_.limits.request_timeout);
    failed = co_await stream_.write(*chunk);
  }
  flow_->end();
}

asio::awaitable<void> HttpSession::part() {
  waiting_since_ = Clock::now();
  if (!finishing_) co_await stream_.part();
  stream_.close();
}

}  // namespace holdwatch::net
