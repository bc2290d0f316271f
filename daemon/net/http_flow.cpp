#include "net/http_flow.h"

#include <utility>

namespace holdwatch::net {

void HttpFlow::put(Chunk chunk) {
  if (ended_) return;
  // One that is too large alone still goes out: the reader isn't behind.
  if (!chunks_.empty() && bytes_ + chunk->size() > most_bytes_) return end();
  bytes_ += chunk->size();
  chunks_.push_back(std::move(chunk));
  wake_up_.call();
}

void HttpFlow::end() {
  ended_ = true;
  chunks_.clear();
  bytes_ = 0;
  wake_up_.call();
}

boost::asio::awaitable<HttpFlow::Chunk> HttpFlow::next() {
  while (chunks_.empty() && !ended_) co_await wake_up_.wait();
  if (ended_) co_return nullptr;
  Chunk chunk = std::move(chunks_.front());
  chunks_.pop_front();
  bytes_ -= chunk->size();
  co_return chunk;
}

}  // namespace holdwatch::net
