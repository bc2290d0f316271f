#!/usr/bin/env python3
"""Holds every C++ file to .clang-format, and to the project's measure: at most 400 lines a file."""
import subprocess
import sys

from cpp_tree import ROOT, cpp_files, report

MAX_LINES = 400

files = cpp_files()
too_long = [f"{path.relative_to(ROOT)}: {lines} lines, at most {MAX_LINES}"
            for path in files if (lines := len(path.read_text().splitlines())) > MAX_LINES]
formatted = subprocess.run(["clang-format", "--dry-run", "-Werror", *files], cwd=ROOT)
sys.exit(report(too_long) or formatted.returncode)
