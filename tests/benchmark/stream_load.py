#!/usr/bin/env python3
"""What pages cost: 1,000 queues and 5,000 events a second, without a reader of the stream and with
100. How long after an event its alert is on each reader's wire, how much processor time the event
thread takes for an event, and how late it ran at worst.

    HOLDWATCHD=build/release/bin/holdwatchd /usr/bin/python3 -B tests/benchmark/stream_load.py
"""

import pathlib
import selectors
import socket
import subprocess
import sys
import tempfile
import threading
import time

E2E = pathlib.Path(__file__).resolve().parents[1] / "e2e"
sys.path.insert(0, str(E2E))

import zmq  # noqa: E402

import wire  # noqa: E402
from harness import Daemon  # noqa: E402

QUEUES, READERS = 1_000, 100
ALERTS, ALERTS_A_SECOND = 100, 5
EVENTS_A_SECOND, BATCH = 5_000, 100
EVENTS = 'holdwatch_source_events_total{source="feed"}'

# Calls of all queues that come and are answered at once, until it is ended.
BACKGROUND = f"""
import sys, time, zmq
import wire
socket = zmq.Context().socket(zmq.PUSH)
socket.connect(sys.argv[1])
start, sent = time.time(), 0
while True:
    now = time.time()
    while sent < (now - start) * {EVENTS_A_SECOND}:
        socket.send(wire.batch([wire.call_event(now, "answered" if i % 2 else "joined",
                                                str((sent + i) // 2),
                                                f"busy{{(sent + i) // 2 % {QUEUES}}}")
                                for i in range({BATCH})]))
        sent += {BATCH}
    time.sleep(0.005)
"""

CONFIG = """
queue_defaults: {{long_hold: 1s}}
sources: [{{type: zmq, name: feed, pull: "{endpoint}"}}]
sinks: [{{type: jsonl, path: /dev/null}}]
"""


class Readers:
    """Pages that read everything and look for alerts only."""

    def __init__(self, daemon, number):
        self.selector = selectors.DefaultSelector()
        self.came = []  # (alert's queue, when), once for each reader
        self.bytes = 0
        self.ended = False
        host, port = daemon.url("").removeprefix("http://").rsplit(":", 1)
        for _ in range(number):
            page = socket.create_connection((host, int(port)))
            page.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: x\r\n\r\n")
            self.selector.register(page, selectors.EVENT_READ, bytearray())
        self.thread = threading.Thread(target=self._read)
        self.thread.start()

    def _read(self):
        while not self.ended:
            for key, _ in self.selector.select(0.1):
                data = key.fileobj.recv(1 << 20)
                if not data:
                    raise RuntimeError("a reader was dropped")
                self.bytes += len(data)
                self._look(key.data, data)

    def _look(self, rest, data):
        rest += data
        whole = rest.rfind(b"\n\n") + 2
        for event in bytes(rest[:whole]).split(b"\n\n"):
            if b"event: alert\n" in event[:80] and b'"status":"firing"' in event:
                self.came.append((event.split(b'"queue":"')[1].split(b'"')[0].decode(),
                                  time.time()))
        del rest[:whole]

    def close(self):
        self.ended = True
        self.thread.join()
        for key in list(self.selector.get_map().values()):
            key.fileobj.close()


def processor_seconds(pid):
    """Of the event thread, which is the process's first."""
    fields = pathlib.Path(f"/proc/{pid}/task/{pid}/schedstat").read_text().split()
    return int(fields[0]) / 1e9


def measure(folder, readers):
    endpoint = f"ipc://{folder}/events{readers}"
    daemon = Daemon(folder, CONFIG.format(endpoint=endpoint)).wait_ready()
    background = subprocess.Popen([sys.executable, "-c", BACKGROUND, endpoint], cwd=E2E)
    try:
        daemon.wait_for_log("ready sources=")
        time.sleep(5)  # all queues are known, and a call of 1.5 s ago is not history
        pages = Readers(daemon, readers)
        time.sleep(2)
        socket_ = zmq.Context().socket(zmq.PUSH)
        socket_.connect(endpoint)
        sent, worst = {}, 0
        before, used, begun = daemon.metrics(), processor_seconds(daemon.process.pid), time.time()
        for i in range(ALERTS):
            time.sleep(max(0, begun + i / ALERTS_A_SECOND - time.time()))
            sent[f"q{i}"] = time.time()
            call = wire.call_event(time.time() - 1.5, "joined", "c", f"q{i}")
            socket_.send(wire.batch([call]))
            if i % ALERTS_A_SECOND == 0:
                worst = max(worst, daemon.metrics()["holdwatch_loop_lag_seconds"])
        time.sleep(2)
        after = daemon.metrics()
        events = after[EVENTS] - before[EVENTS]
        spent = processor_seconds(daemon.process.pid) - used
        seconds = time.time() - begun
        pages.close()
    finally:
        background.kill()
        daemon.kill()
    print(f"{readers} readers: {events / seconds:.0f} events/s, "
          f"{1e6 * spent / events:.2f} us of the event thread an event, "
          f"its timer at worst {1000 * worst:.1f} ms late")
    if readers:
        latencies = sorted(came - sent[queue] for queue, came in pages.came if queue in sent)
        print(f"{len(latencies)} of {ALERTS * readers} alerts came, "
              f"{pages.bytes / seconds / 1e6:.1f} MB/s in all: "
              + ", ".join(f"{name} {1000 * latencies[int((len(latencies) - 1) * share)]:.1f} ms"
                          for name, share in (("p50", .5), ("p99", .99), ("max", 1))))
    return spent / events


with tempfile.TemporaryDirectory(prefix="holdwatch-") as temporary:
    alone = measure(temporary, 0)
    watched = measure(temporary, READERS)
print(f"an event costs {100 * (watched / alone - 1):+.1f} % with {READERS} readers")
