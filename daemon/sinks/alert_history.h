#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "model/alert_query.h"

namespace holdwatch {

/// The history can't be read now; the message is for whoever asked.
class HistoryUnavailable : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Everything that was ever told of alerts, as far as it is kept. Asked and answered on the service
/// thread, which doesn't wait meanwhile. Throws HistoryUnavailable.
class AlertHistory {
 public:
  virtual ~AlertHistory() = default;

  virtual boost::asio::awaitable<AlertPage> alerts(AlertQuery query) = 0;
  /// All changes of one alert, oldest first; the last `most` of them.
  virtual boost::asio::awaitable<std::vector<std::string>> changes_of(std::string alert,
                                                                      std::size_t most) = 0;
  /// All changes from that time on, oldest first; nullopt when there are more than `most`, or older
  /// ones may be lost.
  virtual boost::asio::awaitable<std::optional<std::vector<ToldChange>>> changes_from(
      Time time, std::size_t most) = 0;
};

}  // namespace holdwatch
