#!/usr/bin/env python3
"""Measures Holdwatch as its users run it, and writes what it found: build/bench.json (one flat object)
and, with --write-docs, the table of docs/performance.md. `make bench` builds and runs all of it.

    /usr/bin/python3 -B tests/benchmark/bench.py [--only PART]... [--runs N] [--quick] [--write-docs]
"""

import argparse
import json
import pathlib
import signal
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "measures"))

import alert_latency  # noqa: E402
import machine  # noqa: E402
import queue_log_replay  # noqa: E402
import report  # noqa: E402
import scrape  # noqa: E402
import sizes  # noqa: E402
import stages  # noqa: E402
import zmq_rates  # noqa: E402

PARTS = {
    "zmq": (zmq_rates, "the daemon against a bare libzmq receiver"),
    "replay": (queue_log_replay, "replay of a queue_log against mtail and wc"),
    "latency": (alert_latency, "from an event to its alert"),
    "stages": (stages, "what each stage adds"),
    "scrape": (scrape, "what a scrape costs"),
    "sizes": (sizes, "what more queues cost"),
}
QUICK = 0.02


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART",
                        help=f"one of: {', '.join(PARTS)}; may be repeated")
    parser.add_argument("--runs", type=int, default=5, help="turns of what is held against others")
    parser.add_argument("--quick", action="store_true",
                        help="a fiftieth of the load, once: shows that it works, measures nothing")
    parser.add_argument("--output", type=pathlib.Path, default=machine.ROOT / "build/bench.json")
    parser.add_argument("--write-docs", action="store_true",
                        help="put the table into docs/performance.md")
    chosen = parser.parse_args()
    if chosen.write_docs and (chosen.quick or chosen.only):
        parser.error("the docs want everything, and measured in earnest")
    return chosen


def measure(name, runs, scale):
    """What the part found; None when it failed, which costs the others nothing."""
    module, what = PARTS[name]
    begun = time.monotonic()
    print(f"{name}: {what}", file=sys.stderr, flush=True)
    try:
        return module.measure(runs, scale)
    except Exception:
        traceback.print_exc()
        return None
    finally:
        print(f"  took {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)


def main():
    chosen = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started ends as well
    runs, scale = (1, QUICK) if chosen.quick else (chosen.runs, 1)
    found = machine.description() | {"runs": runs, "quick": chosen.quick}
    failed = []
    parts = chosen.only or list(PARTS)
    for number, name in enumerate(parts, 1):
        print(f"[{number}/{len(parts)}] ", end="", file=sys.stderr)
        result = measure(name, runs, scale)
        failed += [name] if result is None else []
        found |= result or {}
    found |= {"load_at_end": machine.load()}
    report.complete(found)
    chosen.output.parent.mkdir(exist_ok=True)
    chosen.output.write_text(json.dumps(found, indent=1) + "\n")
    print(report.table(found))
    if failed:
        sys.exit(f"bench: failed: {', '.join(failed)}")
    if chosen.write_docs:
        report.write_docs(found)


if __name__ == "__main__":
    main()
