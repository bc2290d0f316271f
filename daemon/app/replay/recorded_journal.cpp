#include "app/replay/recorded_journal.h"

#include <fmt/format.h>

#include <cstdio>
#include <stdexcept>
#include <type_traits>
#include <variant>

#include "app/engine_input.h"
#include "journal/reader.h"
#include "model/journal_record.h"

namespace holdwatch::replay {

namespace {

/// Puts an input to the engine as it was put live, and tells of those that recordings have, too.
void play(core::Engine& engine, const JournalRecord& record, const Witness& witness) {
  engine.advance_to(record.stamp.clock);
  const auto play_one = [&](const auto& input) {
    const Disposition disposition = put(engine, record.stamp, input);
    if constexpr (std::is_constructible_v<Input, decltype(input)>) witness(input, disposition);
  };
  std::visit(play_one, record.input);
}

/// Takes over the state of the first snapshot after `sequence` or a later input, and gives the
/// input that it stands behind.
std::uint64_t restore(core::Engine& engine, journal::Reader& reader, std::uint64_t sequence) {
  const auto snapshot = reader.snapshot_from(sequence);
  if (!snapshot) throw std::runtime_error("inputs are missing, and no snapshot goes on after them");
  if (engine.restore(snapshot->state)) return snapshot->sequence;
  throw std::runtime_error(
      "its snapshots are of another version of Holdwatch: play it with that one, or play what "
      "holdwatchctl journal export gives");
}

}  // namespace

void play_journal(const std::string& path, core::Engine& engine, const Witness& witness) {
  journal::Reader reader(path);
  const std::uint64_t last = reader.last();
  const bool begins_with_snapshot = reader.snapshot_from(0).has_value();
  std::uint64_t reached = begins_with_snapshot ? restore(engine, reader, 0) : 0;
  for (;;) {
    reached = reader.for_each(reached,
                              [&](const JournalRecord& record) { play(engine, record, witness); });
    if (reached == last) return;
    const std::uint64_t after = restore(engine, reader, reached + 1);
    fmt::print(stderr, "{}: inputs {} to {} are lost; what follows begins with a snapshot\n", path,
               reached + 1, after);
    reached = after;
  }
}

}  // namespace holdwatch::replay
