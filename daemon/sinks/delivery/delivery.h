#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <future>
#include <memory>
#include <random>
#include <string>

#include "net/http_client.h"
#include "net/wake_up.h"
#include "sinks/delivery/answer.h"
#include "sinks/delivery/correspondence.h"
#include "sinks/delivery/delivery_queue.h"
#include "sinks/delivery/delivery_stats.h"
#include "sinks/delivery/maintenance.h"
#include "sinks/delivery/pace.h"

namespace holdwatch {

/// Delivers to one receiver what it is owed, as fast as it takes it; a receiver that hangs or fails
/// delays nobody else. Everything but close() happens on the service thread.
class Delivery : public std::enable_shared_from_this<Delivery> {
 public:
  /// Reads the receiver's secrets; throws std::runtime_error when it can't. The stats and the
  /// maintenance, which is looked at on the service thread, outlive it.
  Delivery(boost::asio::any_io_executor service, Correspondence how, DeliveryStats& stats,
           const Maintenance& maintenance);

  /// Begins to work. From then on the executor keeps it alive.
  void start();
  void put(Notice notice);
  /// From any other thread: what is owed and may go is tried once more, for a few seconds at most.
  void close();

 private:
  boost::asio::awaitable<void> work();
  boost::asio::awaitable<void> deliver(Parcels parcels);
  boost::asio::awaitable<Judgement> ask(net::HttpCall call);
  Parcels take();
  void received(const Parcels& parcels);
  void failed(Parcels parcels, const Judgement& judgement);
  std::chrono::milliseconds until_next() const;

  boost::asio::any_io_executor service_;
  Correspondence how_;
  DeliveryStats& stats_;
  const Maintenance& maintenance_;
  HttpHeaders authorization_;
  net::HttpClient client_;
  DeliveryQueue queue_;
  Pace pace_;
  net::WakeUp changed_;
  std::minstd_rand random_{std::random_device{}()};
  std::string trouble_;  // why the last attempt failed, or empty
  bool closing_ = false;
  std::promise<void> closed_;
};

}  // namespace holdwatch
