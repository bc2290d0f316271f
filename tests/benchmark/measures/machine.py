"""What it was measured on, and which core does what."""

import contextlib
import datetime
import os
import pathlib
import platform
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[3]


def output_of(*command):
    """Standard output, or None where the program is missing or fails."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True,
                              cwd=ROOT).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None


def package_version(name):
    return output_of("dpkg-query", "-W", "-f=${Version}", name)


def processor():
    cpuinfo = pathlib.Path("/proc/cpuinfo").read_text()
    found = re.search(r"model name\s*: (.*)", cpuinfo)
    return found.group(1) if found else platform.machine()


def memory_gib():
    total = re.search(r"MemTotal:\s+(\d+)", pathlib.Path("/proc/meminfo").read_text()).group(1)
    return round(int(total) / 1024 ** 2)


def load():
    return os.getloadavg()[0]


def description():
    """Machine, versions and commit, for the report."""
    dirty = "+" if output_of("git", "status", "--porcelain", "--untracked-files=no") else ""
    compiler = output_of("g++", "-dumpfullversion")
    return {
        "machine": f"{processor()}, {os.cpu_count()} cores, {memory_gib()} GiB",
        "system": f"Linux {platform.release()}",
        "commit": (output_of("git", "rev-parse", "--short=10", "HEAD") or "unknown") + dirty,
        "measured_at": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "compiler": f"g++ {compiler}",
        "libzmq_version": package_version("libzmq5"),
        "mtail_version": package_version("mtail"),
        "load_at_start": load(),
    }


@contextlib.contextmanager
def on_core(core):
    """What is started meanwhile runs there: on the "first" or the "last" core, or on any (None)."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {"first": {min(before)}, "last": {max(before)}}.get(core, before))
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def thread_seconds(pid, thread=None):
    """Processor time so far of one thread, or of all."""
    threads = [thread] if thread else os.listdir(f"/proc/{pid}/task")
    return sum(int(pathlib.Path(f"/proc/{pid}/task/{each}/schedstat").read_text().split()[0])
               for each in threads) / 1e9
