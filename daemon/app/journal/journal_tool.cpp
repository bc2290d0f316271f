#include "app/journal/journal_tool.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <vector>

#include "app/replay/recording.h"
#include "app/terminal/figures.h"
#include "journal/pruning.h"
#include "journal/reader.h"
#include "wire/json_encoder.h"
#include "wire/rfc3339.h"

namespace holdwatch::journal_tool {

namespace {

using journal::Contents;
using journal::Reader;

void line(std::string_view name, const std::string& value) {
  fmt::print("{:<11}{}\n", name, value);
}

std::string input_text(const Contents& c) {
  if (c.inputs == 0) return "none";
  return fmt::format("{}, numbered {} to {}, in {} ({:.1f} bytes each)", c.inputs, c.first_input,
                     c.last_input, terminal::bytes(c.input_bytes),
                     static_cast<double>(c.input_bytes) / static_cast<double>(c.inputs));
}

std::string snapshot_text(const Contents& c) {
  if (c.snapshots.empty()) return "none";
  return fmt::format("{} in {}, the newest after input {} at {}", c.snapshots.size(),
                     terminal::bytes(c.snapshot_bytes), c.snapshots.back().sequence,
                     wire::format_rfc3339(c.snapshots.back().clock));
}

void print(const Contents& c) {
  line("schema", fmt::to_string(c.schema));
  line("file", terminal::bytes(c.file_bytes));
  line("inputs", input_text(c));
  if (c.from) {
    line("period", wire::format_rfc3339(*c.from) + " to " + wire::format_rfc3339(*c.until));
  }
  for (const journal::Gap& gap : c.gaps) {
    line("lost", fmt::format("inputs {} to {}", gap.first, gap.last));
  }
  line("snapshots", snapshot_text(c));
  line("alerts", fmt::format("{} changes", c.alerts));
  line("incidents", fmt::format("{} reports", c.incidents));
  line("verdicts", fmt::to_string(c.verdicts));
  for (const journal::StoredSource& source : c.sources) line("source", source.name);
}

/// Writes what JSON Lines have a word for.
class Exporter {
 public:
  void operator()(const CallEvent& event) { write(wire::to_json(event)); }
  void operator()(const IncidentReport& report) { write(wire::to_json(report)); }
  void operator()(const Verdict& verdict) { write(wire::to_json(verdict)); }
  template <class Other>
  void operator()(const Other&) {
    ++left_out_;
  }

  std::uint64_t left_out() const { return left_out_; }

 private:
  void write(std::string json) {
    json += '\n';
    std::fwrite(json.data(), 1, json.size(), stdout);
  }

  std::uint64_t left_out_ = 0;
};

/// Over what was lost it goes on with what came after.
void export_all(const std::string& path) {
  Reader reader(path);
  Exporter exporter;
  const Contents contents = reader.contents();
  std::vector<std::uint64_t> starts = {std::max<std::uint64_t>(contents.first_input, 1) - 1};
  for (const journal::Gap& gap : contents.gaps) starts.push_back(gap.last);
  for (const std::uint64_t after : starts) {
    reader.for_each(after,
                    [&](const JournalRecord& record) { std::visit(exporter, record.input); });
  }
  replay::write_out("");
  if (exporter.left_out() == 0) return;
  fmt::print(stderr, "{} acknowledgements and words about feeds have no line\n",
             exporter.left_out());
}

}  // namespace

int info(const std::string& path) {
  return replay::guarded("journal info", [&] { print(Reader(path).contents()); });
}

int verify(const std::string& path) {
  std::size_t found = 0;
  const int status = replay::guarded("journal verify", [&] {
    Reader reader(path);
    for (const std::string& problem : reader.verify()) {
      fmt::print(stderr, "{}: {}\n", path, problem);
      ++found;
    }
    if (found == 0) fmt::print("{}: all is well, {} inputs\n", path, reader.contents().inputs);
  });
  return found > 0 ? 1 : status;
}

int export_inputs(const std::string& path) {
  return replay::guarded("journal export", [&] { export_all(path); });
}

int prune(const std::string& path, Duration keep_for) {
  return replay::guarded("journal prune", [&] {
    const std::uint64_t before = Reader(path).contents().file_bytes;
    journal::prune(path, keep_for);
    fmt::print("{}: {}, before {}\n", path, terminal::bytes(Reader(path).contents().file_bytes),
               terminal::bytes(before));
  });
}

}  // namespace holdwatch::journal_tool
