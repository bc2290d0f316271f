"""Kills the daemon without warning while events stream in, and holds what it says in the end
against a daemon that nobody disturbed. CRASHES (10) says how often."""

import http.client
import json
import os
import pathlib
import random
import threading

import harness

CRASHES = int(os.environ.get("CRASHES", "10"))
SEED = int(os.environ.get("SEED", "1"))
# Events carry times ahead of the clock, so that hours pass in seconds and events alone drive time.
CONFIG = """\
journal: {{path: {folder}/journal.db, snapshot_interval: 2s}}
limits: {{future: 24h}}
queue_defaults: {{hours: "Mon-Sun 00:00-24:00"}}
sources:
  - {{type: http}}
  - {{name: past, type: jsonl, path: {past}}}
sinks:
  - {{type: jsonl, path: {folder}/alerts.jsonl}}
"""
DAY = 86400
BATCH = 10


def calls(start, seconds, per_minute, rng, prefix, **attributes):
    """Poisson arrivals; each waits a little, then talks. Some wait far too long."""
    lines = []
    moment, number = start, 0
    while True:
        moment += rng.expovariate(per_minute / 60)
        if moment > start + seconds:
            return lines
        number += 1
        call = f"{prefix}-{number}"
        wait = rng.expovariate(1 / 20) if rng.random() > 0.004 else rng.uniform(60, 400)
        talk = rng.uniform(60, 300)
        about = {"attributes": {**attributes, "region": rng.choice(["north", "south"])}}
        lines.append((moment, harness.event(moment, "joined", call, **about)))
        lines.append((moment + wait, harness.event(moment + wait, "answered", call)))
        lines.append((moment + wait + talk, harness.event(moment + wait + talk, "completed", call)))


def incident(moment):
    return moment, json.dumps({
        "time": harness.rfc3339(moment), "type": "opened", "id": "INC-1", "category": "backorder",
        "started": harness.rfc3339(moment - 3600), "scope": {"sku": ["SKU-0042"]}, "affected": 300})


def acknowledged(daemon, body):
    try:
        return daemon.post("/api/v1/events", body)[0] < 429
    except (OSError, http.client.HTTPException, AssertionError):
        return False


def in_order(lines):
    return [line for _, line in sorted(lines)]


class CrashTest(harness.DaemonTest):
    def setUp(self):
        super().setUp()
        self.rng = random.Random(SEED)
        now = harness.time.time()
        past = calls(now - 8 * DAY, 8 * DAY - 60, 0.8, self.rng, "past")
        pathlib.Path(self.path("past.jsonl")).write_text("\n".join(in_order(past)) + "\n")
        live = calls(now + 60, 6 * 3600, 0.8, self.rng, "live") + [incident(now + 3600)]
        live += calls(now + 2 * 3600, 5400, 2.5, self.rng, "extra", sku="SKU-0042")
        self.live = in_order(live)

    def config(self, name):
        folder = pathlib.Path(self.path(name))
        folder.mkdir(exist_ok=True)
        return CONFIG.format(folder=folder, past=self.path("past.jsonl"))

    def daemon(self, name):
        daemon = harness.Daemon(self.path(name), self.config(name))
        self.addCleanup(daemon.kill)
        return daemon

    def feed(self, daemons, crash_at=()):
        """Posts each batch until it is acknowledged, to whichever daemon there is."""
        for number, i in enumerate(range(0, len(self.live), BATCH)):
            body = "\n".join(self.live[i:i + BATCH]).encode()
            self.keep_alive(daemons)
            crash = threading.Timer(self.rng.uniform(0, 0.02), daemons[-1].kill)
            if number in crash_at:
                crash.start()
            while not acknowledged(daemons[-1], body):
                self.keep_alive(daemons)
            if number in crash_at:
                crash.join()

    def keep_alive(self, daemons):
        if daemons[-1].process.poll() is not None:
            daemons.append(self.daemon("harried").wait_ready())

    def final_alerts(self, name):
        """The last word on every alert."""
        final = {}
        for line in pathlib.Path(self.path(name), "alerts.jsonl").read_text().splitlines():
            alert = json.loads(line)
            final[alert["id"]] = alert
        return final

    def undisturbed(self):
        daemons = [self.daemon("calm").wait_ready()]
        self.feed(daemons)
        self.assertEqual(daemons[-1].end(), 0)
        return self.final_alerts("calm")

    def disturbed(self):
        daemons = [self.daemon("harried").wait_ready()]
        batches = range(len(self.live) // BATCH)
        self.feed(daemons, set(self.rng.sample(batches, CRASHES)))
        self.keep_alive(daemons)
        self.assertEqual(daemons[-1].end(), 0, daemons[-1].log())
        self.starts = len(daemons)
        return self.final_alerts("harried")

    def test_what_it_says_in_the_end_is_what_an_undisturbed_daemon_says(self):
        calm = self.undisturbed()
        harried = self.disturbed()
        print(f"seed={SEED} starts={self.starts} alerts={len(calm)} events={len(self.live)}")
        self.assertIn("surge", [alert["alert"] for alert in calm.values()])
        self.assertEqual(sorted(calm), sorted(harried))
        for id in calm:
            self.assertEqual(calm[id], harried[id])


if __name__ == "__main__":
    harness.main()
