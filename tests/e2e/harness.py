"""Runs the real daemon for a test: on free ports, in a folder of its own, every wait bounded."""

import datetime
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import threading
import time
import unittest
import urllib.error
import urllib.request

HOLDWATCHD = os.environ["HOLDWATCHD"]
DEADLINE_SECONDS = 120  # for what takes a few, on a machine that others use as well


def wait_until(condition, what):
    """Asks until the condition holds; returns what it gave."""
    end = time.monotonic() + DEADLINE_SECONDS
    pause = threading.Event()
    while time.monotonic() < end:
        result = condition()
        if result:
            return result
        pause.wait(0.02)
    raise AssertionError(f"not within {DEADLINE_SECONDS} s: {what}")


def free_port():
    """For programs that can't choose one and tell; it was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def rfc3339(seconds):
    moment = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def event(seconds, kind, call, queue="orders", **fields):
    """One event as a JSON line, without its end."""
    fields = {"time": rfc3339(seconds), "type": kind, "queue": queue, "call": call, **fields}
    return json.dumps(fields)


class Daemon:
    """A running holdwatchd. `config` is YAML; the listener's port is chosen by the system."""

    def __init__(self, folder, config="", environment=None, arguments=()):
        self.config = pathlib.Path(folder, "holdwatch.yaml")
        self.write_config(config)
        self.lines = []
        self.more = threading.Condition()
        # A small quarantine, so that memory can be judged under the address sanitizer too.
        asan = "quarantine_size_mb=1:thread_local_quarantine_size_kb=64"
        environment = {"ASAN_OPTIONS": asan, **os.environ, **(environment or {})}
        self.process = subprocess.Popen(
            [HOLDWATCHD, "--config", str(self.config), *arguments], cwd=folder, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
        self.output_lines = []
        self.readers = [threading.Thread(target=self._read_log, daemon=True),
                        threading.Thread(target=self._read_output, daemon=True)]
        for reader in self.readers:
            reader.start()

    def write_config(self, config):
        if not config.startswith("http:"):
            config = 'http: {listen: "127.0.0.1:0"}\n' + config
        self.config.write_text(config)

    def _read_log(self):
        for line in self.process.stderr:
            with self.more:
                self.lines.append(line.rstrip("\n"))
                self.more.notify_all()
        with self.more:
            self.lines.append(None)
            self.more.notify_all()

    def _read_output(self):
        for line in self.process.stdout:
            self.output_lines.append(line)

    def wait_for_log(self, text, times=1):
        """The first line of the log that holds `text` for the `times`-th time."""
        end = time.monotonic() + DEADLINE_SECONDS
        with self.more:
            while True:
                found = [line for line in self.lines if line is not None and text in line]
                if len(found) >= times:
                    return found[times - 1]
                if None in self.lines or not self.more.wait(end - time.monotonic()):
                    raise AssertionError(f"never logged: {text}\n" + self.log())

    def log(self):
        return "\n".join(line for line in self.lines if line is not None)

    def output(self):
        return "".join(self.output_lines)

    def url(self, path):
        address = re.search(r"http=(\S+)", self.wait_for_log("started")).group(1)
        return f"http://{address}{path}"

    def wait_ready(self):
        self.wait_for_log("ready sources=")
        return self

    def get(self, path):
        """Status and body."""
        return self._open(urllib.request.Request(self.url(path)))

    def post(self, path, body, content_type="application/x-ndjson", headers=()):
        request = urllib.request.Request(self.url(path), data=body, method="POST",
                                         headers={"Content-Type": content_type, **dict(headers)})
        return self._open(request)

    def _open(self, request):
        try:
            with urllib.request.urlopen(request, timeout=DEADLINE_SECONDS) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def metrics(self):
        """The live page as {series: value}."""
        status, page = self.get("/metrics")
        assert status == 200, page
        series = {}
        for line in page.splitlines():
            if line and not line.startswith("#"):
                name, value = line.rsplit(" ", 1)
                series[name] = float(value)
        return series

    def wait_for_metric(self, name, value):
        seen = []

        def holds():
            seen[:] = [self.metrics().get(name)]
            return seen[0] == value

        try:
            wait_until(holds, name)
        except AssertionError:
            raise AssertionError(f"{name} is {seen[0]}, expected {value}\n{self.log()}") from None

    def resident_bytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return 1024 * int(re.search(r"VmRSS:\s+(\d+)", status).group(1))

    def send_signal(self, number):
        self.process.send_signal(number)

    def end(self, number=signal.SIGTERM):
        """Asks it to end; returns its status."""
        if self.process.poll() is None:
            self.send_signal(number)
        return self.wait()

    def wait(self):
        status = self.process.wait(DEADLINE_SECONDS)
        for reader in self.readers:
            reader.join(DEADLINE_SECONDS)
        return status

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.wait()
        self.process.stdout.close()
        self.process.stderr.close()


class NotifySocket:
    """systemd's end of the notification socket."""

    def __init__(self, folder):
        self.path = str(pathlib.Path(folder, "notify"))
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.socket.settimeout(DEADLINE_SECONDS)

    def wait_for(self, text):
        """The next message that begins with `text`."""
        while True:
            message = self.socket.recv(4096).decode()
            if message.startswith(text):
                return message

    def close(self):
        self.socket.close()


class DaemonTest(unittest.TestCase):
    """Each test has a folder; what it started is ended with it."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="holdwatch-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def start(self, config="", **options):
        daemon = Daemon(self.folder, config, **options)
        self.addCleanup(daemon.kill)
        return daemon

    def path(self, name):
        return str(pathlib.Path(self.folder, name))


def main():
    unittest.main(verbosity=2)
