"""holdwatchctl explain, on a small recorded centre: the evidence of an alert can be followed, and is
the same every time."""

import json
import unittest

from recorded_centre import RecordedCentreTest


class ExplainTest(RecordedCentreTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        alerts = [json.loads(line) for line in cls.ctl("replay").stdout.splitlines()]
        cls.changes = [a for a in alerts if a["alert"] == "surge" and a["driver"] == "demand"]
        cls.id = cls.changes[0]["id"]

    def test_the_changes_are_those_of_the_replay(self):
        told = json.loads(self.ctl("explain", "--json", self.id).stdout)
        self.assertEqual(told["changes"], [c for c in self.changes if c["id"] == self.id])

    def test_the_calls_add_up_to_the_extra_ones(self):
        evidence = json.loads(self.ctl("explain", "--json", self.id).stdout)["evidence"]
        extra = sum(c["offered"] - c["expected"] for c in evidence["at_last"]["calls"]
                    if c["from"] >= self.changes[-1]["onset"]["estimate"])
        self.assertAlmostEqual(extra, self.changes[-1]["excess_calls"]["estimate"], delta=40)
        self.assertGreaterEqual(evidence["at_first"]["score"], 0.9)
        self.assertGreater(evidence["at_first"]["calls_factor"], 1.5)

    def test_a_person_reads_why(self):
        text = self.ctl("explain", self.id).stdout
        for part in ("Why it is a surge", "Why the driver is demand", "What it was put down to",
                     "INC-<b>1 backorder (supply chain)", "How it was told"):
            self.assertIn(part, text)

    def test_it_is_reproducible(self):
        self.assertEqual(self.ctl("explain", self.id).stdout, self.ctl("explain", self.id).stdout)

    def test_an_alert_that_is_not_there_is_said_and_others_are_named(self):
        result = self.ctl("explain", "0123456789abcdef")
        self.assertEqual(result.returncode, 1)
        self.assertIn("there is no alert 0123456789abcdef; the last surges are", result.stderr)
        self.assertIn(self.id, result.stderr)

    def test_neither_an_alert_nor_a_category_is_an_error(self):
        result = self.ctl("explain")
        self.assertNotEqual(result.returncode, 0)
        self.assertIn("--category", result.stderr)
        self.assertIn("expected one of", self.ctl("explain", "--category", "x").stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
