#include "sinks/metrics/families.h"

namespace holdwatch::metrics {
namespace {

void add_source_counts(Families& families, const std::vector<SourceHealth>& sources) {
  MetricFamily& events = counter(families, "holdwatch_source_events_total",
                                 "Inputs that arrived, refused ones included.");
  for (const SourceHealth& source : sources) add(events, {{"source", source.name}}, source.events);
  MetricFamily& rejected =
      counter(families, "holdwatch_source_events_rejected_total", "Inputs refused, by reason.");
  for (const SourceHealth& source : sources) {
    for (std::size_t i = 1; i < kDispositions; ++i) {
      const std::string_view reason = to_string(static_cast<Disposition>(i));
      add(rejected, {{"source", source.name}, {"reason", reason}}, source.rejected[i]);
    }
  }
  MetricFamily& uncatalogued =
      counter(families, "holdwatch_source_incidents_uncatalogued_total",
              "Incident reports of a category that the catalogue lacks; they are taken.");
  for (const SourceHealth& source : sources) {
    add(uncatalogued, {{"source", source.name}}, source.uncatalogued);
  }
  MetricFamily& missed =
      counter(families, "holdwatch_source_events_missed_total",
              "Messages that never arrived, by the gaps in their sequence, and inputs left out.");
  for (const SourceHealth& source : sources) add(missed, {{"source", source.name}}, source.missed);
  MetricFamily& shed = counter(families, "holdwatch_source_events_shed_total",
                               "Inputs left out since more came than can be taken, by kind.");
  for (const SourceHealth& source : sources) {
    for (std::size_t i = 0; i < kSheds; ++i) {
      add(shed, {{"source", source.name}, {"kind", to_string(static_cast<Shed>(i))}},
          source.shed[i]);
    }
  }
  MetricFamily& resyncs =
      counter(families, "holdwatch_source_resyncs_total", "Times the feed began anew, by reason.");
  for (const SourceHealth& source : sources) {
    for (const auto& [reason, count] : source.resyncs) {
      add(resyncs, {{"source", source.name}, {"reason", reason}}, count);
    }
  }
}

}  // namespace

void add_sources(Families& families, const Health& health) {
  MetricFamily& up = gauge(families, "holdwatch_source_up",
                           "1 while the feed is connected; absent once it was played to its end.");
  for (const SourceHealth& source : health.sources) {
    if (!source.ended) add(up, {{"source", source.name}}, std::uint64_t{source.up});
  }
  MetricFamily& last = gauge(families, "holdwatch_source_last_event_timestamp_seconds",
                             "The time of the feed's newest event; absent before the first.");
  for (const SourceHealth& source : health.sources) {
    if (source.last_event)
      add(last, {{"source", source.name}}, to_unix_seconds(*source.last_event));
  }
  MetricFamily& lag = gauge(families, "holdwatch_source_event_lag_seconds",
                            "How long after its own time the newest event arrived.");
  for (const SourceHealth& source : health.sources) {
    if (source.last_event) add(lag, {{"source", source.name}}, source.lag_seconds);
  }
  add_source_counts(families, health.sources);
}

void add_daemon(Families& families, const Health& health) {
  add(gauge(families, "holdwatch_build_info", "What is running; always 1."),
      {{"version", health.build.version},
       {"revision", health.build.revision},
       {"compiler", health.build.compiler}},
      std::uint64_t{1});
  add(gauge(families, "holdwatch_config_last_reload_successful",
            "1 when the last reading of the configuration succeeded."),
      {}, std::uint64_t{health.config_last_reload_successful});
  add(gauge(families, "holdwatch_config_last_reload_success_timestamp_seconds",
            "When the configuration was last read successfully."),
      {}, to_unix_seconds(health.config_last_reload_success));
  add(gauge(families, "holdwatch_loop_lag_seconds", "How late the event thread's last timer ran."),
      {}, health.loop_lag_seconds);
  add(gauge(families, "holdwatch_memory_limit_bytes",
            "Memory that the configured limits allow for."),
      {}, health.memory_limit_bytes);
  MetricFamily& messages =
      counter(families, "holdwatch_log_messages_total", "Messages logged, by level.");
  for (std::size_t i = 0; i < kLogLevels.size(); ++i) {
    add(messages, {{"level", kLogLevels[i]}}, health.log_messages[i]);
  }
}

void add_journal(Families& families, const JournalHealth& journal) {
  add(gauge(families, "holdwatch_journal_bytes", "Size of the journal's files."), {},
      journal.bytes);
  add(gauge(families, "holdwatch_journal_writable",
            "1 while the journal can be written, 0 while it is tried again."),
      {}, std::uint64_t{!journal.failing_since});
  add(gauge(families, "holdwatch_journal_backlog_bytes",
            "What waits in memory to be written to the journal."),
      {}, journal.backlog_bytes);
  add(gauge(families, "holdwatch_journal_commit_seconds",
            "How long the journal's last commit took."),
      {}, journal.commit_seconds);
  MetricFamily& last = gauge(families, "holdwatch_journal_last_commit_timestamp_seconds",
                             "What arrived until then is on disk; absent before the first commit.");
  if (journal.last_commit) add(last, {}, to_unix_seconds(*journal.last_commit));
  add(counter(families, "holdwatch_journal_lost_inputs_total",
              "Inputs that the journal doesn't have, since it couldn't be written for too long."),
      {}, journal.lost_inputs);
}

void add_deliveries(Families& families, const Channels& channels) {
  MetricFamily& attempts = counter(families, "holdwatch_notifications_total",
                                   "Attempts to deliver alerts, failed ones included.");
  for (const auto& [name, channel] : channels) add(attempts, {{"channel", name}}, channel.attempts);
  MetricFamily& failed = counter(families, "holdwatch_notifications_failed_total",
                                 "Attempts to deliver alerts that failed, by reason.");
  for (const auto& [name, channel] : channels) {
    for (const auto& [reason, count] : channel.failed) {
      add(failed, {{"channel", name}, {"reason", reason}}, count);
    }
  }
  MetricFamily& latency =
      histogram(families, "holdwatch_alert_delivery_seconds",
                "From the decision to tell of an alert to the receiver's having it.");
  for (const auto& [name, channel] : channels) {
    add(latency, {{"channel", name}}, ChannelFigures::kBoundsSeconds, channel.latency);
  }
}

void add_http(Families& families, const net::HttpRefusals& refused) {
  MetricFamily& turned_away = counter(families, "holdwatch_http_refused_total",
                                      "Requests and connections turned away, by reason.");
  for (std::size_t i = 0; i < refused.size(); ++i) {
    add(turned_away, {{"reason", net::kHttpRefusals[i]}}, refused[i]);
  }
}

void add_process(Families& families, const ProcessStats& process) {
  add(counter(families, "process_cpu_seconds_total", "User and system time spent, in seconds."), {},
      process.cpu_seconds);
  add(gauge(families, "process_start_time_seconds", "Start of the process since the Unix epoch."),
      {}, process.start_time_seconds);
  add(gauge(families, "process_virtual_memory_bytes", "Virtual memory in bytes."), {},
      process.virtual_memory_bytes);
  add(gauge(families, "process_resident_memory_bytes", "Resident memory in bytes."), {},
      process.resident_memory_bytes);
  add(gauge(families, "process_open_fds", "Open file descriptors."), {}, process.open_fds);
  add(gauge(families, "process_max_fds", "Most file descriptors that may be open."), {},
      process.max_fds);
  add(gauge(families, "process_threads", "Threads of the process."), {}, process.threads);
}

}  // namespace holdwatch::metrics
