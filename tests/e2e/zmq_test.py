"""Alerts over ZeroMQ with keys: who is let in, what a late joiner gets, and what strangers can't do."""

import os
import pathlib
import socket
import subprocess
import sys
import time

import zmq

from harness import DEADLINE_SECONDS, DaemonTest, event, free_port, main, wait_until

ROOT = pathlib.Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "examples" / "subscribe.py"
sys.path.append(str(EXAMPLE.parent))
from subscribe import Subscriber  # noqa: E402

HOLDWATCHCTL = os.environ["HOLDWATCHCTL"]
MANY = 300


class ZmqTest(DaemonTest):
    def setUp(self):
        super().setUp()
        self.context = zmq.Context()
        self.addCleanup(self.context.term)
        self.pull, self.pub, self.late = (f"tcp://127.0.0.1:{free_port()}" for _ in range(3))
        for name in ("daemon", "friend", "stranger"):
            self.generate(name)
        self.write("clients", self.key("friend.public") + " the wallboard\n")
        keys = "curve: {secret_key_file: %s, clients_file: %s}" % (
            self.path("daemon.secret"), self.path("clients"))
        self.daemon = self.start(
            "sources: [{type: zmq, name: bus, pull: ['%s'], %s}]\n"
            "sinks: [{type: zmq, publish: ['%s'], snapshot: ['%s'], %s}]\n"
            % (self.pull, keys, self.pub, self.late, keys)).wait_ready()

    def write(self, name, text):
        pathlib.Path(self.path(name)).write_text(text)

    def key(self, name):
        return pathlib.Path(self.path(name)).read_text().strip()

    def generate(self, name):
        return subprocess.run([HOLDWATCHCTL, "keys", "generate", self.path(name)],
                              capture_output=True, text=True, timeout=DEADLINE_SECONDS)

    def socket(self, kind, endpoint, name=None):
        made = self.context.socket(kind)
        made.linger = 0
        if name:
            made.curve_secretkey = self.key(f"{name}.secret").encode()
            made.curve_publickey = self.key(f"{name}.public").encode()
            made.curve_serverkey = self.key("daemon.public").encode()
        if kind == zmq.SUB:
            made.subscribe(b"")
        made.connect(endpoint)
        self.addCleanup(made.close)
        return made

    def long_hold(self, queue):
        """A caller who has waited longer than a minute already: an alert at once."""
        now = time.time()
        return (event(now - 90, "joined", f"call-{queue}", queue) + "\n"
                + event(now, "heartbeat", "")).encode()

    def subscriber(self):
        subscriber = Subscriber(self.pub, self.late, self.path("friend"),
                                self.path("daemon.public"))
        self.addCleanup(subscriber.close)
        return subscriber

    def waits(self, queue):
        return self.daemon.metrics().get('holdwatch_queue_waiting_calls{queue="%s"}' % queue)

    def test_keys_are_the_owners_and_never_written_over(self):
        self.assertEqual(pathlib.Path(self.path("friend.secret")).stat().st_mode & 0o777, 0o600)
        before = self.key("friend.secret")
        again = self.generate("friend")
        self.assertEqual(again.returncode, 1)
        self.assertIn("friend.secret", again.stderr)
        self.assertEqual(self.key("friend.secret"), before)

    def test_a_late_joiner_gets_what_is_open_and_then_what_comes(self):
        feed = self.socket(zmq.PUSH, self.pull, "friend")
        feed.send(self.long_hold("orders"))
        self.daemon.wait_for_metric('holdwatch_queue_waiting_calls{queue="orders"}', 1)
        changes = self.subscriber().changes()
        first = next(changes)
        self.assertEqual((first["alert"], first["queue"]), ("long_hold", "orders"))
        feed.send(self.long_hold("support"))
        self.assertEqual(next(changes)["queue"], "support")

    def test_the_example_prints_alerts(self):
        example = subprocess.Popen(
            [sys.executable, "-B", EXAMPLE, "--alerts", self.pub, "--snapshot", self.late,
             "--keys", self.path("friend"), "--server", self.path("daemon.public")],
            stdout=subprocess.PIPE, text=True)
        self.addCleanup(example.stdout.close)
        self.addCleanup(example.wait, DEADLINE_SECONDS)
        self.addCleanup(example.kill)
        self.socket(zmq.PUSH, self.pull, "friend").send(self.long_hold("orders"))
        self.assertIn("firing long_hold orders", example.stdout.readline())

    def test_nobody_reads_alerts_without_a_key_that_is_listed(self):
        strangers = [self.socket(kind, endpoint, name)
                     for name in (None, "stranger")
                     for kind, endpoint in ((zmq.SUB, self.pub), (zmq.DEALER, self.late))]
        for stranger in strangers[1::2]:
            stranger.send(b"alert.")
        self.socket(zmq.PUSH, self.pull, "friend").send(self.long_hold("orders"))
        friend = self.subscriber()
        self.assertEqual(next(friend.changes())["queue"], "orders")
        self.daemon.wait_for_log("zmq client refused")
        for stranger in strangers:
            self.assertEqual(stranger.poll(100), 0)

    def test_nobody_feeds_events_without_a_key_that_is_listed(self):
        strangers = [self.socket(zmq.PUSH, self.pull, name) for name in (None, "stranger")]
        for stranger in strangers:
            stranger.send(self.long_hold("orders"))
        self.socket(zmq.PUSH, self.pull, "friend").send(self.long_hold("support"))
        wait_until(lambda: self.waits("support"), "the friend's caller")
        self.daemon.wait_for_log("zmq client refused")
        self.assertIsNone(self.waits("orders"))

    def test_a_key_that_is_added_or_struck_out_holds_at_once(self):
        self.write("clients", self.key("stranger.public"))
        self.socket(zmq.PUSH, self.pull, "stranger").send(self.long_hold("orders"))
        wait_until(lambda: self.waits("orders"), "the caller of who was a stranger")
        self.socket(zmq.PUSH, self.pull, "friend").send(self.long_hold("support"))
        self.daemon.wait_for_log("zmq client refused")

    def test_bad_handshakes_keep_nobody_out(self):
        host, port = self.pull.removeprefix("tcp://").split(":")
        greeting = b"\xff" + b"\x00" * 8 + b"\x7f"
        for i in range(MANY):
            peer = socket.create_connection((host, int(port)), timeout=DEADLINE_SECONDS)
            self.addCleanup(peer.close)
            peer.sendall((b"", greeting, b"GET / HTTP/1.1\r\n\r\n", b"\xfe" * 300,
                          greeting + b"\x03\x00NULL" + b"\x00" * 48)[i % 5])
        self.socket(zmq.PUSH, self.pull, "friend").send(self.long_hold("orders"))
        wait_until(lambda: self.waits("orders"), "the friend's caller")

    def test_a_frame_that_is_announced_huge_costs_its_sender_the_connection(self):
        before = self.daemon.resident_bytes()
        host, port = self.late.removeprefix("tcp://").split(":")
        with socket.create_connection((host, int(port)), timeout=DEADLINE_SECONDS) as peer:
            peer.sendall(b"\xff" + b"\x00" * 8 + b"\x7f\x03\x01CURVE" + b"\x00" * 47
                         + b"\x02" + (1 << 40).to_bytes(8, "big") + b"x" * 1000)
            while peer.recv(65536):
                pass
        self.assertLess(self.daemon.resident_bytes() - before, 50e6)


if __name__ == "__main__":
    main()
