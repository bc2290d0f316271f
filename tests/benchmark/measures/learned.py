"""History for queues, so that a daemon knows what is usual there at any hour."""

import time

from parts import program

TWO_WEEKS = 14
LONGEST_CALL_SECONDS = 600  # every call has ended before the daemon starts


def write_history(path, prefix, queues, calls_a_day):
    """As a queue_log, up to now; waits until it is written."""
    with open(path, "w") as out:
        writer = start_history(out, prefix, queues, calls_a_day)
    if writer.wait() != 0:
        raise RuntimeError("load_queue_log failed")


def start_history(out, prefix, queues, calls_a_day, days=TWO_WEEKS):
    until = int(time.time()) - LONGEST_CALL_SECONDS
    return program("load_queue_log", "--queues", queues, "--days", days, "--calls-a-day",
                   calls_a_day, "--opens", 0, "--closes", 24, "--until", until,
                   "--prefix", prefix, stdout=out)


def source(path):
    """Of the configuration."""
    return f'  - {{type: queue_log, name: past, path: "{path}", follow: false}}'
