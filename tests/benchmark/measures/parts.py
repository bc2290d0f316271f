"""What the parts of the report have in common: programs, daemons, medians."""

import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

from machine import ROOT, thread_seconds

sys.path.insert(0, str(ROOT / "tests" / "e2e"))
BIN = pathlib.Path(os.environ.setdefault("HOLDWATCHD", str(ROOT / "build/release/bin/holdwatchd"))
                   ).resolve().parent

from harness import Daemon, free_port, wait_until  # noqa: E402


def say(text):
    print(text, file=sys.stderr, flush=True)


def program(name, *arguments, **options):
    """Starts one of the built programs."""
    return subprocess.Popen([BIN / name, *map(str, arguments)], text=True, **options)


def result_of(process):
    """What a program printed as JSON when it was done."""
    output, _ = process.communicate(timeout=600)
    if process.returncode != 0:
        raise RuntimeError(f"{process.args[0]} ended with {process.returncode}")
    return json.loads(output)


def spread(values):
    """How far runs lie apart: (greatest - least) / median."""
    return (max(values) - min(values)) / statistics.median(values)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Alerts:
    """Hears what a daemon publishes."""

    def __init__(self, folder, endpoint):
        self.path = pathlib.Path(folder, "alerts.jsonl")
        with open(self.path, "w") as out:
            self.process = program("load_alerts", endpoint, stdout=out)

    def came(self):
        """(microseconds since the epoch, alert), in order."""
        for line in self.path.read_text().splitlines():
            came, alert = line.split(" ", 1)
            yield int(came), json.loads(alert)

    def of_queue(self, queue):
        """When the queue's first alert came, in seconds."""
        return next((came / 1e6 for came, alert in self.came() if alert["queue"] == queue), None)


class Feed:
    """A daemon as a user has it, fed over ZeroMQ, whose alerts somebody hears."""

    EVENTS = 'holdwatch_source_events_total{source="feed"}'

    def __init__(self, folder, journal=False, config="", sources=""):
        self.endpoint = f"tcp://127.0.0.1:{free_port()}"
        self.publishes = f"tcp://127.0.0.1:{free_port()}"
        path = f', path: "{folder}/journal.db"' if journal else ""
        self.daemon = Daemon(folder, f"""
journal: {{enabled: {str(journal).lower()}{path}}}
sources:
  - {{type: zmq, name: feed, pull: "{self.endpoint}"}}
{sources}
sinks: [{{type: zmq, publish: "{self.publishes}"}}]
{config}""")
        self.folder = folder

    def accepted(self):
        """Events that were counted; what was refused is an error of the measurement."""
        metrics = self.daemon.metrics()
        refused = sum(value for name, value in metrics.items()
                      if name.startswith("holdwatch_source_events_rejected_total"))
        if refused:
            raise RuntimeError(f"{refused:.0f} events were refused\n{self.daemon.log()}")
        return metrics.get(self.EVENTS, 0)

    def processor_seconds(self):
        """Of the whole process, and of its event thread."""
        pid = self.daemon.process.pid
        return thread_seconds(pid), thread_seconds(pid, pid)


@contextlib.contextmanager
def feed(*arguments, **options):
    with tempfile.TemporaryDirectory(prefix="holdwatch-bench-") as folder:
        made = Feed(folder, *arguments, **options)
        try:
            yield made
        finally:
            made.daemon.kill()
