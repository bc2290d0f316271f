"""Bad input of every kind in every format: counted by reason, and nothing good is lost."""

import collections
import json
import pathlib
import time

import wire
import zmq
from harness import DaemonTest, event, main, rfc3339

LIMITS = "limits: {too_old: 10s}\n"
SOURCE = '{source="feed",reason="%s"}'


class BadInputTest(DaemonTest):
    def setUp(self):
        super().setUp()
        # Whole seconds ahead, so that a format without fractions is not older than the daemon.
        self.now = int(time.time()) + 5

    def json_lines(self):
        """(line, reason or None) in an order that makes each verdict certain."""
        now = self.now
        verdict = {"time": rfc3339(now + 3600), "alert": "x", "verdict": "confirmed"}
        untimed = json.dumps({"type": "joined", "queue": "orders", "call": "x"})
        return [
            (event(now, "joined", "good-1"), None),
            (event(now, "joined", "cut")[:40], "malformed"),
            ("\x00\x01\x7f", "malformed"),
            (b"\xff\xfe{}", "malformed"),
            (untimed, "missing_field"),
            (event(now, "joined", "x").replace("Z", ""), "invalid_value"),
            (event(now, "danced", "x"), "unknown_type"),
            (event(now, "joined", "x" * 300), "oversized"),
            (event(now, "joined", "good-1"), "duplicate"),
            (event(now, "abandoned", "nobody"), "unknown_call"),
            (event(now + 1, "joined", "good-2"), None),
            (event(now + 2, "abandoned", "good-2"), None),
            (event(now + 3, "abandoned", "good-2"), "conflict"),
            (event(now + 3600, "joined", "x"), "future"),
            (json.dumps(verdict), "future"),
            (event(now + 0.5, "joined", "good-3 out of order"), None),
            (event(now + 40, "joined", "good-4"), None),
            (event(now + 20, "joined", "x"), "too_old"),
            (event(now + 41, "joined", "good-5"), None),
        ]

    def check(self, daemon, lines, good_joins):
        expected = collections.Counter(reason for _, reason in lines if reason)
        daemon.wait_for_metric('holdwatch_source_events_total{source="feed"}', len(lines))
        metrics = daemon.metrics()
        for reason, count in expected.items():
            name = "holdwatch_source_events_rejected_total" + SOURCE % reason
            self.assertEqual(metrics.get(name), count, f"{reason}\n{daemon.log()}")
        self.assertEqual(metrics['holdwatch_queue_calls_offered_total{queue="orders"}'],
                         good_joins)
        self.assertEqual(daemon.end(), 0)

    @staticmethod
    def joined(lines):
        return b"\n".join(line if isinstance(line, bytes) else line.encode()
                          for line, _ in lines) + b"\n"

    def test_json_lines_over_zeromq(self):
        socket, daemon = self.start_with_socket()
        lines = self.json_lines()
        first = event(self.now, "joined", "good-0")
        socket.send(first.encode() + b"\n" + self.joined(lines))
        self.check(daemon, [(first, None), *lines], good_joins=6)

    def test_json_lines_over_http(self):
        daemon = self.start(LIMITS + "sources: [{type: http, name: feed}]\n").wait_ready()
        lines = self.json_lines()
        daemon.post("/api/v1/events", self.joined(lines))
        self.check(daemon, lines, good_joins=5)

    def test_json_lines_of_a_file_that_grows(self):
        path = pathlib.Path(self.folder, "events.jsonl")
        daemon = self.start(
            LIMITS + f"sources: [{{type: jsonl, name: feed, path: {path}, follow: true}}]\n")
        daemon.wait_ready()
        lines = self.json_lines()
        path.write_bytes(self.joined(lines))
        self.check(daemon, lines, good_joins=5)

    def test_queue_log_that_grows(self):
        path = pathlib.Path(self.folder, "queue_log")
        daemon = self.start(LIMITS + f"sources: [{{type: queue_log, name: feed, path: {path}}}]\n")
        daemon.wait_ready()
        now = self.now
        lines = [
            (f"{now}|good-1|orders|NONE|ENTERQUEUE||5551234|1", None),
            (f"{now}|cut|ord", "malformed"),
            ("\x00\x01\x7f", "malformed"),
            (b"\xff\xfe", "malformed"),
            (f"soon|x|orders|NONE|ENTERQUEUE||5551234|1", "malformed"),
            (f"{now}|x|orders|NONE|DANCED", "unknown_type"),
            (f"{now}|{'x' * 300}|orders|NONE|ENTERQUEUE||5551234|1", "oversized"),
            (f"{now}|good-1|orders|NONE|ENTERQUEUE||5551234|1", "duplicate"),
            (f"{now}|nobody|orders|NONE|ABANDON|1|1|5", "unknown_call"),
            (f"{now + 3600}|x|orders|NONE|ENTERQUEUE||5551234|1", "future"),
            (f"{now + 2}|good-2|orders|NONE|ENTERQUEUE||5551234|1", None),
            (f"{now + 1}|good-3|orders|NONE|ENTERQUEUE||5551234|1", None),
            (f"{now + 40}|good-4|orders|NONE|ENTERQUEUE||5551234|1", None),
            (f"{now + 20}|x|orders|NONE|ENTERQUEUE||5551234|1", "too_old"),
        ]
        path.write_bytes(self.joined(lines))
        self.check(daemon, lines, good_joins=4)

    def test_protobuf_over_zeromq(self):
        socket, daemon = self.start_with_socket()
        now = self.now
        join = wire.call_event
        whole = wire.batch([join(now, "joined", "good-2"), join(now, "joined", "cut")])
        frames = [
            (wire.batch([join(now, "joined", "good-1")]), [None]),
            (whole[:-5], [None, "malformed"]),
            (b"", ["malformed"]),
            (b"  " + whole, ["malformed"]),
            (bytes(range(256)), ["malformed"]),
            (b"\0" * 17_000_000, ["oversized"]),
            (wire.batch([join(now, "joined", "x" * 300), join(now, "joined", "good-3")]),
             ["oversized", None]),
            (wire.batch([join(now, "joined", "good-1"), join(now, "abandoned", "nobody")]),
             ["duplicate", "unknown_call"]),
            (wire.batch([join(now + 3600, "joined", "x"), join(now - 0.5, "joined", "good-4")]),
             ["future", None]),
            (wire.batch([wire.bytes_field(3, "orders")]), ["missing_field"]),
        ]
        for frame, _ in frames:
            socket.send(frame)
        outcomes = [(None, reason) for _, reasons in frames for reason in reasons]
        self.check(daemon, outcomes, good_joins=4)

    def start_with_socket(self):
        endpoint = "ipc://" + self.path("events")
        daemon = self.start(
            LIMITS + f'sources: [{{type: zmq, name: feed, pull: "{endpoint}"}}]\n').wait_ready()
        context = zmq.Context()
        self.addCleanup(context.term)
        socket = context.socket(zmq.PUSH)
        self.addCleanup(socket.close, linger=0)
        socket.connect(endpoint)
        return socket, daemon


if __name__ == "__main__":
    main()
