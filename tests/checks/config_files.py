#!/usr/bin/env python3
"""The daemon finds nothing wrong with any file under config/, nor with holdwatch.yaml when every
key that it only shows (`#key:`, `#  - item`) is made effective.

    config_files.py HOLDWATCHD
"""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"
SHOWN_KEY = re.compile(r"^( *)#(?=\S|  )", re.MULTILINE)  # prose has one space after its #


def check(daemon, path):
    result = subprocess.run([daemon, "--check-config", "--config", path], capture_output=True,
                            text=True)
    if result.returncode:
        print(f"{path}: status {result.returncode}\n{result.stdout}{result.stderr}")
    return result.returncode == 0


def uncommented(folder):
    path = pathlib.Path(folder) / "holdwatch.yaml"
    path.write_text(SHOWN_KEY.sub(r"\1", (CONFIG / "holdwatch.yaml").read_text()))
    return path


with tempfile.TemporaryDirectory() as folder:
    files = [CONFIG / "holdwatch.yaml", *sorted((CONFIG / "examples").glob("*.yaml")),
             uncommented(folder)]
    sys.exit(not all([check(sys.argv[1], path) for path in files]))
