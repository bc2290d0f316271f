#include "sinks/delivery/delivery.h"

#include <spdlog/spdlog.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <exception>

#include "net/within.h"

namespace holdwatch {

namespace asio = boost::asio;
using namespace std::chrono_literals;

namespace {

constexpr auto kLookAgain = 15s;  // whether what may not go now may go
constexpr auto kLastWords = 3s;

Time wall_clock() {
  return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
}

Instant now() {
  return std::chrono::steady_clock::now();
}

void report(const std::string& channel, std::exception_ptr failure) try {
  std::rethrow_exception(failure);
} catch (const std::exception& error) {
  spdlog::critical("delivery has ended channel={} error={:?}", channel, error.what());
}

}  // namespace

Delivery::Delivery(asio::any_io_executor service, Correspondence how, DeliveryStats& stats,
                   const Maintenance& maintenance)
    : service_(std::move(service)),
      how_(std::move(how)),
      stats_(stats),
      maintenance_(maintenance),
      authorization_(authorization(how_.settings)),
      client_(service_, how_.url, how_.settings.client),
      queue_(how_.update_interval),
      pace_(how_.settings.messages_per_minute),
      changed_(service_) {
  stats_.open(how_.channel);
}

void Delivery::start() {
  asio::co_spawn(service_, work(), [self = shared_from_this()](std::exception_ptr failure) {
    if (failure) report(self->how_.channel, failure);
    self->closed_.set_value();
  });
}

void Delivery::put(Notice notice) {
  if (!queue_.put(std::move(notice), now())) stats_.failed(how_.channel, "overflow");
  changed_.call();
}

void Delivery::close() {
  asio::post(service_, [self = shared_from_this()] {
    self->closing_ = true;
    self->changed_.call();
  });
  closed_.get_future().wait_for(kLastWords);
}

asio::awaitable<void> Delivery::work() {
  for (;;) {
    Parcels parcels = take();
    if (!parcels.empty()) {
      co_await deliver(std::move(parcels));
    } else if (closing_) {
      co_return;
    } else {
      co_await changed_.wait(until_next());
    }
  }
}

Parcels Delivery::take() {
  if (pace_.ready_at() > now()) return {};
  const Time time = wall_clock();
  return queue_.take(now(), how_.batch, [&](const Notice& notice) {
    return how_.may_go(notice, time) && !is_under_maintenance(maintenance_, notice.change, time);
  });
}

std::chrono::milliseconds Delivery::until_next() const {
  const std::optional<Instant> due = queue_.next_due();
  if (!due) return std::chrono::hours{24};
  const Instant next = std::max(*due, pace_.ready_at());
  // What is due and was not taken has to wait for its hour.
  if (next <= now()) return kLookAgain;
  return std::min<std::chrono::milliseconds>(
      kLookAgain, std::chrono::ceil<std::chrono::milliseconds>(next - now()));
}

asio::awaitable<void> Delivery::deliver(Parcels parcels) {
  pace_.sent(now());
  net::HttpCall call = message(how_, authorization_, parcels, wall_clock());
  const Judgement judgement = co_await ask(std::move(call));
  if (judgement.fate == Fate::delivered) {
    received(parcels);
  } else {
    failed(std::move(parcels), judgement);
  }
}

asio::awaitable<Judgement> Delivery::ask(net::HttpCall call) {
  Judgement judgement{.fate = Fate::retry};
  try {
    judgement = judge(co_await client_.ask(std::move(call)));
  } catch (const net::TimedOut& error) {
    judgement.reason = "timeout";
    judgement.text = error.what();
  } catch (const std::exception& error) {
    judgement.reason = "connection";
    judgement.text = error.what();
  }
  co_return judgement;
}

void Delivery::received(const Parcels& parcels) {
  pace_.succeeded();
  if (!trouble_.empty()) spdlog::info("delivery works again channel={}", how_.channel);
  trouble_.clear();
  for (const DeliveryQueue::Parcel& parcel : parcels) {
    if (parcel.notice.is_repeat) continue;
    stats_.delivered(how_.channel, std::chrono::duration_cast<Duration>(now() - parcel.since));
  }
  queue_.settle(parcels, now());
}

void Delivery::failed(Parcels parcels, const Judgement& judgement) {
  stats_.failed(how_.channel, judgement.reason);
  if (trouble_ != judgement.reason) {
    spdlog::warn("delivery failed channel={} url={} error={:?} then={}", how_.channel,
                 how_.url.origin(), judgement.text,
                 judgement.fate == Fate::retry ? "tried again" : "given up");
  }
  trouble_ = judgement.reason;
  if (judgement.fate == Fate::give_up) {
    queue_.settle(parcels, now());
    return;
  }
  pace_.failed(now(), judgement.pause, std::uniform_real_distribution<double>()(random_));
  queue_.put_back(std::move(parcels));
}

}  // namespace holdwatch
