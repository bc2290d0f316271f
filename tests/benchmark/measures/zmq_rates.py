"""The real daemon, fed over ZeroMQ by another process, against a receiver that does nothing: events
a second from the first that is sent until the last has had its effect (it makes an alert). The
feeder has one core and whoever takes has the other, with all its threads; they take turns.
The daemon is new: it has learned nothing yet."""

import statistics

from machine import on_core
from parts import END, feed, free_port, program, result_of, say, spread, wait_until

KINDS = {  # arguments of the feeder, events a message, events
    "zmq_single": ([], 1, 2_000_000),
    "zmq_batch": (["--batch", 64], 64, 3_000_000),
    "json": (["--json", "--batch", 64], 64, 1_500_000),
    "json_single": (["--json"], 1, 1_000_000),
}


def start_feeder(endpoint, arguments, events):
    with on_core("first"):
        return program("load_feeder", endpoint, "--events", events, "--last", "end", *arguments,
                       stdout=-1)


def bare(arguments, batch, events):
    endpoint = f"tcp://127.0.0.1:{free_port()}"
    with on_core("last"):
        receiver = program("load_receiver", endpoint, -(-events // batch) + 1, stdout=-1)
    fed = result_of(start_feeder(endpoint, arguments, events))
    took = result_of(receiver)
    return {"rate": events / (took["ended"] - fed["began"]),
            "cpu": took["processor_seconds"] / events}


def ours(arguments, events, journal=False):
    with feed(core="last", journal=journal, config=f"queues: [{END}]") as fed:
        fed.daemon.wait_ready()
        alerts = fed.listen(core="first")
        before, thread_before = fed.processor_seconds()
        sent = result_of(start_feeder(fed.endpoint, arguments, events))
        ended = alerts.end()
        after, thread_after = fed.processor_seconds()
        wait_until(lambda: fed.accepted() == sent["events"], "every event")
    return {"rate": events / (ended - sent["began"]), "cpu": (after - before) / events,
            "thread": (thread_after - thread_before) / events}


def turns(kind, runs, scale):
    """Each kind of receiver in turn; what each run gave."""
    arguments, batch, events = KINDS[kind]
    events = int(events * scale)
    results = {"bare": [], "ours": [], "journal": []}
    for run in range(runs):
        results["bare"].append(bare(arguments, batch, events))
        results["ours"].append(ours(arguments, events))
        results["journal"].append(ours(arguments, events, journal=True))
        rates = ", ".join(f"{name} {each[-1]['rate'] / 1e6:.2f}" for name, each in results.items())
        say(f"  {kind}, run {run + 1} of {runs}: {rates} million events a second")
    return results


def summary(kind, results):
    def median(name, what):
        return statistics.median(run[what] for run in results[name])

    def ratio(name):
        return [one["rate"] / other["rate"] for one, other in zip(results[name], results["bare"])]

    return {
        f"{kind}_ratio": statistics.median(ratio("ours")),
        f"{kind}_ratio_spread": spread(ratio("ours")),
        f"{kind}_journal_ratio": statistics.median(ratio("journal")),
        f"{kind}_cpu_ratio": median("bare", "cpu") / median("ours", "cpu"),
        f"{kind}_events_per_second": median("ours", "rate"),
        f"{kind}_journal_events_per_second": median("journal", "rate"),
        f"{kind}_bare_events_per_second": median("bare", "rate"),
        f"{kind}_cpu_seconds_per_event": median("ours", "cpu"),
        f"{kind}_event_thread_seconds_per_event": median("ours", "thread"),
        f"{kind}_journal_cpu_seconds_per_event": median("journal", "cpu"),
        f"{kind}_bare_cpu_seconds_per_event": median("bare", "cpu"),
    }


def measure(runs, scale):
    found = {}
    for kind in KINDS:
        found |= summary(kind, turns(kind, runs, scale))
    return found
