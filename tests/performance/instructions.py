"""Holds what an event costs to a number of instructions, which callgrind counts the same on any
machine, however busy. When a change makes an event dearer for a good reason, raise the limit in
that change; when it makes it cheaper, lower it.

    instructions.py STEADY_CALLS
"""
import re
import shutil
import subprocess
import sys
import tempfile

SKIPPED = 77
MARGIN = 1.2  # of what was counted when the limits were set: processors, compilers and C libraries differ

# What is run, and the instructions an event that were counted.
LIMITS = [
    ("batches of 64, 10 queues", ["10", "1000", "64"], 5470),
    ("single messages, 10 queues", ["10", "1000", "1"], 5800),
]


def instructions(program, arguments):
    with tempfile.NamedTemporaryFile() as profile:
        run = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile.name}",
             "--collect-atstart=no", "--toggle-collect=steady_calls", program, *arguments],
            capture_output=True, text=True, check=True)
    events = int(re.match(r"(\d+) events", run.stdout)[1])
    collected = int(re.search(r"Collected : (\d+)", run.stderr)[1])
    return collected / events


def main():
    if shutil.which("valgrind") is None:
        print("skipped: valgrind is not installed")
        return SKIPPED
    failed = 0
    for name, arguments, counted in LIMITS:
        found = instructions(sys.argv[1], arguments)
        limit = MARGIN * counted
        print(f"{name}: {found:.0f} instructions an event, at most {limit:.0f}")
        failed += found > limit
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
