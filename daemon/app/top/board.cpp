#include "app/top/board.h"

#include <algorithm>

#include "config/zone_loader.h"

namespace holdwatch::top {

namespace {
constexpr std::chrono::seconds kTolerance{2};
}

void Board::take(const net::ServerEvent& event, Time ours) {
  if (event.name == "hello") greet(event.data);
  if (event.name == "alert") take_alert(event.data);
  const Time theirs = take_state(event);
  // What the daemon says is up to a second old: the clock is set right, not shaken.
  if (theirs != Time{} && std::chrono::abs(theirs - ours - ahead) > kTolerance) {
    ahead = theirs - ours;
  }
}

/// The time that the event tells; none for an event that is no state.
Time Board::take_state(const net::ServerEvent& event) {
  const std::string& data = event.data;
  if (event.name == "hello") return remote::read_hello(data).time;
  if (event.name == "queues") return take_queues(data);
  if (event.name == "surges") return (surges = remote::read_surges(data)).time;
  if (event.name == "feeds") return (feeds = remote::read_feeds(data)).time;
  if (event.name == "incidents") return (incidents = remote::read_incidents(data)).time;
  if (event.name == "departments") return (departments = remote::read_departments(data)).time;
  if (event.name == "abandoned") return (abandoned = remote::read_abandoned(data)).time;
  return Time{};
}

void Board::lose(const std::string& why, Time ours) {
  if (link != Link::lost) lost = now(ours);
  link = Link::lost;
  trouble = why;
}

void Board::greet(std::string_view data) {
  const remote::Hello hello = remote::read_hello(data);
  if (const auto loaded = config::load_zone(hello.zone)) zone = **loaded;
  version = hello.version;
  link = Link::live;
  trouble.clear();
}

Time Board::take_queues(std::string_view data) {
  remote::Queues told = remote::read_queues(data);
  if (!told.is_partial) queues.clear();
  for (remote::QueueView& queue : told.queues) queues[queue.name] = std::move(queue);
  return told.time;
}

/// The surges that are shown change at once, before the daemon tells of them whole.
void Board::take_alert(std::string_view data) {
  AlertChange change = remote::read_alert(data);
  for (remote::SurgeView& surge : surges.surges) {
    if (surge.alert.id == change.id) surge.alert = change;
  }
  news.push_back(std::move(change));
  if (news.size() > kMostNews) news.pop_front();
}

}  // namespace holdwatch::top
