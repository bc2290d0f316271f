#include "sources/asterisk_ami/caller_table.h"

#include <algorithm>
#include <tuple>

namespace holdwatch::asterisk_ami {

Caller* CallerTable::find(std::string_view id) {
  const auto found = callers_.find(id);
  return found == callers_.end() ? nullptr : &found->second;
}

Caller* CallerTable::find_alias(std::string_view name) {
  const auto found = aliases_.find(name);
  return found == aliases_.end() ? nullptr : find(found->second);
}

Caller* CallerTable::partner_of(const Message& message) {
  const Caller* own = of(message);
  if (own != nullptr && own->joined) return nullptr;
  Caller* by_leg = find_alias(message["Uniqueid"]);
  if (by_leg != nullptr) return by_leg;
  const std::string_view linked = message["Linkedid"];
  Caller* caller = find_alias(linked);
  return caller != nullptr ? caller : find(linked);
}

Caller* CallerTable::subject_of(const Message& message) {
  Caller* own = of(message);
  if (own != nullptr && own->joined) return own;
  Caller* partner = partner_of(message);
  return partner != nullptr && partner->phase != Phase::idle ? partner : nullptr;
}

Caller* CallerTable::add(std::string_view id, std::string_view linked) {
  Caller* caller = find(id);
  if (caller != nullptr) return caller;
  if (callers_.size() >= kMaxCallers) return nullptr;
  caller = &callers_[std::string(id)];
  caller->id = id;
  caller->linked = linked;
  retire(*caller);
  return caller;
}

void CallerTable::add_alias(std::string_view name, Caller& caller) {
  if (name.empty() || name == caller.id) return;
  std::string& id = aliases_[std::string(name)];
  if (id == caller.id) return;
  id = caller.id;
  caller.aliases.emplace_back(name);
}

void CallerTable::retire(Caller& caller) {
  caller.phase = Phase::idle;
  idle_.push_back(caller.id);
  while (idle_.size() > kMaxIdle) {
    Caller* oldest = find(idle_.front());
    const bool is_idle = oldest != nullptr && oldest->phase == Phase::idle;
    if (is_idle && oldest != &caller) erase(*oldest);
    idle_.pop_front();
  }
}

void CallerTable::drop_aliases(Caller& caller) {
  for (const std::string& name : caller.aliases) {
    const auto alias = aliases_.find(name);
    if (alias != aliases_.end() && alias->second == caller.id) aliases_.erase(alias);
  }
  caller.aliases.clear();
}

void CallerTable::erase(Caller& caller) {
  drop_aliases(caller);
  callers_.erase(std::string(caller.id));
}

std::vector<Caller*> CallerTable::all(Phase phase) {
  std::vector<Caller*> found;
  for (auto& [id, caller] : callers_) {
    if (caller.phase == phase) found.push_back(&caller);
  }
  std::sort(found.begin(), found.end(), [](const Caller* a, const Caller* b) {
    return std::tie(a->since, a->id) < std::tie(b->since, b->id);
  });
  return found;
}

}  // namespace holdwatch::asterisk_ami
