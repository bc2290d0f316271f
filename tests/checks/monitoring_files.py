"""What stands in config/prometheus/ and config/grafana/, and which metrics the daemon has."""
import json
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROMETHEUS = ROOT / "config" / "prometheus"
ALERTMANAGER = ROOT / "config" / "alertmanager"
DASHBOARDS = ROOT / "config" / "grafana" / "dashboards"
RUNBOOKS = ROOT / "docs" / "runbooks"
RULES = [PROMETHEUS / "recording.rules.yml", PROMETHEUS / "alerting.rules.yml"]

# What Prometheus itself says of a scrape.
OF_PROMETHEUS = {"up", "scrape_duration_seconds"}
GRAFANA_VARIABLES = {"$__rate_interval": "1m", "$__range": "1h", "$queue": ".*",
                     "$department": ".*"}


def rule_names(kind):
    """The names of all rules of a kind: record or alert."""
    return [name for path in RULES
            for name in re.findall(rf"^ *- {kind}: (\S+)$", path.read_text(), re.MULTILINE)]


def dashboard_queries():
    """(dashboard, panel, query) of each query, Grafana's variables filled in."""
    for path in sorted(DASHBOARDS.glob("*.json")):
        for panel in json.loads(path.read_text())["panels"]:
            for target in panel["targets"]:
                query = target["expr"]
                for variable, value in GRAFANA_VARIABLES.items():
                    query = query.replace(variable, value)
                yield path.name, panel["title"], query


def daemon_metrics():
    """Each metric of the daemon's page, from its source, with whether it is a histogram."""
    text = "".join(path.read_text()
                   for path in sorted((ROOT / "daemon" / "sinks" / "metrics").glob("*.cpp")))
    found = re.findall(r'\b(counter|gauge|histogram)\(\s*families,\s*"(\w+)"', text)
    return {name: kind for kind, name in found}


def series_names():
    """What a query may name."""
    names = set(OF_PROMETHEUS) | set(rule_names("record"))
    for name, kind in daemon_metrics().items():
        suffixes = ("_bucket", "_sum", "_count") if kind == "histogram" else ("",)
        names.update(name + suffix for suffix in suffixes)
    return names


def named_in(query):
    """The metrics that a query names."""
    without_strings = re.sub(r'"[^"]*"', '""', query)
    tokens = re.findall(r"[a-zA-Z_:][a-zA-Z0-9_:]*", without_strings)
    return {token for token in tokens
            if "holdwatch_" in token or token.startswith(("process_", "scrape_")) or token == "up"}
