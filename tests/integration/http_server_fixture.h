#pragma once

#include <gtest/gtest.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <stdexcept>
#include <string>

#include "net/host_port.h"
#include "net/http_flow.h"
#include "net/http_server.h"
#include "support/run_io.h"

namespace holdwatch::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// One connection to the server, as a peer that may misbehave.
class Peer {
 public:
  Peer(asio::io_context& io, const std::string& address) : io_(io), socket_(io) {
    const HostPort where = *split_host_port(address);
    socket_.connect({asio::ip::make_address(where.host),
                     static_cast<asio::ip::port_type>(std::stoi(where.port))});
  }

  void send(std::string_view bytes) { asio::write(socket_, asio::buffer(bytes)); }
  void shut() { socket_.shutdown(tcp::socket::shutdown_send); }

  /// Everything until the server closes; a reset counts as a close.
  std::string rest() {
    bool closed = false;
    std::string received;
    asio::async_read(socket_, asio::dynamic_buffer(received),
                     [&](error_code, std::size_t) { closed = true; });
    test::run_until(io_, [&] { return closed; });
    return received;
  }

  /// What comes up to and including `end`.
  std::string until(const std::string& end) {
    std::string received;
    while (!received.ends_with(end)) {
      char byte = 0;
      bool read = false;
      error_code failed;
      asio::async_read(socket_, asio::buffer(&byte, 1), [&](error_code e, std::size_t) {
        failed = e;
        read = true;
      });
      test::run_until(io_, [&] { return read; });
      if (failed) throw std::runtime_error("closed after: " + received);
      received += byte;
    }
    return received;
  }

 private:
  asio::io_context& io_;
  tcp::socket socket_;
};

inline asio::awaitable<HttpResponse> hello(HttpRequest request) {
  HttpResponse response;
  response.body = "hello " + request.query + request.body;
  co_return response;
}

inline asio::awaitable<HttpResponse> tell_segment(HttpRequest request) {
  HttpResponse response;
  response.body = "of " + request.segment;
  co_return response;
}

inline asio::awaitable<HttpResponse> broken(HttpRequest) {
  throw std::runtime_error("the pipe burst");
  co_return HttpResponse{};
}

/// A server with a route of every kind.
class HttpServerTest : public ::testing::Test {
 protected:
  void start(HttpLimits limits = {}, const std::string& address = "127.0.0.1:0") {
    server_ = std::make_unique<HttpServer>(io_.get_executor(), limits);
    server_->route("GET", "/hello", hello);
    server_->route("POST", "/hello", hello);
    server_->route("POST", "/only-post", hello);
    server_->route("GET", "/things/*", tell_segment);
    server_->route("POST", "/things/*/parts", tell_segment);
    server_->route("GET", "/things/none", hello);
    server_->route("GET", "/broken", broken);
    server_->route("GET", "/slow", [this](HttpRequest) { return slow(); });
    server_->route("GET", "/news", [this](HttpRequest) { return news(); });
    server_->bind(address);
    asio::co_spawn(io_, server_->run(),
                   asio::bind_cancellation_slot(stop_.slot(), [this](std::exception_ptr failure) {
                     ended_ = true;
                     failure_ = failure;
                   }));
  }

  asio::awaitable<HttpResponse> slow() {
    ++being_served_;
    error_code released;
    co_await release_.async_wait(asio::redirect_error(asio::use_awaitable, released));
    HttpResponse response;
    response.body = "at last";
    co_return response;
  }

  asio::awaitable<HttpResponse> news() {
    HttpResponse response;
    response.content_type = "text/event-stream";
    response.flow = flow_ = std::make_shared<HttpFlow>(io_.get_executor(), 10'000'000);
    put("first\n");
    co_return response;
  }

  void put(std::string chunk) { flow_->put(std::make_shared<const std::string>(std::move(chunk))); }

  /// Sends `bytes` on a connection of its own; everything that comes back until the server closes.
  std::string exchange(std::string_view bytes) {
    Peer peer(io_, server_->address());
    peer.send(bytes);
    return peer.rest();
  }

  asio::io_context io_;
  std::unique_ptr<HttpServer> server_;
  asio::cancellation_signal stop_;
  bool ended_ = false;
  std::exception_ptr failure_;
  int being_served_ = 0;
  std::shared_ptr<HttpFlow> flow_;
  asio::steady_timer release_{io_, asio::steady_timer::time_point::max()};
};

}  // namespace holdwatch::net
