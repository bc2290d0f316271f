"""A daemon that has learned twenty days of a call every other minute, and then a surge of calls about
one SKU, which a reported incident touches."""

import json
import pathlib
import time

from harness import DaemonTest, event, rfc3339, wait_until

DAY = 86_400
# Events may be an hour ahead, so that a surge takes no time.
CONFIG = """http:
  listen: "127.0.0.1:0"
  tokens: [{{file: {token}, role: operate}}]
  allow_unauthenticated: [scrape]
sources:
  - {{type: jsonl, path: {history}, follow: true}}
sinks: [{{type: jsonl, path: "-"}}]
limits: {{future: 1h}}
{more}
"""


class SurgingCentre(DaemonTest):
    MORE_CONFIG = ""

    def setUp(self):
        super().setUp()
        self.token = pathlib.Path(self.folder, "token")
        self.token.write_text("a-token-of-operators\n")
        history = pathlib.Path(self.folder, "history.jsonl")
        start = time.time() - 20 * DAY
        with history.open("w") as file:
            for number in range(20 * 24 * 30):  # one every other minute
                at = start + number * 120
                file.write(event(at, "joined", f"old-{number}",
                                 attributes={"sku": "SKU-1"}) + "\n")
                file.write(event(at + 5, "answered", f"old-{number}") + "\n")
        self.config = CONFIG.format(history=history, token=self.token,
                                    more=self.MORE_CONFIG.format(folder=self.folder))
        self.daemon = self.start(self.config).wait_ready()
        self.daemon.wait_for_log("history is read")
        self.surge()

    def surge(self):
        """An incident, and half an hour of four calls a minute about it."""
        now = time.time()
        incident = {"time": rfc3339(now), "type": "opened", "id": "INC-1", "category": "backorder",
                    "started": rfc3339(now - 10_800), "affected": 300, "scope": {"sku": ["SKU-7"]}}
        lines = [json.dumps(incident)]
        for number in range(120):
            lines.append(event(now + 15 * number, "joined", f"c{number}",
                               attributes={"sku": "SKU-7"}))
            lines.append(event(now + 15 * number + 5, "answered", f"c{number}"))
        status, answer = self.post("/api/v1/events", "\n".join(lines))
        self.assertEqual(status, 200, answer)
        self.alert = wait_until(self.suspected, "an alert that suspects the incident")["id"]

    def post(self, path, body, **more):
        headers = {"Authorization": "Bearer a-token-of-operators", **more}
        return self.daemon.post(path, body.encode(), headers=headers)

    def changes(self):
        return [json.loads(line) for line in self.daemon.output().splitlines(keepends=False)
                if line.endswith("}")]

    def suspected(self):
        found = [c for c in self.changes() if c["alert"] == "surge" and c["queue"] == "orders"
                 and c["causes"] and c["causes"][0]["incident"] == "INC-1"]
        return found[-1] if found else None
