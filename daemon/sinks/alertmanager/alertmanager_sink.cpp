#include "sinks/alertmanager/alertmanager_sink.h"

#include <boost/asio/post.hpp>
#include <optional>

#include "sinks/alertmanager/alert_body.h"
#include "sinks/alertmanager/belief.h"
#include "sinks/delivery/delivery.h"
#include "sinks/delivery/try_out.h"

namespace holdwatch::alertmanager {

namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr std::size_t kBatch = 64;
constexpr int kMessagesPerMinute = 6'000;  // it groups by itself; this only bounds a mistake

struct Settings {
  std::vector<net::HttpUrl> urls;
  ReceiverSettings receiver;
  EscalationRule escalation;
  Wording wording;
  Duration resend_interval{};
};

net::HttpCall post_alerts(const Parcels& parcels, const Wording& wording, Time now) {
  std::vector<const Notice*> notices;
  for (const DeliveryQueue::Parcel& parcel : parcels) notices.push_back(&parcel.notice);
  return {.headers = {{"Content-Type", "application/json"}},
          .body = to_json(notices, wording, now)};
}

Correspondence with(const net::HttpUrl& url, const Settings& settings, const std::string& channel) {
  Correspondence how;
  how.channel = channel;
  how.url = url;
  how.settings = settings.receiver;
  how.batch = kBatch;
  how.write = [wording = settings.wording](const auto& parcels, Time now) {
    return post_alerts(parcels, wording, now);
  };
  return how;
}

/// On the service thread.
struct Teller {
  explicit Teller(EscalationRule rule) : belief(rule) {}

  void tell(const std::vector<Notice>& notices) {
    for (const auto& member : members) {
      for (const Notice& notice : notices) member->put(notice);
    }
  }

  Belief belief;
  std::vector<std::shared_ptr<Delivery>> members;
};

class AlertmanagerSink : public Sink {
 public:
  AlertmanagerSink(const SinkContext& context, const Settings& settings)
      : service_(context.service),
        resend_interval_(settings.resend_interval),
        teller_(std::make_shared<Teller>(settings.escalation)) {
    for (const net::HttpUrl& url : settings.urls) {
      teller_->members.push_back(
          std::make_shared<Delivery>(context.service, with(url, settings, context.name),
                                     context.deliveries, context.maintenance));
      teller_->members.back()->start();
    }
  }

  void alert(const AlertChange& change) override {
    asio::post(service_, [teller = teller_, change] { teller->tell(teller->belief.take(change)); });
  }

  void snapshot(const std::shared_ptr<const Snapshot>& snapshot) override {
    const Instant now = std::chrono::steady_clock::now();
    if (last_resent_ && now - *last_resent_ < resend_interval_) return;
    last_resent_ = now;
    asio::post(service_, [teller = teller_, snapshot] {
      teller->tell(teller->belief.repeat(snapshot->time));
      teller->tell(teller->belief.take(*snapshot));
    });
  }

  void close() override {
    for (const auto& member : teller_->members) member->close();
  }

 private:
  asio::any_io_executor service_;
  Duration resend_interval_;
  std::shared_ptr<Teller> teller_;
  std::optional<Instant> last_resent_;
};

std::vector<net::HttpUrl> read_urls(config::Section& section) {
  std::vector<std::string> texts = section.texts("urls");
  if (!section.has("urls")) texts = {"http://127.0.0.1:9093"};
  std::vector<net::HttpUrl> urls;
  for (const std::string& text : texts) {
    net::HttpUrl url = read_url(section, "urls", text);
    url.target += url.target.ends_with('/') ? "api/v2/alerts" : "/api/v2/alerts";
    urls.push_back(std::move(url));
  }
  return urls;
}

Settings read_settings(config::Section& section) {
  Settings settings;
  settings.urls = read_urls(section);
  settings.receiver = read_receiver(section, kMessagesPerMinute);
  settings.escalation = read_escalation(section);
  for (auto& [name, value] : section.section("labels").named_texts()) {
    settings.wording.labels.emplace(name, value);
  }
  settings.wording.public_url = section.text("public_url", kDefaultPublicUrl);
  settings.resend_interval = section.duration("resend_interval", 1min, 1s, 1h);
  settings.wording.valid_for = 4 * settings.resend_interval;
  return settings;
}

}  // namespace

SinkFactory read_sink(config::Section& section) {
  return [settings = read_settings(section)](const SinkContext& context) {
    return std::make_unique<AlertmanagerSink>(context, settings);
  };
}

std::vector<TestResult> test_sink(config::Section& section, const std::string& department) {
  const Settings settings = read_settings(section);
  std::vector<TestResult> results;
  for (const net::HttpUrl& url : settings.urls) {
    results.push_back(try_out(with(url, settings, ""), department));
  }
  return results;
}

}  // namespace holdwatch::alertmanager
