#!/usr/bin/env python3
"""Every header from outside belongs to a package of cmake/packages.txt, so that a fresh machine has
it after `make setup`, and the list names each package once."""
import pathlib
import subprocess
import sys

from cpp_tree import ROOT, cpp_files, includes, report

COMPILER = {"libc6-dev", "linux-libc-dev"}  # by build-essential
INCLUDE_FOLDERS = [pathlib.Path("/usr/include"), pathlib.Path("/usr/include/x86_64-linux-gnu")]


def listed_packages():
    lines = (ROOT / "cmake" / "packages.txt").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def header_paths():
    """Where the headers from outside lie, the standard library's excepted."""
    names = {name for path in cpp_files() for _, ours, name in includes(path) if not ours}
    return {str(found): name for name in sorted(names) for folder in INCLUDE_FOLDERS
            if (found := folder / name).is_file()}


def owners(paths):
    output = subprocess.run(["dpkg-query", "-S", *paths], capture_output=True, text=True).stdout
    for line in output.splitlines():
        package, path = line.rsplit(": ", 1)
        yield path, package.split(":")[0]


listed = listed_packages()
problems = [f"cmake/packages.txt: {name} stands twice" for name in sorted(set(listed))
            if listed.count(name) > 1]
headers = header_paths()
for path, package in owners(headers):
    if package not in listed and package not in COMPILER:
        problems.append(f"cmake/packages.txt: {package} is missing, which <{headers[path]}> needs")
sys.exit(report(problems))
