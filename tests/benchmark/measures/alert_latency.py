"""From an event to its alert at a ZeroMQ subscriber in another process, beside many other events,
one a message: long holds, each made by one event, and surges in queues whose usual calls were
learned, each made by the call that raised the alarm. Updates that only the passing of time brings
are no event's, and are left out."""

import datetime
import os
import pathlib
import statistics
import tempfile
import time

from learned import source, write_history
from parts import feed, percentile, program, result_of, say, wait_until

HOLDS_A_SECOND, SURGES_A_SECOND, CALLS_A_SURGE, SECONDS = 50, 4, 20, 30
LEARNED_CALLS_A_DAY = 96
SETTLES_SECONDS = 3  # before: so that a caller who joined 1.5 s ago is not history
CASES = [("", 100_000, False), ("_journal", 100_000, True), ("_at_50k", 50_000, False),
         ("_at_50k_journal", 50_000, True)]
SHARES = {"p50": .5, "p99": .99, "p999": .999}


def microseconds(text):
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return round(moment.timestamp() * 1e6)


def latencies(probes, alerts):
    """In seconds, of long holds and of surges."""
    sent = {}
    for line in probes.read_text().splitlines():
        queue, when, own_time = line.split()
        sent.setdefault(queue, {})[int(own_time)] = int(when)
    found = {"long_hold": [], "surge": []}
    for came, alert in alerts:
        if alert["status"] != "firing" or alert["queue"] not in sent:
            continue
        causes = sent[alert["queue"]]
        cause = (min(causes) if alert["alert"] == "long_hold" else microseconds(alert["opened"]))
        if cause in causes:
            found[alert["alert"]].append((came - causes[cause]) / 1e6)
    return found


def config(seconds):
    holds = ", ".join(f"{{name: hold-{i:06}, long_hold: 1s}}"
                      for i in range(int(HOLDS_A_SECOND * seconds) + 1))
    return f"queues: [{holds}]"


def run(history, rate, journal, seconds):
    """Latencies by kind, events a second, and how long one takes the event thread."""
    with feed(journal=journal, sources=source(history), config=config(seconds)) as fed:
        fed.daemon.wait_ready().wait_for_log("history is read")
        alerts = fed.listen()
        time.sleep(SETTLES_SECONDS)
        used, probes = fed.processor_seconds()[1], pathlib.Path(fed.folder, "probes")
        paced = result_of(program(
            "load_pace", fed.endpoint, probes, "--seconds", seconds, "--rate", rate, "--holds",
            HOLDS_A_SECOND, "--surge-calls", SURGES_A_SECOND * CALLS_A_SURGE, stdout=-1))
        wait_until(lambda: fed.accepted() >= paced["events"], "every event")
        spent = fed.processor_seconds()[1] - used
        time.sleep(SETTLES_SECONDS)  # the last alerts wait for their causes and for the disk
        return {**latencies(probes, alerts.came()), "rate": paced["events"] / paced["seconds"],
                "thread": spent / paced["events"]}


def named(name, values):
    quantiles = {f"{name}_{share}_seconds": percentile(values, SHARES[share]) if values else None
                 for share in SHARES}
    return quantiles | {f"{name}_samples": len(values)}


def summary(name, result):
    """All alerts together, and each kind by itself."""
    return {
        **named(f"alert_latency{name}", result["long_hold"] + result["surge"]),
        **named(f"long_hold_latency{name}", result["long_hold"]),
        **named(f"surge_latency{name}", result["surge"]),
        f"alert_latency{name}_events_per_second": result["rate"],
        f"alert_latency{name}_event_thread_seconds_per_event": result["thread"],
    }


def measure(runs, scale):
    seconds = max(5, SECONDS * scale)
    found = {}
    with tempfile.TemporaryDirectory(prefix="holdwatch-bench-") as folder:
        history = os.path.join(folder, "queue_log")
        write_history(history, "surge-", int(SURGES_A_SECOND * seconds) + 1, LEARNED_CALLS_A_DAY)
        for name, rate, journal in CASES:
            result = run(history, rate, journal, seconds)
            found |= summary(name, result)
            say(f"  {rate} events a second, journal {'on' if journal else 'off'}: " + ", ".join(
                f"{kind.replace('_', ' ')}s {1e3 * statistics.median(result[kind]):.2f} ms of "
                f"{len(result[kind])}" for kind in ("long_hold", "surge") if result[kind]))
    return found
