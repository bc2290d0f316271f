#include "net/http_client.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <optional>
#include <stdexcept>

#include "net/within.h"

namespace holdwatch::net {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostIdle = 4;
// Longer, and something on the way may have forgotten the connection without telling us.
constexpr std::chrono::seconds kMostIdleTime{30};
constexpr std::uint32_t kAnswerHeaderBytes = 64 * 1024;

/// On the heap, and the parser in it: a coroutine's frame should be small.
struct Connection {
  explicit Connection(const asio::any_io_executor& executor) : socket(executor) {}

  /// Whether nothing has come since the last answer: neither the end nor what nobody asked for.
  bool is_quiet() {
    error_code nothing_there;
    char byte = 0;
    socket.non_blocking(true, nothing_there);
    socket.receive(asio::buffer(&byte, 1), tcp::socket::message_peek, nothing_there);
    return nothing_there == asio::error::would_block;
  }

  tcp::socket socket;
  std::optional<TlsOverSocket> tls;
  beast::flat_buffer buffer;
  std::optional<http::response_parser<http::string_body>> parser;
  Clock::time_point last_used;
};

using Message = http::request<http::string_body>;

/// An answer may come before all has been sent, and explain why the rest isn't wanted.
template <class Stream>
asio::awaitable<error_code> converse(Stream& stream, Connection& connection, Message& message) {
  error_code unsent;
  co_await http::async_write(stream, message, asio::redirect_error(asio::use_awaitable, unsent));
  error_code unread;
  co_await http::async_read(stream, connection.buffer, *connection.parser,
                            asio::redirect_error(asio::use_awaitable, unread));
  co_return unread&& unsent ? unsent : unread;
}

/// Sends all of the message and reads the head of the answer.
template <class Stream>
asio::awaitable<void> begin(Stream& stream, Connection& connection, Message message) {
  co_await http::async_write(stream, message, asio::use_awaitable);
  co_await http::async_read_header(stream, connection.buffer, *connection.parser,
                                   asio::use_awaitable);
}

/// Reads some more of the answer's body.
asio::awaitable<void> go_on(Connection& connection) {
  if (connection.tls) {
    co_await http::async_read_some(*connection.tls, connection.buffer, *connection.parser,
                                   asio::use_awaitable);
  } else {
    co_await http::async_read_some(connection.socket, connection.buffer, *connection.parser,
                                   asio::use_awaitable);
  }
}

HttpAnswer to_answer(http::response<http::string_body> message) {
  HttpAnswer answer;
  answer.status = message.result_int();
  for (const auto& field : message) {
    answer.headers.emplace_back(field.name_string(), field.value());
  }
  answer.body = std::move(message.body());
  return answer;
}

}  // namespace

