#!/usr/bin/env python3
"""What config/ gives to Prometheus, Alertmanager and Grafana is accepted by the real tools: rules and
their tests, configurations, and each query of a dashboard. Queries name only metrics that exist;
each alert has a runbook, and docs/metrics.md tells of each metric."""
import json
import re
import subprocess
import sys
import tempfile

from cpp_tree import report
from monitoring_files import (ALERTMANAGER, DASHBOARDS, PROMETHEUS, ROOT, RULES, RUNBOOKS,
                              daemon_metrics, dashboard_queries, named_in, rule_names,
                              series_names)


def complaints_of(*command):
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                            cwd=PROMETHEUS)
    return [] if result.returncode == 0 else [result.stdout + result.stderr]


def queries_that_do_not_parse():
    """promtool reads expressions as rules only."""
    queries = list(dashboard_queries())
    rules = [{"record": f"query:{i}", "expr": query} for i, (_, _, query) in enumerate(queries)]
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as file:
        json.dump({"groups": [{"name": "dashboards", "rules": rules}]}, file)
        file.flush()
        return complaints_of("promtool", "check", "rules", file.name)


def unknown_metrics():
    known = series_names()
    texts = [(f"{board}: {panel}", query) for board, panel, query in dashboard_queries()]
    texts += [(path.name, re.sub(r"^ *(#|description|summary|runbook|- name).*$", "",
                                 path.read_text(), flags=re.MULTILINE)) for path in RULES]
    for place, text in texts:
        for name in sorted(named_in(text) - known):
            yield f"{place}: the daemon has no metric {name}"


def runbooks_that_do_not_fit():
    alerts = set(rule_names("alert"))
    written = {path.stem for path in RUNBOOKS.glob("*.md")}
    yield from (f"docs/runbooks/{name}.md is missing" for name in sorted(alerts - written))
    yield from (f"docs/runbooks/{name}.md: no alert has this name"
                for name in sorted(written - alerts))


def metrics_that_are_not_told():
    told = set(re.findall(r"`((?:holdwatch|process)_\w+)", (ROOT / "docs/metrics.md").read_text()))
    names = set(daemon_metrics())
    yield from (f"docs/metrics.md: {name} is missing" for name in sorted(names - told))
    yield from (f"docs/metrics.md: the daemon has no {name}" for name in sorted(told - names))


problems = [
    *complaints_of("promtool", "check", "config", "prometheus.yml"),
    *complaints_of("promtool", "test", "rules", "rules_test.yml"),
    *[complaint for path in sorted(ALERTMANAGER.glob("*.yml"))
      for complaint in complaints_of("amtool", "check-config", path)],
    *queries_that_do_not_parse(),
    *unknown_metrics(),
    *runbooks_that_do_not_fit(),
    *metrics_that_are_not_told(),
]
if len(list(DASHBOARDS.glob("*.json"))) < 4 or not rule_names("alert"):
    problems.append("config/: dashboards or alerts are missing")
sys.exit(report(problems))
