"""The rows of the report: what a figure is called, its key and unit, and what it ought to be (at
least so much; negative: at most)."""

from typing import NamedTuple, Optional


class Row(NamedTuple):
    what: str
    key: str
    unit: str
    goal: Optional[float] = None


class Section(NamedTuple):
    title: str
    command: str
    rows: list


SIZES = {"10": "10", "1000": "1,000", "100k": "100,000"}


def command(part):
    return f"make bench ONLY={part}"


def received(kind, what, ratio_goal=None, rate_goal=None):
    return [
        Row(f"{what}: of the bare receiver's rate", f"{kind}_ratio", "percent", ratio_goal),
        Row(f"{what}: of its rate, by processor time", f"{kind}_cpu_ratio", "percent"),
        Row(f"{what}: of its rate, with the journal", f"{kind}_journal_ratio", "percent"),
        Row(f"{what}: the daemon", f"{kind}_events_per_second", "rate", rate_goal),
        Row(f"{what}: the daemon with its journal", f"{kind}_journal_events_per_second", "rate"),
        Row(f"{what}: the bare receiver", f"{kind}_bare_events_per_second", "rate"),
        Row(f"{what}: processor time an event", f"{kind}_cpu_seconds_per_event", "seconds"),
        Row(f"{what}: the same, bare", f"{kind}_bare_cpu_seconds_per_event", "seconds"),
    ]


def latency(name, what, p50=None, p99=None):
    return [
        Row(f"{what}: half within", f"{name}_p50_seconds", "seconds", p50),
        Row(f"{what}: 99 % within", f"{name}_p99_seconds", "seconds", p99),
        Row(f"{what}: 99.9 % within", f"{name}_p999_seconds", "seconds"),
        Row(f"{what}: alerts", f"{name}_samples", "count"),
    ]


SECTIONS = [
    Section("Events over ZeroMQ", command("zmq"), [
        *received("zmq_single", "single events", .65),
        *received("zmq_batch", "batches of 64", .40, 3e6),
        *received("json", "JSON, 64 a message", None, 1e6),
        *received("json_single", "JSON, one a message"),
    ]),
    Section("A recorded queue_log", command("replay"), [
        Row("replay: against mtail", "queue_log_vs_mtail", "times", 20),
        Row("replay", "queue_log_lines_per_second", "rate", 2e6),
        Row("mtail", "mtail_lines_per_second", "rate"),
        Row("`wc -l`", "wc_lines_per_second", "rate"),
    ]),
    Section("From an event to its published alert", command("latency"), [
        *latency("alert_latency", "100,000 events a second", -200e-6, -1e-3),
        *latency("long_hold_latency", "of these, long holds"),
        *latency("surge_latency", "of these, surges with their causes"),
        *latency("alert_latency_journal", "100,000 events a second, journal"),
        *latency("alert_latency_at_50k", "50,000 events a second"),
        *latency("alert_latency_at_50k_journal", "50,000 events a second, journal"),
        *(Row(f"{what}: event thread, an event",
              f"alert_latency{name}_event_thread_seconds_per_event", "seconds")
          for name, what in (("", "100,000 a second"), ("_journal", "100,000 a second, journal"),
                             ("_at_50k", "50,000 a second"),
                             ("_at_50k_journal", "50,000 a second, journal"))),
    ]),
    Section("What each stage adds to an event", command("stages"), [
        Row("decoding, protobuf, 64 a message", "stage_decode_seconds_per_event", "seconds"),
        Row("state of calls", "stage_state_seconds_per_event", "seconds"),
        Row("the rest of the engine: detection, groups, attributes",
            "stage_rest_of_engine_seconds_per_event", "seconds"),
        Row("journal, on the event thread", "stage_journal_seconds_per_event", "seconds"),
        Row("decoding one protobuf event alone", "decode_protobuf_seconds_per_event", "seconds"),
        Row("decoding a JSON event", "decode_json_seconds_per_event", "seconds"),
        Row("decoding a line of queue_log", "decode_queue_log_seconds_per_event", "seconds"),
        Row("instructions of `replay` for a line of queue_log (callgrind)",
            "replay_instructions_per_line", "count"),
    ]),
    Section("A scrape", command("scrape"), [
        row for queues in (10, 1_000, 10_000) for row in (
            Row(f"{queues:,} queues: /metrics answered in", f"scrape_seconds_{queues}_queues",
                "seconds"),
            Row(f"{queues:,} queues: the page", f"scrape_page_bytes_{queues}_queues", "bytes"),
            Row(f"{queues:,} queues: the event thread's snapshot, once a second",
                f"snapshot_stall_seconds_{queues}_queues", "seconds"),
            Row(f"{queues:,} queues: what a scrape adds to it",
                f"scrape_stall_seconds_{queues}_queues", "seconds"))
    ]),
    Section("More queues", command("sizes"), [
        Row("an event at 100,000 queues, against 10", "cost_ratio_100k_to_10_queues", "times", -1.5),
        *(Row(f"{size} queues: event thread, an event", f"event_thread_seconds_per_event_{name}_queues",
              "seconds") for name, size in SIZES.items()),
        *(Row(f"{size} learned queues: resident memory", f"resident_bytes_{name}_queues", "bytes",
              -2 * 1024 ** 3 if name == "100k" else None) for name, size in SIZES.items()),
        Row("memory a queue", "bytes_per_queue", "bytes"),
        *(Row(f"{size} learned queues: from start to ready", f"ready_seconds_{name}_queues", "seconds",
              -5 if name == "100k" else None) for name, size in SIZES.items()),
    ]),
]
