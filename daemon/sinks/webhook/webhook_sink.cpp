#include "sinks/webhook/webhook_sink.h"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <stdexcept>

#include "config/opening_hours.h"
#include "config/zone_loader.h"
#include "model/names.h"
#include "net/secret_file.h"
#include "sinks/delivery/delivery.h"
#include "sinks/delivery/quiet_hours.h"
#include "sinks/delivery/try_out.h"
#include "sinks/webhook/message.h"
#include "sinks/webhook/subscription.h"

namespace holdwatch::webhook {

namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

constexpr int kMessagesPerMinute = 60;

struct Settings {
  net::HttpUrl url;      // or else
  std::string url_file;  // a URL may be a secret
  ReceiverSettings receiver;
  Duration update_interval{};
  Interest interest;
  QuietHours quiet;
  Style style;
  std::string secret_file;
};

net::HttpUrl url_of(const Settings& settings) {
  if (settings.url_file.empty()) return settings.url;
  auto url = net::parse_http_url(net::read_secret_file(settings.url_file));
  if (!url) throw std::runtime_error(fmt::format("{}: {}", settings.url_file, url.error()));
  return std::move(*url);
}

Correspondence with_receiver(const Settings& settings, const std::string& channel) {
  Correspondence how;
  how.channel = channel;
  how.url = url_of(settings);
  how.settings = settings.receiver;
  how.update_interval = settings.update_interval;
  Style style = settings.style;
  if (!settings.secret_file.empty()) style.secret = net::read_secret_file(settings.secret_file);
  how.write = [style](const auto& parcels, Time now) {
    return to_message(parcels.front().notice, style, now);
  };
  how.may_go = [quiet = settings.quiet](const Notice& notice, Time now) {
    return quiet.let_pass(notice, now);
  };
  return how;
}

/// On the service thread.
struct Receiver {
  Subscription subscription;
  std::shared_ptr<Delivery> delivery;
};

class WebhookSink : public Sink {
 public:
  WebhookSink(const SinkContext& context, const Settings& settings)
      : service_(context.service),
        receiver_(std::make_shared<Receiver>(Receiver{
            Subscription(settings.interest),
            std::make_shared<Delivery>(context.service, with_receiver(settings, context.name),
                                       context.deliveries, context.maintenance)})) {
    receiver_->delivery->start();
  }

  void alert(const AlertChange& change) override {
    asio::post(service_, [receiver = receiver_, change, receipt = owed_.issue(change.id)] {
      std::optional<Notice> notice = receiver->subscription.take(change);
      if (!notice) return;
      notice->receipt = receipt;
      receiver->delivery->put(std::move(*notice));
    });
  }

  void snapshot(const std::shared_ptr<const Snapshot>& snapshot) override {
    if (knows_what_was_open_) return;
    knows_what_was_open_ = true;
    asio::post(service_,
               [receiver = receiver_, snapshot] { receiver->subscription.assume_told(*snapshot); });
  }

  std::vector<std::string> owed() override { return owed_.alerts(); }

  void close() override { receiver_->delivery->close(); }

 private:
  asio::any_io_executor service_;
  std::shared_ptr<Receiver> receiver_;
  Outstanding owed_;
  bool knows_what_was_open_ = false;
};

std::set<std::string> read_set(config::Section& section, std::string_view key) {
  const std::vector<std::string> texts = section.texts(key);
  return {texts.begin(), texts.end()};
}

Interest read_interest(config::Section& section) {
  Interest interest;
  interest.departments = read_set(section, "departments");
  interest.queues = read_set(section, "queues");
  for (const std::string& name : section.texts("kinds")) {
    const auto kind = from_string<AlertKind>(name);
    if (kind) {
      interest.kinds.insert(*kind);
    } else {
      section.problem("kinds", fmt::format("found {}, expected a kind of alert, as surge or "
                                           "long_hold",
                                           config::quoted(name)));
    }
  }
  interest.least = static_cast<Severity>(section.choice("severity", 0, {"warning", "critical"}));
  interest.escalation = read_escalation(section);
  return interest;
}

QuietHours read_quiet_hours(config::Section& section) {
  QuietHours quiet;
  if (const auto text = section.optional_text("quiet_outside")) {
    auto hours = config::parse_opening_hours(*text);
    if (hours) {
      quiet.told_in = *hours;
    } else {
      section.problem("quiet_outside", hours.error());
    }
  }
  auto zone = config::load_zone(section.text("zone", "UTC"));
  if (zone) {
    quiet.zone = *zone;
  } else {
    section.problem("zone", zone.error());
  }
  return quiet;
}

void read_url(config::Section& section, Settings& settings) {
  settings.url_file = section.text("url_file", "");
  const auto url = section.optional_text("url");
  if (url.has_value() == !settings.url_file.empty()) {
    section.problem("url", "expected either url or url_file");
  } else if (url) {
    settings.url = holdwatch::read_url(section, "url", *url);
  }
}

Settings read_settings(config::Section& section) {
  Settings settings;
  read_url(section, settings);
  settings.receiver = read_receiver(section, kMessagesPerMinute);
  settings.interest = read_interest(section);
  const Duration patience = settings.interest.departments.empty() ? Duration{0s} : Duration{1h};
  settings.update_interval = section.duration("update_interval", patience, 0s, 24h);
  settings.quiet = read_quiet_hours(section);
  settings.style.format = static_cast<Format>(section.choice("format", 0, {"json", "slack"}));
  settings.style.public_url = section.text("public_url", kDefaultPublicUrl);
  settings.secret_file = section.text("secret_file", "");
  return settings;
}

}  // namespace

SinkFactory read_sink(config::Section& section) {
  return [settings = read_settings(section)](const SinkContext& context) {
    return std::make_unique<WebhookSink>(context, settings);
  };
}

std::vector<TestResult> test_sink(config::Section& section, const std::string& department) {
  return {try_out(with_receiver(read_settings(section), ""), department)};
}

}  // namespace holdwatch::webhook
