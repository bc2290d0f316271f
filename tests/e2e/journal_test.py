"""holdwatchctl journal on what a real daemon wrote: while it runs, after its end, and damaged."""

import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import time

from harness import DaemonTest, event, main, rfc3339

CTL = os.environ["HOLDWATCHCTL"]
DAY = 86_400


class JournalTest(DaemonTest):
    def setUp(self):
        super().setUp()
        self.journal = self.path("journal.db")
        start = time.time() - 3 * DAY
        self.past = [event(start + 60 * i, kind, f"call-{i}") for i in range(500)
                     for kind in ("joined", "abandoned")]
        pathlib.Path(self.path("past.jsonl")).write_text("\n".join(self.past) + "\n")
        self.incident = {"time": rfc3339(time.time()), "type": "opened", "id": "INC-1",
                         "category": "backorder", "started": rfc3339(time.time() - 3600)}

    def run_daemon(self):
        daemon = self.start(f"journal: {{path: {self.journal}}}\n"
                            f"sources: [{{type: jsonl, path: {self.path('past.jsonl')}}}]\n"
                            "sinks: []\n").wait_ready()
        status, answer = daemon.post("/api/v1/incidents", json.dumps(self.incident).encode())
        self.assertLess(status, 300, answer)
        return daemon

    def make_older(self):
        with contextlib.closing(sqlite3.connect(self.journal)) as database, database:
            database.execute(f"UPDATE snapshots SET clock_us = clock_us - {3 * DAY * 1000000}")

    def ctl(self, *arguments, status=0):
        result = subprocess.run([CTL, "journal", *arguments], capture_output=True, text=True,
                                timeout=60)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return result

    def info(self):
        lines = self.ctl("info", self.journal).stdout.splitlines()
        return dict(line.split(maxsplit=1) for line in lines)

    def test_info_and_verify_read_it_while_it_is_written(self):
        daemon = self.run_daemon()
        found = self.info()
        self.assertRegex(found["inputs"], r"^100\d, numbered 1 to 100\d, ")
        self.assertEqual(found["incidents"], "1 reports")
        self.assertRegex(found["source"], "http|jsonl")
        self.assertIn("all is well", self.ctl("verify", self.journal).stdout)
        self.assertEqual(daemon.end(), 0)

    def test_what_is_exported_is_what_came_in(self):
        self.run_daemon().end()
        exported = self.ctl("export", self.journal).stdout.splitlines()
        events = [line for line in exported if '"type":"opened"' not in line]
        self.assertEqual([json.loads(line)["call"] for line in events],
                         [json.loads(line)["call"] for line in self.past])
        (incident,) = [json.loads(line) for line in exported if line not in events]
        self.assertEqual(incident["id"], "INC-1")
        replayed = subprocess.run([CTL, "replay", "-"], input="\n".join(exported), text=True,
                                  capture_output=True, timeout=60)
        self.assertEqual(replayed.returncode, 0, replayed.stderr)

    def test_prune_drops_what_is_old_and_waits_for_the_daemon_to_end(self):
        daemon = self.run_daemon()
        refused = self.ctl("prune", "--keep-for", "1d", self.journal, status=1)
        self.assertIn("in use", refused.stderr)
        daemon.end()
        self.make_older()
        for _ in range(2):  # the newest three snapshots stay
            self.run_daemon().end()
        before = self.info()["inputs"]
        self.ctl("prune", "--keep-for", "1d", self.journal)
        self.assertRegex(before, "^100.*numbered 1 to")
        self.assertRegex(self.info()["inputs"], "^., numbered 100")
        self.assertIn("all is well", self.ctl("verify", self.journal).stdout)
        again = self.start(f"journal: {{path: {self.journal}}}\nsinks: []\n").wait_ready()
        again.wait_for_metric(
            'holdwatch_incidents_active{department="supply_chain",category="backorder"}', 1)

    def test_verify_tells_of_damage_and_of_what_is_no_journal(self):
        self.run_daemon().end()
        with contextlib.closing(sqlite3.connect(self.journal)) as database, database:
            database.execute("UPDATE inputs SET packed = zeroblob(length(packed))"
                             " WHERE first = (SELECT min(first) FROM inputs)")
        self.assertIn(self.journal, self.ctl("verify", self.journal, status=1).stderr)
        other = pathlib.Path(self.path("notes.txt"))
        other.write_text("no database\n" * 100)
        self.assertIn("notes.txt", self.ctl("verify", str(other), status=1).stderr)


if __name__ == "__main__":
    main()