std::string_view HttpAnswer::header(std::string_view name) const {
  const auto found = std::find_if(headers.begin(), headers.end(), [name](const auto& header) {
    return beast::iequals(header.first, name);
  });
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

struct HttpClient::Impl {
  Impl(asio::any_io_executor on, HttpUrl whom, HttpClientSettings with)
      : executor(std::move(on)), peer(std::move(whom)), settings(std::move(with)) {
    if (peer.is_tls) tls.emplace(make_client_context(settings.tls));
  }

  asio::awaitable<void> exchange(HttpCall call, HttpAnswer& answer);
  asio::awaitable<void> listen(HttpCall call, const TakePiece& take, HttpAnswer& answer);
  asio::awaitable<std::unique_ptr<Connection>> connect();
  asio::awaitable<void> reach(Connection& connection);
  std::unique_ptr<Connection> take_idle();
  void give_back(std::unique_ptr<Connection> connection);
  Message to_message(HttpCall call) const;
  std::string told(error_code error) const;

  asio::any_io_executor executor;
  HttpUrl peer;
  HttpClientSettings settings;
  std::optional<asio::ssl::context> tls;
  std::vector<std::unique_ptr<Connection>> idle;  // the one used last at the back
};

std::string HttpClient::Impl::told(error_code error) const {
  if (error == http::error::body_limit) {
    return fmt::format("{}: the answer is over the limit of {} bytes", peer.origin(),
                       settings.answer_bytes);
  }
  const bool is_end = error == asio::error::eof || error == http::error::end_of_stream ||
                      error == asio::ssl::error::stream_truncated;
  return fmt::format("{}: {}", peer.origin(), is_end ? "the peer has closed" : error.message());
}

std::unique_ptr<Connection> HttpClient::Impl::take_idle() {
  const auto oldest = Clock::now() - kMostIdleTime;
  while (!idle.empty()) {
    std::unique_ptr<Connection> connection = std::move(idle.back());
    idle.pop_back();
    if (connection->last_used >= oldest && connection->is_quiet()) return connection;
  }
  return nullptr;
}

void HttpClient::Impl::give_back(std::unique_ptr<Connection> connection) {
  if (idle.size() == kMostIdle) idle.erase(idle.begin());
  connection->last_used = Clock::now();
  idle.push_back(std::move(connection));
}

asio::awaitable<void> HttpClient::Impl::reach(Connection& connection) {
  tcp::resolver resolver(executor);
  const auto addresses =
      co_await resolver.async_resolve(peer.peer.host, peer.peer.port, asio::use_awaitable);
  co_await asio::async_connect(connection.socket, addresses, asio::use_awaitable);
  connection.socket.set_option(tcp::no_delay(true));
  if (!tls) co_return;
  connection.tls.emplace(connection.socket, *tls);
  expect_peer(*connection.tls, settings.tls, peer.peer.host);
  co_await connection.tls->async_handshake(asio::ssl::stream_base::client, asio::use_awaitable);
}

asio::awaitable<std::unique_ptr<Connection>> HttpClient::Impl::connect() {
  auto connection = std::make_unique<Connection>(executor);
  std::string complaint = fmt::format("{}: no connection within {} ms", peer.origin(),
                                      settings.connect_timeout.count());
  co_await within(settings.connect_timeout, reach(*connection), std::move(complaint));
  co_return connection;
}

Message HttpClient::Impl::to_message(HttpCall call) const {
  Message message;
  message.method_string(call.method);
  message.target(call.target);
  message.version(11);
  message.set(http::field::host, peer.authority());
  message.set(http::field::user_agent, "holdwatch");
  for (const auto& [name, value] : call.headers) message.set(name, value);
  message.body() = std::move(call.body);
  message.prepare_payload();
  return message;
}

asio::awaitable<void> HttpClient::Impl::exchange(HttpCall call, HttpAnswer& answer) {
  std::unique_ptr<Connection> connection = take_idle();
  if (!connection) connection = co_await connect();
  connection->parser.emplace();
  connection->parser->header_limit(kAnswerHeaderBytes);
  connection->parser->body_limit(settings.answer_bytes);
  Message message = to_message(std::move(call));
  const error_code failed = connection->tls
                                ? co_await converse(*connection->tls, *connection, message)
                                : co_await converse(connection->socket, *connection, message);
  if (failed) throw boost::system::system_error(failed);
  const bool is_kept = connection->parser->keep_alive() && connection->buffer.size() == 0;
  answer = to_answer(connection->parser->release());
  if (is_kept) give_back(std::move(connection));
}

asio::awaitable<void> HttpClient::Impl::listen(HttpCall call, const TakePiece& take,
                                               HttpAnswer& answer) {
  std::unique_ptr<Connection> connection = co_await connect();
  auto& parser = connection->parser.emplace();
  parser.header_limit(kAnswerHeaderBytes);
  parser.body_limit(boost::none);  // pieces are handed over, none is kept
  std::string complaint =
      fmt::format("{}: silent for {} ms", peer.origin(), settings.timeout.count());
  Message message = to_message(std::move(call));
  auto beginning = connection->tls ? begin(*connection->tls, *connection, std::move(message))
                                   : begin(connection->socket, *connection, std::move(message));
  co_await within(settings.timeout, std::move(beginning), complaint);
  if (parser.get().result() != http::status::ok) parser.body_limit(settings.answer_bytes);
  for (;;) {
    if (parser.get().result() == http::status::ok) {
      std::string& body = parser.get().body();
      if (!body.empty()) take(body);
      body.clear();
    }
    if (parser.is_done()) break;
    co_await within(settings.timeout, go_on(*connection), complaint);
  }
  answer = to_answer(parser.release());
}

HttpClient::HttpClient(asio::any_io_executor executor, HttpUrl peer, HttpClientSettings settings)
    : impl_(std::make_unique<Impl>(std::move(executor), std::move(peer), std::move(settings))) {}
HttpClient::~HttpClient() = default;

asio::awaitable<HttpAnswer> HttpClient::ask(HttpCall call) {
  HttpAnswer answer;
  std::string complaint = fmt::format("{}: no answer within {} ms", impl_->peer.origin(),
                                      impl_->settings.timeout.count());
  auto exchange = impl_->exchange(std::move(call), answer);
  try {
    co_await within(impl_->settings.timeout, std::move(exchange), std::move(complaint));
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error(impl_->told(error.code()));
  }
  co_return answer;
}

asio::awaitable<HttpAnswer> HttpClient::listen(HttpCall call, TakePiece take) {
  HttpAnswer answer;
  try {
    co_await impl_->listen(std::move(call), take, answer);
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error(impl_->told(error.code()));
  }
  co_return answer;
}

HttpAnswer ask_and_wait(const HttpUrl& peer, const HttpClientSettings& settings, HttpCall call) {
  asio::io_context io(1);
  HttpClient client(io.get_executor(), peer, settings);
  auto answer = asio::co_spawn(io, client.ask(std::move(call)), asio::use_future);
  io.run();
  return answer.get();
}

std::string basic_authorization(std::string_view username, std::string_view password) {
  const std::string both = fmt::format("{}:{}", username, password);
  std::string encoded(4 * (both.size() + 2) / 3 + 1, '\0');  // EVP_EncodeBlock ends with a zero
  encoded.resize(static_cast<std::size_t>(EVP_EncodeBlock(
      reinterpret_cast<unsigned char*>(encoded.data()),
      reinterpret_cast<const unsigned char*>(both.data()), static_cast<int>(both.size()))));
  return "Basic " + encoded;
}

}  // namespace holdwatch::net
