"""A publisher in another process pushes a million events into the ZeroMQ PULL socket."""

import subprocess
import sys
import time

from harness import DaemonTest, main

EVENTS = 1_000_000
CALLS = 5_000
BATCH = 500

# Joins and ends, call after call, a few microseconds apart: nothing is too old or in the future.
PUBLISHER = """
import sys, time, zmq
import wire
endpoint, start, events, calls, batch = sys.argv[1], float(sys.argv[2]), *map(int, sys.argv[3:])
context = zmq.Context()
socket = context.socket(zmq.PUSH)
socket.connect(endpoint)
kinds = ["joined", "abandoned"]
for first in range(0, events, batch):
    socket.send(wire.batch(
        [wire.call_event(start + i * 20e-6, kinds[i // calls % 2], str(i % calls))
         for i in range(first, first + batch)]))
socket.close()
context.term()  # waits until everything has been taken
"""


class ThroughputTest(DaemonTest):
    def push(self, endpoint, start, events):
        subprocess.run([sys.executable, "-c", PUBLISHER, endpoint, str(start), str(events),
                        str(CALLS), str(BATCH)], check=True, cwd=sys.path[0], timeout=240)

    def test_a_million_events_are_all_counted_in_constant_memory(self):
        endpoint = "ipc://" + self.path("events")
        # A short queue: a slow build's backlog, which is bounded too, must not pass for a leak.
        daemon = self.start(f'sources: [{{type: zmq, name: feed, pull: "{endpoint}", '
                            'high_water_mark: 20}]\n')
        daemon.wait_ready()
        counted = 'holdwatch_source_events_total{source="feed"}'
        warm_up = EVENTS // 5
        start = time.time()
        self.push(endpoint, start, warm_up)
        daemon.wait_for_metric(counted, warm_up)
        warm = daemon.resident_bytes()
        self.push(endpoint, start + warm_up * 20e-6, EVENTS - warm_up)
        daemon.wait_for_metric(counted, EVENTS)
        grown = daemon.resident_bytes() - warm
        self.assertEqual(sum(value for name, value in daemon.metrics().items()
                             if name.startswith("holdwatch_source_events_rejected_total")), 0)
        self.assertLess(grown, 8 * 1024 * 1024, f"{warm} bytes grew by {grown}")


if __name__ == "__main__":
    main()
