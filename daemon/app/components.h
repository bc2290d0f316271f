#pragma once

#include <span>
#include <string>
#include <vector>

#include "config/section.h"
#include "sinks/sink.h"
#include "sources/source.h"

/// The explicit lists of what this daemon is made of. A new source or sink is entered here.
namespace holdwatch {

std::span<const SourceKind> source_kinds();
std::span<const SinkKind> sink_kinds();

/// One entry of `sources:` or `sinks:`, read but not made yet.
template <class Factory>
struct Configured {
  std::string name;  ///< unique; the type unless configured
  Factory make;
};
using ConfiguredSource = Configured<SourceFactory>;
using ConfiguredSink = Configured<SinkFactory>;

/// Read the lists of a configuration file; problems are left in `root`. An absent list gives the
/// defaults. What the HTTP listener promises is there in any case, listed or not: the source `http`
/// and the sinks `metrics` and `api`.
std::vector<ConfiguredSource> read_sources(config::Section& root,
                                           std::span<const SourceKind> kinds = source_kinds());
std::vector<ConfiguredSink> read_sinks(config::Section& root,
                                       std::span<const SinkKind> kinds = sink_kinds());

}  // namespace holdwatch
