#include "app/top/board.h"

#include <algorithm>

#include "config/zone_loader.h"

namespace holdwatch::top {

void Board::take(const net::ServerEvent& event, Time ours) {
  const std::string& data = event.data;
  if (event.name == "hello") greet(data, ours);
  if (event.name == "queues") take_queues(data);
  if (event.name == "surges") surges = remote::read_surges(data);
  if (event.name == "feeds") feeds = remote::read_feeds(data);
  if (event.name == "incidents") incidents = remote::read_incidents(data);
  if (event.name == "departments") departments = remote::read_departments(data);
  if (event.name == "abandoned") abandoned = remote::read_abandoned(data);
  if (event.name == "alert") take_alert(data);
}

void Board::lose(const std::string& why, Time ours) {
  if (link != Link::lost) lost = now(ours);
  link = Link::lost;
  trouble = why;
}

void Board::greet(std::string_view data, Time ours) {
  const remote::Hello hello = remote::read_hello(data);
  if (const auto loaded = config::load_zone(hello.zone)) zone = **loaded;
  version = hello.version;
  ahead = hello.time - ours;
  link = Link::live;
  trouble.clear();
}

void Board::take_queues(std::string_view data) {
  remote::Queues told = remote::read_queues(data);
  if (!told.is_partial) queues.clear();
  for (remote::QueueView& queue : told.queues) queues[queue.name] = std::move(queue);
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
