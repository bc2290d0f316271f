"""The benchmark's driver, on its cheapest part: what it writes is what other programs may rely on."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "measures"))

import report  # noqa: E402


class BenchTest(unittest.TestCase):
    def run_bench(self, *arguments):
        with tempfile.TemporaryDirectory(prefix="holdwatch-") as folder:
            path = pathlib.Path(folder, "bench.json")
            ran = subprocess.run([sys.executable, "-B", HERE / "bench.py", "--quick", "--output", path,
                                  *arguments], capture_output=True, text=True, timeout=200)
            self.assertEqual(ran.returncode, 0, ran.stderr)
            return json.loads(path.read_text()), ran.stdout

    def test_one_flat_object_has_all_that_is_promised_and_null_for_what_was_not_measured(self):
        found, table = self.run_bench("--only", "replay")
        self.assertEqual([key for key, value in found.items() if isinstance(value, (dict, list))], [])
        self.assertEqual(set(report.PROMISED) - set(found), set())
        self.assertGreater(found["queue_log_lines_per_second"], 0)
        self.assertIsNone(found["zmq_single_ratio"])
        self.assertIn("| replay |", table)
        self.assertNotIn("over ZeroMQ", table)

    def test_a_missed_goal_is_said_and_a_reached_one_isnt(self):
        row = report.Row("a figure", "figure", "seconds", -1e-3)
        self.assertEqual(report.line(row, {"figure": 2e-3}),
                         "| a figure | 2 ms | at most 1 ms: **missed** |\n")
        self.assertEqual(report.line(row, {"figure": 5e-4}),
                         "| a figure | 500 µs | at most 1 ms |\n")


if __name__ == "__main__":
    unittest.main(verbosity=2)
