#include "net/http_server.h"

#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <exception>
#include <list>
#include <stdexcept>

#include "net/host_port.h"
#include "net/http_session.h"

namespace holdwatch::net {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::milliseconds kPauseAfterFailure{100};
constexpr std::chrono::seconds kLastAnswers{2};

constexpr std::string_view kBusy =
    "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\n"
    "Content-Length: 0\r\n\r\n";

tcp::endpoint resolve(asio::any_io_executor executor, const HostPort& where) {
  tcp::resolver resolver(executor);
  return *resolver.resolve(where.host, where.port, tcp::resolver::numeric_service).begin();
}

void report(std::exception_ptr failure) try {
  if (failure) std::rethrow_exception(failure);
} catch (const std::exception& error) {
  spdlog::error("http connection error=\"{}\"", error.what());
}

}  // namespace

struct HttpServer::Impl {
  Impl(asio::any_io_executor on, HttpLimits with)
      : executor(std::move(on)), house{.limits = with}, acceptor(executor), all_gone(executor) {}

  void bind(std::string_view address);
  asio::awaitable<void> accept();
  asio::awaitable<void> drain();
  void admit(tcp::socket socket);
  bool make_room();

  asio::any_io_executor executor;
  HttpHouse house;
  tcp::acceptor acceptor;
  std::list<HttpSession> sessions;
  asio::steady_timer all_gone;
};

void HttpServer::Impl::bind(std::string_view address) {
  const std::optional<HostPort> where = split_host_port(address);
  if (!where) {
    throw std::runtime_error("can't listen on \"" + std::string(address) +
                             "\": expected HOST:PORT, e.g. 127.0.0.1:9478 or [::1]:9478");
  }
  try {
    const tcp::endpoint endpoint = resolve(executor, *where);
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    acceptor.bind(endpoint);
    acceptor.listen();
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error("can't listen on " + std::string(address) + ": " +
                             error.code().message());
  }
}

asio::awaitable<void> HttpServer::Impl::accept() {
  co_await asio::this_coro::throw_if_cancelled(false);
  const asio::cancellation_state cancelled = co_await asio::this_coro::cancellation_state;
  asio::steady_timer pause(executor);
  while (cancelled.cancelled() == asio::cancellation_type::none) {
    error_code failed;
    tcp::socket socket =
        co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, failed));
    if (!failed) {
      admit(std::move(socket));
    } else if (failed != asio::error::operation_aborted) {
      // Out of descriptors, most likely: trying again at once would only burn the processor.
      spdlog::warn("http accept error=\"{}\"", failed.message());
      pause.expires_after(kPauseAfterFailure);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, failed));
    }
  }
}

void HttpServer::Impl::admit(tcp::socket socket) {
  if (!make_room()) {
    error_code ignored;
    socket.non_blocking(true, ignored);
    asio::write(socket, asio::buffer(kBusy), ignored);
    return;
  }
  const auto session = sessions.emplace(sessions.end(), std::move(socket), house);
  asio::co_spawn(executor, session->run(), [this, session](std::exception_ptr failure) {
    sessions.erase(session);
    if (sessions.empty()) all_gone.cancel();
    report(failure);
  });
}

/// When the house is full, the guest who has kept us waiting longest makes room, so that idle and
/// dawdling peers never keep a prompt one out. False when every connection is owed an answer.
bool HttpServer::Impl::make_room() {
  std::size_t open = 0;
  HttpSession* longest = nullptr;
  for (HttpSession& session : sessions) {
    if (session.closed()) continue;
    ++open;
    const auto since = session.waiting_since();
    if (since && (longest == nullptr || *since < *longest->waiting_since())) longest = &session;
  }
  if (open < house.limits.connections) return true;
  if (longest == nullptr) return false;
  longest->close();
  return true;
}

/// Lets the answers that are owed go out, for a bounded time.
asio::awaitable<void> HttpServer::Impl::drain() {
  error_code ignored;
  acceptor.close(ignored);
  for (HttpSession& session : sessions) session.finish();
  if (sessions.empty()) co_return;
  all_gone.expires_after(kLastAnswers);
  co_await all_gone.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
  for (HttpSession& session : sessions) session.close();
}

HttpServer::HttpServer(asio::any_io_executor executor, HttpLimits limits)
    : impl_(std::make_unique<Impl>(std::move(executor), limits)) {}
HttpServer::~HttpServer() = default;

void HttpServer::route(std::string_view method, std::string_view path, Handler handler,
                       HttpRole needed) {
  impl_->house.routes.add(method, path, std::move(handler), needed);
}

void HttpServer::protect(HttpProtection protection) {
  impl_->house.tls = std::move(protection.tls);
  impl_->house.guard.set(std::move(protection.access));
}

const HttpRefusals& HttpServer::refusals() const {
  return impl_->house.guard.refusals();
}

void HttpServer::bind(std::string_view address) {
  impl_->bind(address);
}

std::string HttpServer::address() const {
  const tcp::endpoint endpoint = impl_->acceptor.local_endpoint();
  return join_host_port({endpoint.address().to_string(), std::to_string(endpoint.port())});
}

asio::awaitable<void> HttpServer::run() {
  co_await impl_->accept();
  co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
  co_await impl_->drain();
}

}  // namespace holdwatch::net
