"""`holdwatchctl replay` of a queue_log, everything on, against mtail counting the same file (calls by
queue and event, and the seconds waited) and against `wc -l`; they take turns on one core."""

import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

from machine import on_core
from parts import BIN, program, say, spread

LINES_A_CALL = 3.02
QUEUES, DAYS, LINES = 20, 30, 2_000_000
MTAIL_LINES = 500_000

MTAIL_PROGRAM = r"""
counter events by queue, event
counter waited_seconds by queue
/^\d+\|[^|]*\|(?P<queue>[^|]+)\|[^|]*\|(?P<event>[A-Z]+)\|(?P<data>.*)$/ {
  events[$queue][$event]++
  $event == "CONNECT" {
    /\|CONNECT\|(?P<waited>\d+)\|/ {
      waited_seconds[$queue] += $waited
    }
  }
}
"""


def write_log(path, lines):
    calls = lines / LINES_A_CALL / QUEUES / DAYS
    with open(path, "w") as out:
        writer = program("load_queue_log", "--queues", QUEUES, "--days", DAYS,
                         "--calls-a-day", calls, stdout=out)
    if writer.wait() != 0:
        raise RuntimeError("load_queue_log failed")


def count_lines(path):
    return int(subprocess.run(["wc", "-l", path], capture_output=True, check=True).stdout.split()[0])


def seconds(command, **options):
    begun = time.monotonic()
    with on_core("last"):
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       **options)
    return time.monotonic() - begun


def replay(path):
    return seconds([BIN / "holdwatchctl", "replay", "--format", "queue_log", "--zone", "UTC", path])


def mtail(folder, path):
    programs = pathlib.Path(folder, "programs")
    programs.mkdir(exist_ok=True)
    (programs / "queue_log.mtail").write_text(MTAIL_PROGRAM)
    return seconds(["mtail", "-one_shot", "-progs", programs, "-logs", path, "-log_dir", folder,
                    "-port", "0"])


def measure(runs, scale):
    has_mtail = shutil.which("mtail") is not None
    if not has_mtail:
        say("  mtail is missing (apt-get install mtail): nothing to compare with")
    rates = {"replay": [], "mtail": [], "wc": []}
    with tempfile.TemporaryDirectory(prefix="holdwatch-bench-") as folder:
        log, short = os.path.join(folder, "queue_log"), os.path.join(folder, "short")
        write_log(log, LINES * scale)
        write_log(short, MTAIL_LINES * scale)
        lines, few = count_lines(log), count_lines(short)
        for run in range(runs):
            rates["replay"].append(lines / replay(log))
            rates["wc"].append(lines / seconds(["wc", "-l", log]))
            if has_mtail:
                rates["mtail"].append(few / mtail(folder, short))
            say(f"  run {run + 1} of {runs}: " + ", ".join(
                f"{name} {each[-1] / 1e6:.2f}" for name, each in rates.items() if each)
                + " million lines a second")
    return summary(rates)


def summary(rates):
    ours = statistics.median(rates["replay"])
    ratios = [one / other for one, other in zip(rates["replay"], rates["mtail"])]
    return {
        "queue_log_lines_per_second": ours,
        "queue_log_lines_per_second_spread": spread(rates["replay"]),
        "queue_log_vs_mtail": statistics.median(ratios) if ratios else None,
        "queue_log_vs_wc": ours / statistics.median(rates["wc"]),
        "mtail_lines_per_second": statistics.median(rates["mtail"]) if ratios else None,
        "wc_lines_per_second": statistics.median(rates["wc"]),
    }
