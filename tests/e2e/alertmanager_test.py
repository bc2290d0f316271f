"""One surge of a posted feed, through the daemon and a real Alertmanager, at whoever hears it."""

import json
import os
import pathlib
import random
import re
import signal
import subprocess
import time

from harness import HOLDWATCHD, DaemonTest, event, main, rfc3339, wait_until
from receivers import Alertmanager, Receiver

ROOT = pathlib.Path(__file__).resolve().parents[2]
HOLDWATCHCTL = os.environ["HOLDWATCHCTL"]
DAY = 86_400
# Events may be ahead of the clock, so that the hours of a surge pass at once.
CONFIG = """
queue_defaults: {{hours: "Mon-Sun 00:00-24:00"}}
limits: {{future: 6h}}
sources: [{{type: jsonl, path: "{feed}", follow: true}}]
sinks:
  - type: alertmanager
    urls: ["{alertmanager}"]
    resend_interval: 1s
    labels: {{site: berlin}}
    public_url: https://hold.example.com
"""


class Centre:
    """A call a minute for two weeks; from `start` on ten minutes of three, then ten of nine, as one
    incident explains; then one again."""

    def __init__(self, start):
        self.start = start
        self.chance = random.Random(7)
        self.lines, self.serial = [], 0
        self.calls(-14 * DAY, 3 * 3600, 1, 5, "SKU-1")
        self.calls(0, 600, 2, 50, "SKU-42")
        self.calls(600, 1200, 8, 50, "SKU-42")
        self.lines.sort()

    def calls(self, begin, end, a_minute, wait, sku):
        t = self.start + begin
        while (t := t + self.chance.expovariate(a_minute / 60)) < self.start + end:
            self.serial += 1
            call = f"c{self.serial}"
            self.lines.append((t, event(t, "joined", call, attributes={"sku": sku})))
            self.lines.append((t + wait, event(t + wait, "answered", call)))

    def between(self, begin, end):
        return "\n".join(line for t, line in self.lines
                         if begin <= t - self.start < end).encode() + b"\n"

    def incident(self):
        return json.dumps({"time": rfc3339(self.start), "type": "opened", "id": "INC-1",
                           "category": "backorder", "started": rfc3339(self.start - 3600),
                           "affected": 300, "scope": {"sku": ["SKU-42"]}}).encode() + b"\n"


class ExamplesTest(DaemonTest):
    def test_what_docs_alerting_shows_is_accepted(self):
        blocks = re.findall(r"```\n(.*?)```", (ROOT / "docs/alerting.md").read_text(), re.DOTALL)
        routes = [block for block in blocks if block.startswith("global:")]
        ours = [block for block in blocks if block.startswith(("sinks:", "maintenance:"))]
        self.assertEqual((len(routes), len(ours)), (1, 3))
        for name, block, check in [("alertmanager.yml", routes[0], ["amtool", "check-config"]),
                                   *(("holdwatch.yaml", block,
                                      [HOLDWATCHD, "--check-config", "--config"])
                                     for block in ours)]:
            pathlib.Path(self.path(name)).write_text(block)
            result = subprocess.run([*check, self.path(name)], capture_output=True, text=True,
                                    timeout=60)
            self.assertEqual(result.returncode, 0, block + result.stdout + result.stderr)


class GuardedAlertmanagerTest(DaemonTest):
    """One that speaks TLS only, and asks for a name and a password."""

    # Of "s3cret", at the lowest cost.
    WEB_CONFIG = """
tls_server_config: {cert_file: cert.pem, key_file: key.pem}
basic_auth_users: {holdwatch: "$2b$04$TuH79i2zld8eEAeFfase/OpA./7iR5Rad6mLi8JLZd1Uf0xYis8/."}
"""

    def setUp(self):
        super().setUp()
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=IP:127.0.0.1", "-keyout", self.path("key.pem"), "-out",
                        self.path("cert.pem")], check=True, capture_output=True, timeout=60)
        pathlib.Path(self.path("web.yml")).write_text(self.WEB_CONFIG)
        self.receiver = Receiver()
        self.addCleanup(self.receiver.close)
        self.alertmanager = Alertmanager(self.folder, self.receiver, "100ms",
                                         self.path("web.yml"))
        self.addCleanup(self.alertmanager.close)

    def try_out(self, password, ca_file):
        pathlib.Path(self.path("password")).write_text(password + "\n")
        pathlib.Path(self.path("holdwatch.yaml")).write_text(
            f'sinks: [{{type: alertmanager, urls: "{self.alertmanager.url}", username: holdwatch, '
            f'password_file: "{self.path("password")}", tls: {{ca_file: "{ca_file}"}}}}]\n')
        result = subprocess.run([HOLDWATCHCTL, "test-alert", "--config",
                                 self.path("holdwatch.yaml"), "alertmanager"],
                                capture_output=True, text=True, timeout=60)
        return result.returncode, result.stdout + result.stderr

    def test_it_is_told_by_who_trusts_it_and_knows_the_password(self):
        status, said = self.try_out("s3cret", self.path("cert.pem"))
        self.assertEqual(status, 0, said)
        labels = self.receiver.wait_for(1)[0]["alerts"][0]["labels"]
        self.assertEqual(labels["alertname"], "HoldwatchTest")

    def test_a_wrong_password_and_a_stranger_are_said(self):
        status, said = self.try_out("wrong", self.path("cert.pem"))
        self.assertEqual((status, "it answered 401" in said), (1, True), said)
        status, said = self.try_out("s3cret", "")
        self.assertEqual((status, "certificate verify failed" in said), (1, True), said)


