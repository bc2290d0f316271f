"""Webhooks of the real daemon, and receivers that misbehave."""

import hashlib
import hmac
import json
import os
import socket
import subprocess
import time

from harness import DaemonTest, event, main, rfc3339, wait_until
from receivers import Receiver, free_port

CTL = os.environ["HOLDWATCHCTL"]
# Events may be ahead of the clock, so that the minutes of a long hold pass at once.
CENTRE = """
limits: {future: 6h}
sources: []
"""


def heartbeat(seconds):
    """The feed is complete up to then."""
    return json.dumps({"type": "heartbeat", "time": rfc3339(seconds)}).encode()


def hold(queue, start):
    """A caller who has waited for two minutes, which is a long hold's first step."""
    return event(start, "joined", "c", queue).encode() + b"\n" + heartbeat(start + 120)


def end(queue, start):
    """The same caller is answered, and then nobody waits for a while."""
    return event(start + 130, "answered", "c", queue).encode() + b"\n" + heartbeat(start + 1200)


def webhook(name, url, more=""):
    return f'  - {{type: webhook, name: {name}, url: "{url}", min_step: 1, {more}}}\n'


class WebhookTest(DaemonTest):
    def receiver(self):
        receiver = Receiver()
        self.addCleanup(receiver.close)
        return receiver

    def start_with(self, *webhooks):
        return self.start(CENTRE + "sinks:\n" + "".join(webhooks)).wait_ready()

    def test_a_failing_receiver_is_tried_until_it_has_heard_and_delays_nobody_else(self):
        failing, working = self.receiver(), self.receiver()
        failing.answers, failing.headers = [500, 429], {"Retry-After": "1"}
        daemon = self.start_with(webhook("failing", failing.url), webhook("working", working.url))
        begun = time.time()
        daemon.post("/api/v1/events", hold("orders", begun + 1))
        working.wait_for(1)
        self.assertLess(len(failing.posts), 3)
        failing.wait_for(3)
        self.assertEqual([body["alert"] for body in failing.bodies()], 3 * ["long_hold"])
        self.assertEqual(len({headers["Idempotency-Key"] for headers, _, _ in failing.posts}), 1)
        times = [came for _, _, came in failing.posts]
        self.assertGreaterEqual(times[2] - times[1], 1)
        daemon.wait_for_metric('holdwatch_alert_delivery_seconds_count{channel="failing"}', 1)
        figures = daemon.metrics()
        failed = 'holdwatch_notifications_failed_total{channel="failing",reason="%s"}'
        self.assertEqual(figures[failed % "http_500"], 1)
        self.assertEqual(figures[failed % "http_429"], 1)
        self.assertEqual(figures['holdwatch_notifications_total{channel="failing"}'], 3)
        self.assertEqual(len(working.posts), 1)

    def test_a_receiver_that_hangs_delays_nobody_not_even_the_daemons_end(self):
        hanging = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(hanging.close)
        working = self.receiver()
        daemon = self.start_with(
            webhook("hanging", f"http://127.0.0.1:{hanging.getsockname()[1]}/", "timeout: 1s"),
            webhook("working", working.url))
        daemon.post("/api/v1/events", hold("orders", time.time() + 1))
        working.wait_for(1)
        daemon.post("/api/v1/events", hold("support", time.time() + 1))
        working.wait_for(2)
        failed = 'holdwatch_notifications_failed_total{channel="hanging",reason="timeout"}'
        wait_until(lambda: daemon.metrics().get(failed), "a timeout")
        self.assertEqual(daemon.end(), 0)

    def test_a_receiver_that_was_down_hears_what_is_still_true_and_that_once(self):
        port = free_port()
        witness = self.receiver()
        daemon = self.start_with(webhook("down", f"http://127.0.0.1:{port}/"),
                                 webhook("witness", witness.url))
        start = time.time() + 1
        failed = 'holdwatch_notifications_failed_total{channel="down",reason="connection"}'
        daemon.post("/api/v1/events", hold("first", start))
        wait_until(lambda: daemon.metrics().get(failed), "a failure")
        daemon.post("/api/v1/events", hold("past", start + 1))
        daemon.post("/api/v1/events", end("past", start + 1))
        daemon.post("/api/v1/events", hold("still", start + 1300))
        wait_until(lambda: "still" in [body["queue"] for body in witness.bodies()], "the last")
        back = Receiver(port)
        self.addCleanup(back.close)
        back.wait_for(2)
        told = {(body["queue"], body["status"]) for body in back.bodies()}
        self.assertEqual(told, {("first", "firing"), ("still", "firing")})
        self.assertEqual(len(back.posts), 2)

    def test_what_a_receiver_is_owed_when_the_daemon_ends_the_next_one_tells(self):
        port = free_port()
        config = (CENTRE + f"journal: {{path: {self.path('journal.db')}}}\nsinks:\n" +
                  webhook("down", f"http://127.0.0.1:{port}/"))
        daemon = self.start(config).wait_ready()
        daemon.post("/api/v1/events", hold("orders", time.time() + 1))
        failed = 'holdwatch_notifications_failed_total{channel="down",reason="connection"}'
        wait_until(lambda: daemon.metrics().get(failed), "a failure")
        self.assertEqual(daemon.end(), 0)
        back = Receiver(port)
        self.addCleanup(back.close)
        self.start(config).wait_ready()
        (told,) = back.wait_for(1)
        self.assertEqual((told["queue"], told["status"]), ("orders", "firing"))

    def test_a_long_hold_is_told_once_a_step_until_somebody_is_on_it(self):
        supervisor, manager = self.receiver(), self.receiver()
        daemon = self.start(CENTRE + f"""sinks:
  - {{type: webhook, name: supervisor, url: "{supervisor.url}"}}
  - {{type: webhook, name: manager, url: "{manager.url}", min_step: 3}}
""").wait_ready()
        start = time.time() + 1
        daemon.post("/api/v1/events", hold("orders", start))  # step 1: nobody is told
        daemon.post("/api/v1/events", heartbeat(start + 200))
        supervisor.wait_for(1)
        daemon.post("/api/v1/events", heartbeat(start + 320))
        manager.wait_for(1)
        told = supervisor.wait_for(2)
        self.assertEqual([body["step"] for body in told], [2, 3])
        status, _ = daemon.post(f"/api/v1/alerts/{told[0]['id']}/acknowledgement",
                                b'{"who": "ann"}', "application/json")
        self.assertEqual(status, 200)
        daemon.post("/api/v1/events", heartbeat(start + 700))  # step 4
        daemon.post("/api/v1/events", event(start + 710, "answered", "c", "orders").encode())
        daemon.post("/api/v1/events", heartbeat(start + 1800))
        self.assertEqual(supervisor.wait_for(3)[2]["status"], "resolved")
        manager.wait_for(2)
        self.assertEqual([body["status"] for body in manager.bodies()], ["firing", "resolved"])
        self.assertEqual(len(supervisor.posts), 3)

    def test_what_is_refused_for_good_is_given_up(self):
        refusing = self.receiver()
        refusing.answers = [404]
        daemon = self.start_with(webhook("refusing", refusing.url))
        daemon.post("/api/v1/events", hold("first", time.time() + 1))
        daemon.wait_for_log("delivery failed channel=refusing")
        daemon.post("/api/v1/events", hold("second", time.time() + 1))
        refusing.wait_for(2)
        self.assertEqual([body["queue"] for body in refusing.bodies()], ["first", "second"])

    def test_messages_are_signed_and_a_chat_gets_blocks(self):
        signed, chat = self.receiver(), self.receiver()
        for name, text in (("secret", "s3cret\n"), ("token", "t0ken\n"), ("url", chat.url)):
            with open(self.path(name), "w", encoding="utf-8") as file:
                file.write(text)
        daemon = self.start(
            CENTRE + "sinks:\n" + webhook("signed", signed.url,
                                          f'secret_file: "{self.path("secret")}", '
                                          f'token_file: "{self.path("token")}"')
            + f'  - {{type: webhook, format: slack, min_step: 1, url_file: "{self.path("url")}"}}\n'
        ).wait_ready()
        daemon.post("/api/v1/events", hold("orders", time.time() + 1))
        signed.wait_for(1)
        headers = signed.posts[0][0]
        self.assertEqual(headers["Authorization"], "Bearer t0ken")
        seconds, digest = (part.split("=")[1] for part in
                           headers["Holdwatch-Signature"].split(","))
        sent = f"{seconds}.".encode() + signed.raw[0]
        self.assertEqual(digest, hmac.new(b"s3cret", sent, hashlib.sha256).hexdigest())
        chat.wait_for(1)
        self.assertEqual(chat.bodies()[0]["text"], "A caller has held for 1 min in orders")

    def try_out(self, config, *arguments):
        with open(self.path("try.yaml"), "w", encoding="utf-8") as file:
            file.write(config)
        result = subprocess.run([CTL, "test-alert", "--config", self.path("try.yaml"), *arguments],
                                capture_output=True, text=True, timeout=60)
        return result.returncode, result.stdout, result.stderr

    def test_a_channel_can_be_tried_without_a_daemon(self):
        receiver = self.receiver()
        config = "sinks:\n" + webhook("chat", receiver.url)
        status, output, _ = self.try_out(config, "chat", "--department", "supply_chain")
        self.assertEqual((status, output),
                         (0, f"chat: received {receiver.url[:-1]}: it answered 200\n"))
        body = receiver.bodies()[0]
        self.assertTrue(body["test"])
        self.assertEqual(body["department"], "supply_chain")
        self.assertEqual(body["story"], "This is a test: nothing has happened.")
        receiver.answers = [403]
        self.assertEqual(self.try_out(config, "chat")[0], 1)
        status, _, complaint = self.try_out(config, "pager")
        self.assertEqual(status, 1)
        self.assertIn("no channel that can be tried is named pager (there is chat)", complaint)


if __name__ == "__main__":
    main()
