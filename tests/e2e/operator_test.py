"""The operator's tool against a real daemon: tables, JSON, reports, exit statuses."""

import json
import os
import subprocess
import time

from harness import DEADLINE_SECONDS, DaemonTest, event, main, rfc3339, wait_until
from terminal import Terminal

CTL = os.environ["HOLDWATCHCTL"]
# Events may be an hour ahead, so that waiting takes no time.
CONFIG = """zone: Asia/Tokyo
sources: [{type: http, name: web}]
queues: [{name: orders, long_hold: 30s}]
limits: {future: 1h}
"""


class OperatorTest(DaemonTest):
    def setUp(self):
        super().setUp()
        self.daemon = self.start(CONFIG).wait_ready()
        self.now = time.time() + 100
        self.tell([event(self.now - 99, "joined", "c1"), event(self.now - 20, "joined", "c2"),
                   event(self.now - 50, "joined", "c3", "support"),
                   event(self.now - 10, "abandoned", "c3", "support"),
                   json.dumps({"type": "heartbeat", "time": rfc3339(self.now)})])

    def tell(self, lines):
        status, answer = self.daemon.post("/api/v1/events", "\n".join(lines).encode())
        self.assertEqual(status, 200, answer)

    def environment(self, **more):
        inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        return {**inherited, "HOLDWATCH_SERVER": self.daemon.url(""), "TERM": "xterm", **more}

    def ctl(self, *arguments, **more):
        result = subprocess.run([CTL, *arguments], env=self.environment(**more), text=True,
                                capture_output=True, timeout=DEADLINE_SECONDS)
        return result.returncode, result.stdout, result.stderr

    def table(self, *arguments):
        status, said, problems = self.ctl(*arguments)
        self.assertEqual((status, problems), (0, ""))
        return said

    def answer(self, *arguments):
        return json.loads(self.table(*arguments, "--json"))

    def wait_for_queues(self):
        """What is answered is up to a second old."""
        wait_until(lambda: len(self.answer("queues")["queues"]) == 2, "both queues")

    def rows(self, *arguments):
        """First words of the lines below the title."""
        return [line.split()[0] for line in self.table(*arguments).splitlines()[2:]]

    def test_queues_are_told_the_worst_first_in_the_centres_zone(self):
        self.wait_for_queues()
        said = self.table("queues")
        self.assertIn("Asia/Tokyo", said.splitlines()[0])
        self.assertEqual(self.rows("queues"), ["orders", "support"])
        self.assertRegex(said, r"orders +▲ long hold +2 +1:[34]\d")
        self.assertNotIn("\x1b", said)
        self.assertEqual(self.rows("queues", "--queue", "support"), ["support"])
        status, _, problems = self.ctl("queues", "--queue", "nobody")
        self.assertEqual(status, 1)
        self.assertIn("no queue `nobody`", problems)

    def test_alerts_are_told_and_one_of_them_whole(self):
        alert = wait_until(lambda: self.answer("alerts")["alerts"], "a long hold")[0]
        self.assertEqual((alert["alert"], alert["queue"]), ("long_hold", "orders"))
        self.assertIn(alert["id"], self.table("alerts", "--kind", "long_hold", "--queue", "orders"))
        self.assertIn("No such alert is open", self.table("alerts", "--kind", "surge"))
        whole = self.table("alerts", alert["id"])
        self.assertIn("Long hold in orders", whole)
        self.assertEqual(self.answer("alerts", alert["id"])["alert"]["id"], alert["id"])
        status, said, problems = self.ctl("alerts", "0123456789abcdef")
        self.assertEqual((status, said), (1, ""))
        self.assertIn("0123456789abcdef", problems)

    def test_nothing_is_told_in_words(self):
        self.assertIn("No surge is open.", self.table("surges"))
        for listing in (("incidents",), ("incidents", "list")):
            self.assertIn("No incident is open.", self.table(*listing))
        self.assertIn("No incident is known.", self.table("incidents", "--all"))
        self.assertRegex(self.table("departments"), r"Nothing yet: .*\n13 without any are left out")
        self.assertIn("service itself", self.table("departments", "--all"))
        wait_until(lambda: self.answer("abandoned")["calls"], "the caller who gave up")
        self.assertRegex(self.table("abandoned"), r"support +0:40 +c3")

    def test_an_incident_is_reported_changed_and_closed(self):
        said = self.table("incidents", "report", "INC-7", "--category", "backorder", "--started",
                          "3h", "--scope", "sku=SKU-1", "--affected", "600", "--summary", "Late")
        self.assertEqual(said, "Incident INC-7 is reported.\n")
        wait_until(lambda: self.answer("incidents", "list")["incidents"], "the incident")
        self.assertRegex(self.table("incidents"), r"INC-7 .*backorder +supply chain")
        self.table("incidents", "report", "INC-7", "--update", "--affected", "700")
        self.assertEqual(self.table("incidents", "close", "INC-7"), "Incident INC-7 is closed.\n")
        wait_until(lambda: not self.answer("incidents", "list")["incidents"], "its end")
        self.assertEqual(self.ctl("incidents", "close", "INC-9")[0], 1)

    def test_an_incident_of_an_unknown_category_is_taken_and_whoever_reports_it_is_told(self):
        for number in (7, 8):
            status, said, problems = self.ctl("incidents", "report", f"INC-{number}",
                                              "--category", "backordr")
            self.assertEqual((status, said), (0, f"Incident INC-{number} is reported.\n"))
            self.assertIn("category of `INC-", problems)
            self.assertIn("found `backordr`, expected one of the configuration's", problems)
        wait_until(lambda: len(self.answer("incidents")["incidents"]) == 2, "both incidents")
        self.assertEqual(self.daemon.log().count("that the catalogue lacks"), 1)
        self.daemon.wait_for_metric(
            'holdwatch_source_incidents_uncatalogued_total{source="web"}', 2)

    def test_a_bad_incident_is_refused_before_it_is_sent(self):
        for arguments, words in ((("INC-7",), "--category"),
                                 (("INC-7", "--category", "backorder", "--scope", "x"), "NAME=VALUE"),
                                 (("INC-7", "--category", "backorder", "--started", "soon"), "as 2h")):
            status, said, problems = self.ctl("incidents", "report", *arguments)
            self.assertEqual((status, said), (64, ""), problems)
            self.assertIn(words, problems)

    def test_tables_fit_the_terminal_and_are_painted_only_there(self):
        self.wait_for_queues()
        for more, is_painted in (({}, True), ({"NO_COLOR": "1"}, False)):
            terminal = Terminal([CTL, "queues"], self.environment(**more), columns=60)
            self.addCleanup(terminal.close)
            self.assertEqual(terminal.end(), 0)
            self.assertEqual("\x1b" in terminal.text, is_painted)
            for line in terminal.read().splitlines():
                self.assertLessEqual(len(line), 60)

    def test_feeds_give_a_status_for_scripts(self):
        wait_until(lambda: self.ctl("feeds")[0] == 0, "a feed that is up")
        self.assertRegex(self.table("feeds"), r"web +● up")

    def test_a_daemon_that_is_not_there_is_unavailable(self):
        for command in ("queues", "surges", "top"):
            status, said, problems = self.ctl(command, HOLDWATCH_SERVER="http://127.0.0.1:1")
            self.assertEqual((status, said), (69, ""))
            self.assertIn("127.0.0.1:1", problems)
        status, _, problems = self.ctl("queues", HOLDWATCH_SERVER=self.daemon.url("/nothing"))
        self.assertEqual(status, 1, problems)


if __name__ == "__main__":
    main()