class AlertmanagerTest(DaemonTest):
    def setUp(self):
        super().setUp()
        self.receiver = Receiver()
        self.addCleanup(self.receiver.close)
        self.alertmanager = Alertmanager(self.folder, self.receiver)
        self.addCleanup(self.alertmanager.close)

    def start_daemon(self, centre):
        self.feed(centre.between(-14 * DAY, 0))
        return self.start(CONFIG.format(feed=self.path("feed.jsonl"),
                                        alertmanager=self.alertmanager.url))

    def feed(self, lines):
        with open(self.path("feed.jsonl"), "ab") as file:
            file.write(lines)

    def notifications(self, name):
        """What the receiver was told of alerts of that name: each as [(status, severity)]."""
        return [[(alert["status"], alert["labels"].get("severity")) for alert in body["alerts"]]
                for body in self.receiver.bodies() if body["groupLabels"]["alertname"] == name]

    def wait_for(self, name, expected):
        told = []

        def holds():
            told[:] = self.notifications(name)
            return len(told) >= len(expected)

        wait_until(holds, f"{expected} of {name}, told is {told}")
        self.assertEqual([sorted(alerts) for alerts in told], expected)

    def alert(self, name):
        return next(body for body in self.receiver.bodies()
                    if body["groupLabels"]["alertname"] == name)["alerts"][0]

    def test_a_surge_is_one_notification_its_update_and_its_end_whatever_dies_meanwhile(self):
        centre = Centre(time.time() + 30)
        daemon = self.start_daemon(centre).wait_ready()
        self.feed(centre.incident())
        self.feed(centre.between(0, 300))
        wait_until(self.alertmanager.alerts, "the alert at the alertmanager")

        self.alertmanager.end(signal.SIGKILL)  # before it has told anybody
        self.alertmanager.start()
        self.wait_for("HoldwatchSurge", [[("firing", "warning")]])
        surge = self.alert("HoldwatchSurge")
        self.assertEqual({name: surge["labels"][name] for name in ("queue", "site")},
                         {"queue": "orders", "site": "berlin"})
        self.assertIn("More calls than usual in orders", surge["annotations"]["summary"])
        self.assertIn("beyond the usual", surge["annotations"]["data"])
        self.assertIn("SKU-42", surge["annotations"]["request"])
        self.assertIn("https://hold.example.com/?alert=", surge["generatorURL"])
        self.wait_for("HoldwatchSuspectedCause", [[("firing", None)]])
        owner = self.alert("HoldwatchSuspectedCause")["labels"]
        self.assertEqual((owner["department"], owner["category"]), ("supply_chain", "backorder"))

        self.feed(centre.between(300, 1000))
        update = [("firing", "critical"), ("resolved", "warning")]
        self.wait_for("HoldwatchSurge", [[("firing", "warning")], update])

        self.alertmanager.end()  # with what it has told whom on its disk
        self.alertmanager.start()
        self.feed(centre.between(1000, 3 * 3600))
        self.wait_for("HoldwatchSurge",
                      [[("firing", "warning")], update, [("resolved", "critical")]])
        self.wait_for("HoldwatchSuspectedCause", [[("firing", None)], [("resolved", None)]])
        figures = daemon.metrics()
        self.assertGreaterEqual(
            figures['holdwatch_notifications_total{channel="alertmanager"}'], 3)
        self.assertEqual(daemon.end(), 0)


if __name__ == "__main__":
    main()
