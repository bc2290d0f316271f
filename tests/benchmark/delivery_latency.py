#!/usr/bin/env python3
"""How long after an event its alert is at a receiver: 1,000 alerts, 50 a second, beside 10,000 other
events a second, all through the real daemon on this machine. The receiver is a webhook's over HTTP,
or a subscriber over ZeroMQ.

    HOLDWATCHD=build/release/bin/holdwatchd /usr/bin/python3 -B tests/benchmark/delivery_latency.py [webhook|zmq]
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

E2E = pathlib.Path(__file__).resolve().parents[1] / "e2e"
sys.path.insert(0, str(E2E))

import zmq  # noqa: E402

import wire  # noqa: E402
from harness import Daemon, wait_until  # noqa: E402
from receivers import Receiver  # noqa: E402

ALERTS, ALERTS_A_SECOND = 1_000, 50
EVENTS_A_SECOND, BATCH = 10_000, 100

# Calls that come and are answered at once, until it is ended.
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
                                                str((sent + i) // 2), f"busy{{i % 20 // 2}}")
                                for i in range({BATCH})]))
        sent += {BATCH}
    time.sleep(0.005)
"""

CONFIG = """
queue_defaults: {{long_hold: 1s}}
sources: [{{type: zmq, name: feed, pull: "{endpoint}"}}]
sinks: [{sink}]
"""


class Webhook:
    """What came, each with its time."""

    def __init__(self, _folder):
        self.receiver = Receiver()
        self.close = self.receiver.close
        self.sink = (f'{{type: webhook, url: "{self.receiver.url}", min_step: 1, '
                     'messages_per_minute: 1000000}')

    def came(self):
        return [(body, came) for _, body, came in self.receiver.posts]


class Subscriber:
    """The same over ZeroMQ."""

    def __init__(self, folder):
        self.alerts = []
        self.sink = f'{{type: zmq, publish: "ipc://{folder}/alerts"}}'
        self.socket = zmq.Context().socket(zmq.SUB)
        self.socket.subscribe(b"alert.")
        self.socket.connect(f"ipc://{folder}/alerts")
        threading.Thread(target=self._receive, daemon=True).start()

    def _receive(self):
        while True:
            body = self.socket.recv_multipart()[1]
            self.alerts.append((body, time.time()))

    def came(self):
        return [(json.loads(body), came) for body, came in self.alerts]

    def close(self):
        pass


def measure(receiver, folder):
    endpoint = f"ipc://{folder}/events"
    daemon = Daemon(folder, CONFIG.format(endpoint=endpoint, sink=receiver.sink)).wait_ready()
    background = subprocess.Popen([sys.executable, "-c", BACKGROUND, endpoint], cwd=E2E)
    socket = zmq.Context().socket(zmq.PUSH)
    socket.connect(endpoint)
    time.sleep(3)  # so that a call of 1.5 s ago is not history
    sent, before, begun = {}, daemon.metrics(), time.time()
    for i in range(ALERTS):
        time.sleep(max(0, begun + i / ALERTS_A_SECOND - time.time()))
        sent[f"q{i}"] = time.time()
        socket.send(wire.batch([wire.call_event(time.time() - 1.5, "joined", "c", f"q{i}")]))
    wait_until(lambda: len(receiver.came()) >= ALERTS, "every alert")
    after, seconds = daemon.metrics(), time.time() - begun
    background.kill()
    daemon.end()
    receiver.close()
    counted = 'holdwatch_source_events_total{source="feed"}'
    events_a_second = (after[counted] - before.get(counted, 0)) / seconds
    latencies = sorted(came - sent[body["queue"]] for body, came in receiver.came()
                       if body["status"] == "firing")
    return events_a_second, latencies, shares(after)


def shares(metrics):
    """What the daemon itself counted, from its decision to the answer: {bound: share within it}. A
    subscriber gives none."""
    name = "holdwatch_alert_delivery_seconds"
    total = metrics.get(f'{name}_count{{channel="webhook"}}')
    if not total:
        return {}
    return {bound: metrics[f'{name}_bucket{{channel="webhook",le="{bound}"}}'] / total
            for bound in ("0.005", "0.01", "0.02", "0.05", "0.1")}


kind = {"webhook": Webhook, "zmq": Subscriber}[sys.argv[1] if len(sys.argv) > 1 else "webhook"]
with tempfile.TemporaryDirectory(prefix="holdwatch-") as temporary:
    rate, seconds_each, within = measure(kind(temporary), temporary)
count = len(seconds_each)
print(f"{count} alerts beside {rate:.0f} events/s: "
      + ", ".join(f"{name} {1000 * seconds_each[min(count - 1, int(count * share))]:.1f} ms"
                  for name, share in (("p50", .5), ("p90", .9), ("p99", .99), ("max", 1))))
if within:
    print("of it from the decision to the answer: "
          + ", ".join(f"{100 * share:.1f} % within {1000 * float(bound):.0f} ms"
                      for bound, share in within.items()))
