"""holdwatchctl replay and check, on recordings made here: what they count, say, and promise."""

import gzip
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from harness import event

CTL = os.environ["HOLDWATCHCTL"]
MONDAY = 1_772_442_000  # 2026-03-02 09:00 UTC


def run(*arguments, data=None):
    return subprocess.run([CTL, *map(str, arguments)], capture_output=True, input=data, timeout=120)


def a_day():
    """Calls that wait 10 to 100 seconds; every seventh gives up."""
    lines = []
    for i in range(600):
        t = MONDAY + 20 * i
        wait = 10 + 10 * (i % 10)
        lines.append((t, event(t, "joined", f"c{i}")))
        end = "abandoned" if i % 7 == 0 else "answered"
        lines.append((t + wait, event(t + wait, end, f"c{i}")))
    return [line for _, line in sorted(lines)]


class ReplayTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, lines):
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n")
        return path

    def summary_of(self, *arguments):
        path = self.folder / "summary.json"
        result = run("replay", "--summary", path, *arguments)
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(path.read_text())

    def test_the_same_input_gives_the_same_bytes(self):
        events = self.write("events.jsonl", a_day())
        first, second = run("replay", events), run("replay", events)
        self.assertEqual(first.returncode, 0)
        self.assertTrue(first.stdout)
        self.assertEqual(first.stdout, second.stdout)

    def test_a_prefix_of_the_input_gives_a_prefix_of_the_output(self):
        day = a_day()
        whole = run("replay", self.write("events.jsonl", day)).stdout
        for cut in (1, 200, 777, 1100):
            part = run("replay", self.write("part.jsonl", day[:cut])).stdout
            self.assertTrue(whole.startswith(part), cut)

    def test_the_summary_counts_every_call(self):
        summary = self.summary_of(self.write("events.jsonl", a_day()))
        queue = summary["queues"]["orders"]
        self.assertEqual(summary["events"], 1200)
        self.assertEqual(summary["rejected"], {})
        self.assertEqual(queue["offered"], 600)
        self.assertEqual(queue["abandoned"], 86)
        self.assertEqual(queue["answered"], 514)
        self.assertEqual(queue["waiting_at_end"], 0)
        self.assertEqual(queue["mean_wait_seconds"], 55)
        self.assertEqual(queue["p90_wait_seconds"], 90)
        self.assertEqual(queue["waited_over_60s"], 240)
        self.assertGreaterEqual(summary["alerts"]["long_hold"], 1)

    def test_packed_files_and_standard_input_are_read_too(self):
        text = "\n".join(a_day()).encode()
        packed = self.folder / "events.jsonl.gz"
        packed.write_bytes(gzip.compress(text))
        plain = run("replay", "-", data=text)
        self.assertEqual(run("replay", packed).stdout, plain.stdout)
        self.assertEqual(plain.returncode, 0)

    def test_bad_lines_cost_themselves_and_are_counted_by_reason(self):
        lines = [
            event(MONDAY, "joined", "a"), "{broken", event(MONDAY + 1, "joined", "a"),
            event(MONDAY + 10**8, "joined", "b"), event(MONDAY + 2, "answered", "a"),
            event(MONDAY - 9999, "joined", "old"), event(MONDAY + 3, "abandoned", "a"),
            event(MONDAY + 4, "answered", "nobody")]
        summary = self.summary_of(self.write("events.jsonl", lines))
        self.assertEqual(summary["rejected"], {
            "malformed": 1, "duplicate": 1, "future": 1, "too_old": 1, "conflict": 1,
            "unknown_call": 1})
        self.assertEqual(summary["queues"]["orders"]["answered"], 1)

    def test_several_files_are_one_stream(self):
        day = a_day()
        a, b = self.write("a.jsonl", day[0::2]), self.write("b.jsonl", day[1::2])
        summary = self.summary_of(a, b)
        self.assertEqual(summary["queues"]["orders"]["offered"], 600)

    def test_queue_log_is_read_as_utc_whatever_the_zone(self):
        log = self.write("queue_log", [
            f"{MONDAY}|1|orders|NONE|ENTERQUEUE||555|1",
            f"{MONDAY + 70}|1|orders|NONE|ABANDON|1|1|70"])
        out = run("replay", "--format", "queue_log", "--zone", "America/New_York", log)
        self.assertEqual(json.loads(out.stdout.splitlines()[0])["time"],
                         "2026-03-02T09:01:00.000Z")

    def test_what_cannot_be_read_or_is_not_configured_right_is_said(self):
        missing = run("replay", self.folder / "nonesuch.jsonl")
        self.assertEqual(missing.returncode, 1)
        self.assertIn(b"nonesuch.jsonl", missing.stderr)
        config = self.write("holdwatch.yaml", ["zone: Mars/Olympus", "sorces: []"])
        bad = run("replay", "--config", config, self.write("events.jsonl", a_day()))
        self.assertEqual(bad.returncode, 78)
        self.assertIn(b"holdwatch.yaml:1: zone:", bad.stderr)
        self.assertIn(b"holdwatch.yaml:2: sorces:", bad.stderr)
        self.assertEqual(bad.stdout, b"")

    def test_check_says_what_a_file_holds_and_what_would_be_refused(self):
        good = run("check", self.write("good.jsonl", a_day()))
        self.assertEqual(good.returncode, 0)
        self.assertIn(b"good.jsonl: ok", good.stdout)
        self.assertIn(b"joined     600", good.stdout)
        bad = run("check", self.write("bad.jsonl", ["{broken", *a_day()]))
        self.assertEqual(bad.returncode, 1)
        self.assertIn(b"bad.jsonl:1: malformed", bad.stderr)


if __name__ == "__main__":
    unittest.main()
