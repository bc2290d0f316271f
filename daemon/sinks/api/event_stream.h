#pragma once

#include <array>
#include <bitset>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/http_flow.h"
#include "net/http_message.h"
#include "sinks/alert_history.h"
#include "sinks/api/board.h"
#include "sinks/api/told_log.h"

namespace holdwatch::api {

/// `GET /api/v1/stream`: the states of the board whenever they change, and alerts as they are told.
/// What is sent is made once and shared by all readers; one who doesn't read is dropped. Lives on
/// the service thread.
class EventStream {
 public:
  static constexpr std::size_t kMostReaders = 200;   ///< the listener has room for others, too
  static constexpr std::size_t kMostMissed = 1'000;  ///< alerts that are sent again

  /// `board` must outlive this; `history` as well, where there is any (else null).
  EventStream(boost::asio::any_io_executor executor, Board& board, AlertHistory* history)
      : executor_(std::move(executor)), board_(board), history_(history) {}

  boost::asio::awaitable<net::HttpResponse> connect(net::HttpRequest request);

  void tell(const AlertChange& change);
  /// The board has something newer.
  void update();
  /// Ends all connections.
  void close();

 private:
  using Topics = std::bitset<kTopics.size()>;
  using Chunk = net::HttpFlow::Chunk;
  struct Reader {
    std::shared_ptr<net::HttpFlow> flow;
    Topics topics;
  };
  /// What was told before the log begins, out of the journal.
  struct Missed {
    std::vector<ToldChange> changes;
    bool is_whole = true;
  };

  static std::optional<Topics> topics_of(const net::HttpRequest& request);
  boost::asio::awaitable<Missed> look_up(EventId id);
  void welcome(net::HttpFlow& flow, Topics topics, const std::optional<EventId>& known,
               bool is_returning, const Missed& missed);
  void send_missed(net::HttpFlow& flow, const std::optional<EventId>& known, const Missed& missed);
  Chunk state_event(Topic state);
  Chunk change_event(Topic state);
  void remember();
  void forget_the_gone();
  void send(std::size_t topic, const Chunk& chunk);

  boost::asio::any_io_executor executor_;
  Board& board_;
  AlertHistory* history_;
  ToldLog told_;
  std::vector<Reader> readers_;
  std::array<std::string, kStates>
      sent_;  ///< members of each state, as readers have it; not queues
  std::vector<QueueRow> sent_rows_;
  std::array<Chunk, kStates> whole_;  ///< each state as an event, of the newest values
  bool has_begun_ = false;
  Time last_sign_;  ///< of life
};

}  // namespace holdwatch::api
