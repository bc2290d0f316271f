"""A publisher that nothing can hold back sends more than the core can take: what matters least is
left out, counted and told; incidents get through, memory stays within its limits, and all is well
again as soon as the flood is over. FLOOD_SECONDS (4) says for how long."""

import json
import os
import pathlib
import subprocess
import sys
import time

from harness import DaemonTest, event, main, rfc3339, wait_until

FLOOD_SECONDS = float(os.environ.get("FLOOD_SECONDS", "4"))
FEED = '{source="flood"'
COURSE = ["joined", "tagged", "answered", "agent", "held", "resumed", "completed"]

# Each frame is numbered, holds 35 calls' courses, and names a queue that nobody knows. In the end
# a call joins ten times a second.
PUBLISHER = """
import select, sys, time, zmq
import wire
endpoint, seconds, course = sys.argv[1], float(sys.argv[2]), sys.argv[3].split(",")
socket = zmq.Context().socket(zmq.PUB)
socket.sndhwm, socket.linger = 5000, 0
socket.bind(endpoint)
start, sequence = time.time(), 0
attribute = wire.bytes_field(12, wire.bytes_field(1, "sku") + wire.bytes_field(2, "SKU-1"))
more = {"tagged": attribute, "agent": wire.bytes_field(6, "agent") + wire.number_field(11, 1)}
def course_of(frame, call):
    queue = f"queue-{call if call else frame}"
    for kind in course:
        yield wire.call_event(start, kind, f"{frame}-{call}", queue) + more.get(kind, b"")
def send(events):
    global sequence
    sequence += 1
    socket.send(wire.batch([], "publisher", sequence) + events)
bodies = [b"".join(wire.bytes_field(3, event) for call in range(35)
                   for event in course_of(frame, call)) for frame in range(1500)]
print("flood", flush=True)
end = time.monotonic() + seconds
while time.monotonic() < end:
    for body in bodies:
        send(body)
print("over", flush=True)
while not select.select([sys.stdin], [], [], 0.1)[0]:
    send(wire.bytes_field(3, wire.call_event(time.time(), "joined", f"after-{sequence}", "quiet")))
"""


class OverloadTest(DaemonTest):
    def setUp(self):
        super().setUp()
        self.endpoint = "ipc://" + self.path("flood")
        self.daemon = self.start(
            "limits: {queues: 50, calls: 100000}\n"
            f"journal: {{path: {self.path('journal.db')}}}\n"
            f"sources: [{{type: zmq, name: flood, subscribe: '{self.endpoint}',"
            " high_water_mark: 2000}]\n"
            f"sinks: [{{type: jsonl, path: {self.path('alerts.jsonl')}}}]\n").wait_ready()

    def flood(self):
        publisher = subprocess.Popen(
            [sys.executable, "-c", PUBLISHER, self.endpoint, str(FLOOD_SECONDS), ",".join(COURSE)],
            cwd=sys.path[0], text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.addCleanup(publisher.wait)
        self.addCleanup(publisher.stdout.close)
        self.addCleanup(publisher.stdin.close)
        self.assertEqual(publisher.stdout.readline(), "flood\n")
        return publisher

    def shed(self):
        metrics = self.daemon.metrics()
        return {kind: metrics[f'holdwatch_source_events_shed_total{FEED},kind="{kind}"}}']
                for kind in ("refinements", "staffing", "new_calls", "call_ends")}

    def alerts(self):
        path = pathlib.Path(self.path("alerts.jsonl"))
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def post(self, path, body):
        status, answer = self.daemon.post(path, body.encode())
        self.assertLess(status, 300, answer)

    def post_incident(self):
        moment = rfc3339(time.time())
        began = time.monotonic()
        self.post("/api/v1/incidents",
                  json.dumps({"time": moment, "started": moment, "type": "opened", "id": "INC-1",
                              "category": "backorder"}))
        return time.monotonic() - began

    def test_a_flood_costs_what_matters_least_and_passes(self):
        self.post("/api/v1/events", event(time.time(), "joined", "first", "quiet"))
        waiting = 'holdwatch_queue_waiting_calls{queue="quiet"}'
        self.daemon.wait_for_metric(waiting, 1)
        publisher = self.flood()
        wait_until(lambda: self.shed()["new_calls"] > 0, "shedding")
        answered_within = self.post_incident()
        self.assertEqual(publisher.stdout.readline(), "over\n")
        # The feed's own calls are taken again.
        wait_until(lambda: self.daemon.metrics()[waiting] > 10, "the end of the flood")
        shed, metrics = self.shed(), self.daemon.metrics()
        taken = metrics['holdwatch_source_events_total{source="flood"}']
        print(f"\n{taken:.0f} events in {FLOOD_SECONDS:.0f} s, of them left out: {shed}; an incident "
              f"meanwhile took {answered_within * 1000:.0f} ms; "
              f"{self.daemon.resident_bytes() / 1e6:.0f} MB")
        self.assertGreater(shed["refinements"], 0)
        self.assertGreater(shed["staffing"], 0)
        self.assertGreaterEqual(metrics['holdwatch_source_events_missed_total{source="flood"}'],
                                sum(shed.values()))
        queues = [name for name in metrics if name.startswith("holdwatch_queue_known")]
        self.assertEqual(len(queues), 50, "the rest is invented")
        self.assertGreater(
            metrics[f'holdwatch_source_events_rejected_total{FEED},reason="too_many"}}'], 0)
        self.assertLess(self.daemon.resident_bytes(), 600e6)  # a sanitizer keeps much of its own
        (gap,) = [a for a in self.alerts() if a["alert"] == "feed_gap"]
        self.assertEqual(gap["scope"], {"source": ["flood"]})


if __name__ == "__main__":
    main()
