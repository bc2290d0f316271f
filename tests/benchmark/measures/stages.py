"""What each stage of the path adds to the cost of an event, in one process (Google Benchmark), and
the instructions of a replay, which a busy machine doesn't change (callgrind)."""

import json
import pathlib
import re
import shutil
import subprocess
import tempfile

from parts import BIN, program, say

STAGES = ["decode", "decode_state", "decode_engine", "decode_engine_journal"]
REPLAYED_CALLS_A_DAY = (100, 300)
DECODERS = {"protobuf_batch/1": "decode_protobuf", "protobuf_batch/64": "decode_protobuf_in_batch",
            "json_line": "decode_json", "queue_log_line": "decode_queue_log"}


def google_benchmark(name, scale, *arguments):
    """{benchmark: what it found}."""
    out = subprocess.run([BIN / name, "--benchmark_format=json",
                          f"--benchmark_min_time={max(.01, scale)}", *arguments],
                         capture_output=True, text=True, check=True).stdout
    return {each["name"]: each for each in json.loads(out)["benchmarks"]}


def seconds_per_item(found):
    return 1 / found["items_per_second"]


def stages(scale):
    runs = google_benchmark("bench_stages", scale)
    until = [seconds_per_item(runs[name]) for name in STAGES]
    names = ["decode", "state", "rest_of_engine", "journal"]
    added = [until[0]] + [after - before for before, after in zip(until, until[1:])]
    return {f"stage_{name}_seconds_per_event": value for name, value in zip(names, added)}


def decoders(scale):
    runs = google_benchmark("bench_decode", scale)
    return {f"{key}_seconds_per_event": seconds_per_item(runs[name])
            for name, key in DECODERS.items()}


def pages(scale):
    runs = google_benchmark("bench_metrics", scale)
    return {f"{key}_seconds_{queues}_queues": runs[f"{name}/{queues}"]["cpu_time"] / 1e3
            for name, key in (("event_thread_snapshot", "stage_snapshot"),
                              ("service_thread_page", "stage_page"))
            for queues in (1_000, 10_000)}


def engine(scale):
    """State and detection of learned queues at their usual pace, alone."""
    most = "/(10|1000)/" if scale < 1 else ""
    runs = google_benchmark("bench_engine", scale, f"--benchmark_filter={most}")
    return {f"engine_seconds_per_event_{name.split('/')[1]}_queues": each["per_event"]
            for name, each in runs.items()}


def instructions(folder, calls_a_day):
    """Lines of a queue_log, and the instructions of their replay."""
    log = pathlib.Path(folder, "queue_log")
    with open(log, "w") as out:
        program("load_queue_log", "--days", 3, "--calls-a-day", calls_a_day, stdout=out).wait()
    told = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", BIN / "holdwatchctl",
         "replay", "--format", "queue_log", "--zone", "UTC", log],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True, cwd=folder).stderr
    return log.read_text().count("\n"), int(re.search(r"Collected : (\d+)", told).group(1))


def instructions_per_line():
    """Of what comes more; the start of the program doesn't count."""
    if shutil.which("valgrind") is None:
        say("  valgrind is missing: instructions aren't counted")
        return {"replay_instructions_per_line": None}
    with tempfile.TemporaryDirectory(prefix="holdwatch-bench-") as folder:
        (few, less), (many, more) = (instructions(folder, calls) for calls in REPLAYED_CALLS_A_DAY)
    return {"replay_instructions_per_line": (more - less) / (many - few)}


def measure(_runs, scale):
    found = {}
    for work in (stages, decoders, pages, engine):
        found |= work(scale)
    found |= instructions_per_line()
    say("  " + ", ".join(f"{name.split('_')[1]} {1e9 * value:.0f} ns" for name, value in found.items()
                         if name.startswith("stage_") and name.endswith("per_event")))
    return found
