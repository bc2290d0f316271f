#include "core/queue_groups.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace holdwatch::core {

namespace {

constexpr double kLeastShare = 0.02;  // of a group's calls, however many members are left out
constexpr std::size_t kMostQueuesNamed = 10;

bool must_be_left_out(const Queue& member) {
  const Surge* surge = member.detector.surge();
  return !member.detector.is_seeing() || (surge != nullptr && surge->driver == Driver::demand);
}

// The group's detector is told which share of its usual calls it still gets.
void watch_the_others(Queue& group, Time now) {
  const double all = group.detector.expected_per_minute(now);
  double others = all;
  for (const Queue* member : group.members) {
    if (member->left_out) others -= member->detector.expected_per_minute(now);
  }
  group.detector.watch(now, all > 0 ? std::clamp(others / all, kLeastShare, 1.0) : 1);
}

double beyond_usual(const Queue& queue, Time since, Time now) {
  double expected = 0;
  for (const ExpectedBlock& block : queue.detector.expected_blocks(since, now)) {
    const Duration part = std::min(block.to, now) - std::max(block.from, since);
    if (block.to > block.from) {
      expected += block.expected_calls * to_seconds(part) / to_seconds(block.to - block.from);
    }
  }
  return queue.recent.between(since, now).offered - expected;
}

}  // namespace

void QueueGroups::offered(const Queue& member, std::span<const AttributeKey> about, Time now) {
  if (must_be_left_out(member)) return;
  for (Queue* group : member.groups) {
    group->detector.advance_to(now, {});
    causes_.offered(group->id, now, about);
    ++group->recent.at(now).offered;
    if (group->surge) ++group->surge->tally.offered;
    group->detector.offered(now, about);
    settle_(*group);
  }
}

void QueueGroups::tagged(const Queue& member, std::span<const AttributeKey> about, Time now) {
  if (must_be_left_out(member)) return;
  for (Queue* group : member.groups) {
    group->detector.advance_to(now, {});
    group->detector.tagged(now, about);
    settle_(*group);
  }
}

void QueueGroups::left(const Queue& member, const Course& course, Time now) {
  if (member.left_out) return;
  for (Queue* group : member.groups) note_course(*group, course, now);
}

// The group is looked at a moment later: once, however many members change together.
void QueueGroups::settle(Queue& member, Time now) {
  if (must_be_left_out(member) == member.left_out) return;
  member.left_out = !member.left_out;
  for (Queue* group : member.groups) {
    group->detector.advance_to(now, {});
    group->detector.drop_evidence(now);
    group->members_changed = true;
    settle_(*group);
  }
}

void QueueGroups::evaluate(Queue& group, Time now) {
  group.detector.advance_to(now, {});
  watch_the_others(group, now);
  group.members_changed = false;
  settle_(group);
}

Scope scope_of(const Queue& group, Time since, Time now) {
  std::vector<std::pair<double, const Queue*>> members;
  for (const Queue* member : group.members) {
    const double extra = member->left_out ? 0 : beyond_usual(*member, since, now);
    if (extra > 0) members.emplace_back(extra, member);
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  members.resize(std::min(members.size(), kMostQueuesNamed));
  Scope scope{{"group", {group.settings.name}}};
  for (const auto& [extra, member] : members) scope["queues"].push_back(member->settings.name);
  return scope;
}

}  // namespace holdwatch::core
