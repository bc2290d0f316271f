#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>

#include "app/remote/answers.h"
#include "model/zone.h"
#include "net/event_stream.h"

/// `holdwatchctl top`: what a running daemon sees, as it changes.
namespace holdwatch::top {

enum class Link : std::uint8_t { connecting, live, lost };

/// All that the daemon has said so far; once the link is lost, how it was then.
struct Board {
  static constexpr std::size_t kMostNews = 50;

  Link link = Link::connecting;
  std::string trouble;  ///< why it was lost
  Time lost;            ///< when, by the daemon's clock
  Zone zone;
  std::string version;
  Duration ahead{};  ///< the daemon's clock before ours
  std::map<std::string, remote::QueueView> queues;
  remote::Surges surges;
  remote::Feeds feeds;
  remote::Incidents incidents;
  remote::Departments departments;
  remote::AbandonedCalls abandoned;
  std::deque<AlertChange> news;  ///< the newest last

  /// What time it is for the daemon; while it isn't heard, when it was last.
  Time now(Time ours) const { return link == Link::lost ? lost : ours + ahead; }

  /// Takes an event of the stream that came at `ours`. Throws std::runtime_error when its data
  /// can't be read; events of an unknown name are none.
  void take(const net::ServerEvent& event, Time ours);

  void lose(const std::string& why, Time ours);

 private:
  void greet(std::string_view data);
  Time take_state(const net::ServerEvent& event);
  Time take_queues(std::string_view data);
  void take_alert(std::string_view data);
};

}  // namespace holdwatch::top
