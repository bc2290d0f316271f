#include "app/components.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <set>

#include "config/nearest.h"
#include "sinks/alertmanager/alertmanager_sink.h"
#include "sinks/api/api_sink.h"
#include "sinks/console/console_sink.h"
#include "sinks/jsonl/jsonl_sink.h"
#include "sinks/log/log_sink.h"
#include "sinks/metrics/metrics_sink.h"
#include "sinks/webhook/webhook_sink.h"
#include "sinks/zmq/zmq_sink.h"
#include "sources/asterisk_ami/ami_source.h"
#include "sources/demo/demo_source.h"
#include "sources/freeswitch_esl/esl_source.h"
#include "sources/http/http_source.h"
#include "sources/incident_file/incident_file_source.h"
#include "sources/jsonl/jsonl_source.h"
#include "sources/queue_log/queue_log_source.h"
#include "sources/zmq/zmq_source.h"

namespace holdwatch {

namespace {

constexpr SourceKind kSourceKinds[] = {http::kKind,           zmq::kKind,       asterisk_ami::kKind,
                                       freeswitch_esl::kKind, queue_log::kKind, jsonl::kKind,
                                       incident_file::kKind,  demo::kKind};

constexpr SinkKind kSinkKinds[] = {metrics::kSinkKind,      api::kSinkKind,    log::kSinkKind,
                                   console::kSinkKind,      jsonl::kSinkKind,  zmq::kSinkKind,
                                   alertmanager::kSinkKind, webhook::kSinkKind};

/// What the daemon does when it is told nothing.
constexpr const char* kDefaults = R"(
sources:
  - {type: zmq, pull: "tcp://127.0.0.1:9479"}
sinks:
  - {type: log}
)";

/// The kind that the entry's `type` names; an unknown one is a problem, and null.
template <class Kind>
const Kind* read_kind(config::Section& section, std::span<const Kind> kinds) {
  const std::optional<std::string> type = section.optional_text("type");
  std::vector<std::string> types;
  for (const Kind& kind : kinds) {
    if (kind.type == type) return &kind;
    types.emplace_back(kind.type);
  }
  const std::vector<std::string> meant = config::nearest(type.value_or(""), types);
  const std::string found = type ? config::quoted(*type) : "nothing";
  section.problem("type",
                  meant.empty()
                      ? fmt::format("found {}, expected one of {}", found, fmt::join(types, ", "))
                      : fmt::format("found {}, expected perhaps {}", found, meant.front()));
  return nullptr;
}

/// Reads one entry; the name must be new in `names`.
template <class Kind>
auto read_entry(config::Section& section, const Kind& kind, std::set<std::string>& names) {
  std::string name = section.text("name", kind.type);
  if (!names.insert(name).second) {
    section.problem(
        "name", fmt::format("found {} a second time, expected unique names", config::quoted(name)));
  }
  auto make = kind.read(section);
  section.finish();
  return Configured<decltype(make)>{std::move(name), std::move(make)};
}

/// Where the entries stand that are there whether configured or not.
enum class Always : std::uint8_t { first, last };

/// Reads the list under `key`, with the types in `always` where nobody listed them.
template <class Kind>
auto read_list(config::Section& root, std::string_view key, std::span<const Kind> kinds,
               Always always_there, std::initializer_list<std::string_view> always) {
  std::vector<config::Section> sections = root.list(key);
  if (!root.has(key)) sections = config::Section::parse(kDefaults, "defaults").list(key);
  for (const std::string_view type : always) {
    const bool is_listed =
        std::any_of(sections.begin(), sections.end(),
                    [&](config::Section& section) { return section.text("type", "") == type; });
    if (is_listed) continue;
    const std::string entry = fmt::format("type: {}", type);
    const auto place = always_there == Always::first ? sections.begin() : sections.end();
    sections.insert(place, config::Section::parse(entry, "defaults"));
  }
  std::set<std::string> names;
  std::vector<Configured<decltype(kinds.front().read(root))>> entries;
  for (config::Section& section : sections) {
    const Kind* kind = read_kind(section, kinds);
    if (kind) entries.push_back(read_entry(section, *kind, names));
  }
  return entries;
}

}  // namespace

std::span<const SourceKind> source_kinds() {
  return kSourceKinds;
}

std::span<const SinkKind> sink_kinds() {
  return kSinkKinds;
}

std::vector<ConfiguredSource> read_sources(config::Section& root,
                                           std::span<const SourceKind> kinds) {
  return read_list(root, "sources", kinds, Always::first, {"http"});
}

std::vector<ConfiguredSink> read_sinks(config::Section& root, std::span<const SinkKind> kinds) {
  // Last: whom the user named hears of an alert before pages do.
  return read_list(root, "sinks", kinds, Always::last, {"api", "metrics"});
}

}  // namespace holdwatch
