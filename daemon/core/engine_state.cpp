// The whole engine as bytes: each room lists what it is made of, and what one room points at in
// another (a surge at its queue, the agenda at all of them) is connected again afterwards.
#include "core/engine_impl.h"
#include "core/state/model_archive.h"

namespace holdwatch::core {

namespace {
constexpr std::uint32_t kStateVersion = 7;
}  // namespace

template <class Archive>
void Engine::Impl::save(Archive& archive) const {
  archive(live_from, clock, next_housekeeping, calls, given_up, agents, attributes, causes, queues,
          book, ledger, surges, warnings, people, feeds);
}

template <class Archive>
void Engine::Impl::load(Archive& archive) {
  archive(live_from, clock, next_housekeeping, calls, given_up, agents, attributes, causes);
  queues.load(archive, clock);
  archive(book, ledger);
  surges.load(archive, [this](QueueId id) -> Queue& { return queues.at(id); });
  archive(warnings, people, feeds);
  queues.each([this](Queue& queue) {
    const Time due = std::exchange(queue.scheduled, Time::max());
    agenda.schedule(queue, due);
  });
}

std::optional<std::string> Engine::save() const {
  if (impl_->surges.is_asking()) return std::nullopt;
  std::string bytes = to_bytes(kStateVersion, *impl_, impl_->expected_bytes);
  impl_->expected_bytes = bytes.size() + bytes.size() / 8;
  return bytes;
}

bool Engine::restore(std::string_view bytes) {
  auto fresh = std::make_unique<Impl>(impl_->settings, impl_->decisions, impl_->live_from);
  if (!read_bytes(bytes, kStateVersion, *fresh)) return false;
  impl_ = std::move(fresh);
  return true;
}

}  // namespace holdwatch::core
