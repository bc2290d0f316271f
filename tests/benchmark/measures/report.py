"""The report: which figures there must be, and how they read in docs/performance.md."""

from machine import ROOT
from rows import SECTIONS, Row

DOCS = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- make bench: from here -->", "<!-- make bench: to here -->"

# What other programs read; null where it wasn't measured.
PROMISED = [
    "zmq_single_ratio", "zmq_batch_ratio", "zmq_batch_events_per_second", "json_events_per_second",
    "queue_log_vs_mtail", "queue_log_lines_per_second", "alert_latency_p50_seconds",
    "alert_latency_p99_seconds", "bytes_per_queue", "cost_ratio_100k_to_10_queues",
    "ready_seconds_100k_queues",
]


def complete(found):
    for key in PROMISED:
        found.setdefault(key, None)


def seconds(value):
    if value < 1e-6:
        return f"{1e9 * value:.0f} ns"
    if value < 1e-3:
        return f"{1e6 * value:.3g} µs"
    return f"{1e3 * value:.3g} ms" if value < 1 else f"{value:.3g} s"


def count(value):
    return f"{value / 1e6:.2f} million" if value >= 1e6 else f"{value:,.0f}"


def size(value):
    return f"{value / 1e9:.2f} GB" if value >= 1e9 else (
        f"{value / 1e6:.0f} MB" if value >= 1e6 else f"{value / 1e3:.1f} kB")


SHOWN = {
    "percent": lambda value: f"{100 * value:.0f} %",
    "times": lambda value: f"{value:.3g} times",
    "seconds": seconds,
    "count": count,
    "rate": lambda value: f"{count(value)} a second",
    "bytes": size,
}


def line(row, found):
    """One row of a table; empty when nothing of it was measured."""
    value = found.get(row.key)
    if value is None:
        return ""
    show = SHOWN[row.unit]
    if row.goal is None:
        return f"| {row.what} | {show(value)} | |\n"
    sign, goal = ("at least", row.goal) if row.goal > 0 else ("at most", -row.goal)
    missed = value < goal if row.goal > 0 else value > goal
    return f"| {row.what} | {show(value)} | {sign} {show(goal)}{': **missed**' if missed else ''} |\n"


def table(found):
    """All sections, each with the command that made it."""
    text = (f"{found['machine']}; {found['system']}; {found['compiler']}, libzmq "
            f"{found['libzmq_version']}, mtail {found['mtail_version'] or 'missing'}; commit "
            f"{found['commit']}; {found['measured_at']}; runs of each: {found['runs']}; load "
            f"{found['load_at_start']:.1f} before and {found['load_at_end']:.1f} after.\n")
    if found["quick"]:
        text += "\n**A fiftieth of the load, and of the queues: these are no measurements.**\n"
    for section in SECTIONS:
        rows = "".join(line(row, found) for row in section.rows)
        if rows:
            text += (f"\n**{section.title}** (`{section.command}`)\n\n| | measured | goal |\n"
                     f"|---|---|---|\n{rows}")
    return text


def write_docs(found):
    """Puts the tables between the two markers."""
    before, rest = DOCS.read_text().split(BEGIN)
    _, after = rest.split(END)
    DOCS.write_text(f"{before}{BEGIN}\n\n{table(found)}\n{END}{after}")
