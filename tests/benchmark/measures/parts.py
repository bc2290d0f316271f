"""What the parts of the report have in common: programs, daemons, medians."""

import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

from machine import ROOT, on_core, thread_seconds

sys.path.insert(0, str(ROOT / "tests" / "e2e"))
BIN = pathlib.Path(os.environ.setdefault("HOLDWATCHD", str(ROOT / "build/release/bin/holdwatchd"))
                   ).resolve().parent

import harness  # noqa: E402
from harness import Daemon, free_port, wait_until  # noqa: E402

harness.DEADLINE_SECONDS = 120  # for each wait, but to learn what is usual


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


END = "{name: end, long_hold: 1s}"  # of the configured queues: its first caller makes an alert


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

    def end(self):
        """When the last of a feeder's events had its effect, in seconds; waits for it."""
        return wait_until(lambda: next((came / 1e6 for came, alert in self.came()
                                        if alert["queue"] == "end"), None), "the last alert")


class Feed:
    """A daemon as a user has it, fed over ZeroMQ, whose alerts somebody hears."""

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
        self.alerts = None

    def accepted(self):
        """Events that were counted; one that was refused is an error of the measurement."""
        _, answer = self.daemon.get("/api/v1/feeds")
        counts = next(each for each in json.loads(answer)["feeds"] if each["name"] == "feed")
        if counts["rejected"] or counts["missed"]:
            raise RuntimeError(f"not all was taken: {counts}\n{self.daemon.log()}")
        return counts["events"]

    def processor_seconds(self):
        """Of the whole process, and of its event thread."""
        pid = self.daemon.process.pid
        return thread_seconds(pid), thread_seconds(pid, pid)

    def listen(self, core=None):
        """To its alerts, from now on."""
        with on_core(core):
            self.alerts = Alerts(self.folder, self.publishes)
        return self.alerts

    def close(self):
        self.daemon.kill()
        if self.alerts:
            self.alerts.process.kill()
            self.alerts.process.wait()


@contextlib.contextmanager
def feed(core=None, **options):
    """A daemon in a folder of its own, on that core, ended afterwards."""
    with tempfile.TemporaryDirectory(prefix="holdwatch-bench-") as folder:
        with on_core(core):
            made = Feed(folder, **options)
        try:
            yield made
        finally:
            made.close()
