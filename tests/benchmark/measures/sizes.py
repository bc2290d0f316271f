"""What more queues cost: processor time of the event thread for an event, in batches of 64 and as
fast as they are taken; memory, once three days have taught what is usual in each queue and a page
has been asked for, without a journal; and from the start of a process until it is ready, from the
snapshot that such a daemon left. Each has a daemon of its own."""

import contextlib
import os
import statistics
import subprocess
import tempfile
import time

from learned import source, start_history
from machine import on_core
from parts import END, Feed, feed, program, result_of, say, wait_until

SIZES = [10, 1_000, 100_000]
LIMITS = "limits: {queues: 200000}\n"
EVENTS, EVENTS_A_QUEUE = 2_000_000, 4
DAYS_LEARNED, LEARNED_CALLS_A_DAY = 3, 4
TEACHING_SECONDS, TOLD_EVERY_SECONDS = 600, 20


def name_of(queues):
    return f"{queues // 1000}k" if queues >= 100_000 else str(queues)


def push(fed, queues, events, *arguments):
    with on_core("first"):
        return result_of(program("load_feeder", fed.endpoint, "--events", events, "--queues",
                                 queues, "--batch", 64, *arguments, stdout=-1))


def cost(queues, events):
    """Seconds of the event thread for one event, when all queues are known."""
    with feed(core="last", config=f"{LIMITS}queues: [{END}]") as fed:
        fed.daemon.wait_ready()
        alerts = fed.listen(core="first")
        first = push(fed, queues, max(100_000, EVENTS_A_QUEUE * queues), "--span", 1, "--ids", "1")
        wait_until(lambda: fed.accepted() == first["events"], "every event")
        used = fed.processor_seconds()[1]
        push(fed, queues, events, "--last", "end")
        alerts.end()
        return (fed.processor_seconds()[1] - used) / events


def teach(owned, queues, journal):
    """A daemon that has read some days of all queues, through a pipe; `owned` ends it."""
    folder = owned.enter_context(tempfile.TemporaryDirectory(prefix="holdwatch-bench-"))
    pipe = os.path.join(folder, "past")
    os.mkfifo(pipe)
    with os.fdopen(os.open(pipe, os.O_RDWR), "w") as past:  # neither end has to wait for the other
        writer = start_history(past, "queue-", queues, LEARNED_CALLS_A_DAY, DAYS_LEARNED)
        owned.callback(writer.wait)
        owned.callback(writer.kill)  # else it waits for the pipe when the daemon is given up
        fed = Feed(folder, journal=journal, sources=source(pipe), config=LIMITS)
        owned.callback(fed.close)
        fed.daemon.wait_for_log("started")
    wait_until_taught(fed.daemon)
    return fed


def wait_until_taught(daemon):
    """Longer than for anything else, but never in silence."""
    begun = told = time.monotonic()
    while "history is read" not in daemon.log():
        now = time.monotonic()
        if now - begun > TEACHING_SECONDS or daemon.process.poll() is not None:
            raise AssertionError(f"never taught\n{daemon.log()}")
        if now - told > TOLD_EVERY_SECONDS:
            told = now
            say(f"    taught for {now - begun:.0f} s")
        time.sleep(0.5)


def resident_bytes(queues):
    """As a user has it: live, and asked for its page."""
    with contextlib.ExitStack() as owned:
        fed = teach(owned, queues, False)
        time.sleep(3)
        fed.daemon.get("/metrics")
        time.sleep(2)
        return fed.daemon.resident_bytes()


def ready_seconds(queues, runs):
    took = []
    with contextlib.ExitStack() as owned:
        fed = teach(owned, queues, True)
        for _ in range(runs):
            fed.daemon.end()
            begun = time.monotonic()
            fed = Feed(fed.folder, journal=True, config=LIMITS)
            owned.callback(fed.close)
            fed.daemon.wait_ready()
            took.append(time.monotonic() - begun)
    return statistics.median(took)


def one_size(queues, runs, scale):
    """Nothing of what can't be had within the time that every wait is given."""
    parts = {
        "event_thread_seconds_per_event": lambda: statistics.median(
            cost(queues, int(EVENTS * scale)) for _ in range(min(runs, 3))),
        "resident_bytes": lambda: resident_bytes(queues),
        "ready_seconds": lambda: ready_seconds(queues, min(runs, 3)),
    }
    found = {}
    for name, work in parts.items():
        try:
            found[name] = work()
            say(f"  {queues} queues: {name.replace('_', ' ')} {found[name]:.3g}")
        except (AssertionError, subprocess.TimeoutExpired):
            found[name] = None
            say(f"  {queues} queues: {name.replace('_', ' ')}: not in time")
    return found


def measure(runs, scale):
    found, sizes = {}, {}
    for size in SIZES:
        sizes[size] = one_size(int(max(10, size * scale)), runs, scale)
        found |= {f"{name}_{name_of(size)}_queues": value for name, value in sizes[size].items()}
    least, most = sizes[SIZES[0]], sizes[SIZES[-1]]
    if most["resident_bytes"]:
        found["bytes_per_queue"] = ((most["resident_bytes"] - least["resident_bytes"])
                                    / (SIZES[-1] * scale - SIZES[0] * scale))
    if most["event_thread_seconds_per_event"]:
        found["cost_ratio_100k_to_10_queues"] = (most["event_thread_seconds_per_event"]
                                                 / least["event_thread_seconds_per_event"])
    return found
