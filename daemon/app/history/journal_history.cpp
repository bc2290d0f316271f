#include "app/history/journal_history.h"

#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>
#include <utility>

namespace holdwatch {

namespace {

namespace asio = boost::asio;

/// Counts who waits, while they do. Whoever still waits at the end outlives the history.
class Waiting {
 public:
  explicit Waiting(std::shared_ptr<int> waiting) : waiting_(std::move(waiting)) { ++*waiting_; }
  ~Waiting() { --*waiting_; }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

 private:
  std::shared_ptr<int> waiting_;
};

/// The file is opened anew for each question: a damaged one may have been replaced since.
template <class Answer>
asio::awaitable<Answer> read(std::string path,
                             std::function<Answer(journal::ToldAlerts&)> question) {
  try {
    journal::ToldAlerts told(path);
    co_return question(told);
  } catch (const std::exception& error) {
    throw HistoryUnavailable(fmt::format("the journal can't be read now: {}", error.what()));
  }
}

}  // namespace

template <class Answer>
asio::awaitable<Answer> JournalHistory::ask(std::function<Answer(journal::ToldAlerts&)> question) {
  if (*waiting_ == kMostWaiting) throw HistoryUnavailable("too many ask for history already");
  const Waiting waiting(waiting_);
  auto reading = read(path_, std::move(question));
  auto hop = asio::co_spawn(thread_, std::move(reading), asio::use_awaitable);
  co_return co_await std::move(hop);
}

asio::awaitable<AlertPage> JournalHistory::alerts(AlertQuery query) {
  std::function<AlertPage(journal::ToldAlerts&)> question =
      [query = std::move(query)](journal::ToldAlerts& told) { return told.alerts(query); };
  auto asking = ask(std::move(question));
  co_return co_await std::move(asking);
}

asio::awaitable<std::vector<std::string>> JournalHistory::changes_of(std::string alert,
                                                                     std::size_t most) {
  std::function<std::vector<std::string>(journal::ToldAlerts&)> question =
      [alert = std::move(alert), most](journal::ToldAlerts& told) {
        return told.changes_of(alert, most);
      };
  auto asking = ask(std::move(question));
  co_return co_await std::move(asking);
}

asio::awaitable<std::optional<std::vector<ToldChange>>> JournalHistory::changes_from(
    Time time, std::size_t most) {
  std::function<std::optional<std::vector<ToldChange>>(journal::ToldAlerts&)> question =
      [time, most](journal::ToldAlerts& told) { return told.changes_from(time, most); };
  auto asking = ask(std::move(question));
  co_return co_await std::move(asking);
}

}  // namespace holdwatch
