"""A real Prometheus scrapes the running demo: its rules are sound, and each recording rule and each
query of the dashboards returns data."""

import json
import pathlib
import re
import subprocess
import sys
import urllib.parse
import urllib.request

from harness import DEADLINE_SECONDS, DaemonTest, free_port, main, wait_until

ROOT = pathlib.Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests" / "checks"))
from monitoring_files import PROMETHEUS, RULES, dashboard_queries, rule_names  # noqa: E402

# What is empty by nature so soon after a start, and why. Counters of causes move when a surge has
# closed and its late calls are in, which takes longer than a test.
NOT_YET = {
    "holdwatch_attributed_calls": "no surge has closed",
    "holdwatch_attributed_wait_seconds": "no surge has closed",
    "holdwatch_attribution_feedback": "nobody has judged an alert",
    "holdwatch_unattributed_calls:share7d": "no surge has closed",
    "holdwatch_notifications": "the demo's alerts go to a terminal",
    "holdwatch_alert_delivery": "the demo's alerts go to a terminal",
    "holdwatch_source_resyncs_total": "the demo never begins anew",
    "holdwatch_source_events_rejected_total": "the demo sends nothing that is refused",
    "holdwatch_queue_oldest_waiting": "nobody may be waiting at the moment",
}


def may_be_empty(query):
    return any(name in query for name in NOT_YET)


class PrometheusTest(DaemonTest):
    def start_prometheus(self, target):
        """With the example's rules and job, but every second."""
        for file in [PROMETHEUS / "prometheus.yml", *RULES]:
            text = re.sub(r"(interval): \w+", r"\1: 1s", file.read_text())
            text = text.replace("127.0.0.1:9478", target)
            pathlib.Path(self.path(file.name)).write_text(text)
        port = free_port()
        process = subprocess.Popen(
            ["prometheus", f"--config.file={self.path('prometheus.yml')}",
             f"--storage.tsdb.path={self.path('tsdb')}", f"--web.listen-address=127.0.0.1:{port}",
             "--log.level=error"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait, DEADLINE_SECONDS)
        self.addCleanup(process.terminate)
        self.prometheus = f"http://127.0.0.1:{port}"

    def ask(self, path, **parameters):
        """The answer's data; None while Prometheus isn't there yet."""
        url = f"{self.prometheus}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
        try:
            with urllib.request.urlopen(url, timeout=DEADLINE_SECONDS) as answer:
                return json.load(answer)["data"]
        except urllib.error.HTTPError as error:
            if error.code == 503:
                return None
            raise AssertionError(f"{parameters}: {error.read().decode()}") from None
        except OSError:
            return None

    def query(self, query):
        return (self.ask("query", query=query) or {}).get("result")

    def test_every_rule_and_dashboard_query_returns_data(self):
        demo = (ROOT / "config/examples/demo.yaml").read_text()
        daemon = self.start(demo.replace("surge_after: 15s", "surge_after: 1s")).wait_ready()
        self.start_prometheus(daemon.url("").split("/")[2])
        wait_until(lambda: self.query('holdwatch_surge_active == 1'), "a scraped surge")
        queries = [("rules", name, name) for name in rule_names("record")]
        for board, panel, query in queries + list(dashboard_queries()):
            if may_be_empty(query):
                self.ask("query", query=query)  # it is at least understood
            else:
                wait_until(lambda: self.query(query), f"{board}, {panel}: {query}")
        wait_until(lambda: self.query('ALERTS{alertname="HoldwatchSurgeOpen", alertstate="firing"}'),
                   "the alert of the surge")
        groups = self.ask("rules")["groups"]
        states = {rule["name"]: (rule["health"], rule.get("lastError", ""))
                  for group in groups for rule in group["rules"]}
        self.assertEqual(set(states), set(rule_names("alert") + rule_names("record")))
        self.assertEqual({name: said for name, said in states.items()
                          if said[0] == "err"}, {})


if __name__ == "__main__":
    main()
