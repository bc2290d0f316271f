#pragma once

#include <functional>
#include <string>
#include <vector>

#include "model/time.h"
#include "net/http_client.h"
#include "sinks/delivery/delivery_queue.h"
#include "sinks/delivery/receiver.h"

namespace holdwatch {

using Parcels = std::vector<DeliveryQueue::Parcel>;

/// How one receiver is spoken to.
struct Correspondence {
  std::string channel;  ///< for counters and the log
  net::HttpUrl url;
  ReceiverSettings settings;
  Duration update_interval{};  ///< between updates of one alert, at least
  std::size_t batch = 1;       ///< notices in one message, at most
  /// The body and its headers.
  std::function<net::HttpCall(const Parcels&, Time now)> write;
  /// Whether it may be told now; asked again later.
  std::function<bool(const Notice&, Time now)> may_go = [](const Notice&, Time) { return true; };
};

/// A whole message.
inline net::HttpCall message(const Correspondence& how, const HttpHeaders& authorization,
                             const Parcels& parcels, Time now) {
  net::HttpCall call = how.write(parcels, now);
  call.method = "POST";
  call.target = how.url.target;
  call.headers.insert(call.headers.end(), authorization.begin(), authorization.end());
  return call;
}

}  // namespace holdwatch
