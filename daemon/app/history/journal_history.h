#pragma once

#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <memory>
#include <string>

#include "journal/told_alerts.h"
#include "sinks/alert_history.h"

namespace holdwatch {

/// The history of alerts out of the journal's file, read by a thread of its own.
class JournalHistory final : public AlertHistory {
 public:
  /// Questions that wait or are being answered; who asks beyond that has to come again.
  static constexpr int kMostWaiting = 32;

  explicit JournalHistory(std::string path) : path_(std::move(path)) {}
  ~JournalHistory() override { thread_.join(); }

  boost::asio::awaitable<AlertPage> alerts(AlertQuery query) override;
  boost::asio::awaitable<std::vector<std::string>> changes_of(std::string alert,
                                                              std::size_t most) override;
  boost::asio::awaitable<std::optional<std::vector<ToldChange>>> changes_from(
      Time time, std::size_t most) override;

 private:
  template <class Answer>
  boost::asio::awaitable<Answer> ask(std::function<Answer(journal::ToldAlerts&)> question);

  std::string path_;
  std::shared_ptr<int> waiting_ = std::make_shared<int>(0);
  boost::asio::thread_pool thread_{1};
};

}  // namespace holdwatch
