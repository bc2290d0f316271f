"""What people say of an alert, over HTTP and with holdwatchctl: it is told with the alert, teaches,
and counts once."""

import json
import os
import subprocess
import time

from harness import main, rfc3339, wait_until
from surging_centre import SurgingCentre

CTL = os.environ["HOLDWATCHCTL"]


class VerdictTest(SurgingCentre):
    def ctl(self, *arguments, token=True, server=None):
        environment = {**os.environ, "HOLDWATCH_SERVER": server or self.daemon.url("")}
        shown = ["--token-file", str(self.token)] if token else []
        result = subprocess.run([CTL, *arguments, *shown], env=environment, capture_output=True,
                                text=True, timeout=60)
        return result.returncode, result.stdout, result.stderr

    def told(self, name, value):
        wait_until(lambda: (self.suspected() or {}).get(name) == value, f"{name}: {value}")

    def verdicts(self, kind):
        name = f'holdwatch_attribution_feedback_total{{department="supply_chain",verdict="{kind}"}}'
        return self.daemon.metrics().get(name, 0)

    def test_a_confirmed_cause_is_told_as_such_and_counts_once(self):
        for _ in range(2):
            status, said, problems = self.ctl("confirm", self.alert, "INC-1")
            self.assertEqual((status, problems), (0, ""))
            self.assertEqual(said, f"Alert {self.alert}: INC-1 is confirmed.\n")
        self.told("verdict", "confirmed")
        self.assertEqual(self.suspected()["verdict_incident"], "INC-1")
        wait_until(lambda: self.verdicts("confirmed") == 1, "one verdict in the metrics")
        told = len([c for c in self.changes() if c.get("verdict")])
        self.assertEqual(self.ctl("acknowledge", self.alert, "--who", "Ada")[0], 0)
        self.told("acknowledged_by", "Ada")
        self.assertLess(told, len([c for c in self.changes() if c.get("verdict")]))
        self.assertEqual(self.verdicts("confirmed"), 1)

    def test_a_rejected_suspect_is_suspected_no_longer(self):
        self.assertEqual(self.ctl("reject", self.alert, "INC-1")[0], 0)
        wait_until(lambda: self.verdicts("rejected") == 1, "one verdict in the metrics")
        last = [c for c in self.changes() if c["id"] == self.alert][-1]
        self.assertEqual((last["verdict"], last["verdict_incident"]), ("rejected", "INC-1"))

    def test_what_cannot_be_taken_is_said(self):
        unknown = "0123456789abcdef"
        for arguments, options, status, words in (
                (("confirm", unknown, "INC-1"), {}, 1, f"no alert `{unknown}` is kept"),
                (("confirm", self.alert, "INC-9"), {}, 1, "`INC-9` is no incident that can be"),
                (("false-alarm", self.alert), {"token": False}, 77, "--token-file"),
                (("acknowledge", self.alert), {"server": "http://127.0.0.1:1"}, 69, "127.0.0.1:1"),
                (("acknowledge", self.alert), {"server": "ftp://x"}, 64, "http://"),
                (("confirm", self.alert), {}, 64, "INCIDENT or --none"),
                (("reject", "7", "INC-1"), {}, 64, "sixteen digits")):
            got, said, problems = self.ctl(*arguments, **options)
            self.assertIn(words, problems)
            self.assertEqual(said, "")
            self.assertEqual(got, status, problems)
        self.assertEqual(self.verdicts("confirmed"), 0)

    def test_a_false_alarm_ends_the_alert(self):
        self.assertEqual(self.ctl("false-alarm", self.alert)[0], 0)
        later = {"type": "heartbeat", "time": rfc3339(time.time() + 1900)}
        self.post("/api/v1/events", json.dumps(later))
        wait_until(lambda: [c for c in self.changes() if c["id"] == self.alert
                            and c["status"] == "resolved"], "the end of the alert")
        path = f"/api/v1/alerts/{self.alert}/verdict"
        status, answer = self.post(path, '{"verdict": "maybe"}')
        self.assertEqual(status, 400)
        self.assertIn("verdict", json.loads(answer)["detail"])


if __name__ == "__main__":
    main()
