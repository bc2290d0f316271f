#!/usr/bin/env python3
"""Holds the arrows between the layers of daemon/: model <- core; model, config, net and wire <-
sources and sinks; everybody <- app <- main. Sources and sinks never include core, each other or a
sibling; model and core include only the standard library and a few pure ones, and read no clock.

    layers.py [ROOT]
"""
import pathlib
import re
import sys

from cpp_tree import ROOT, cpp_files, includes, report

ALLOWED = {
    "model": {"model"},
    "core": {"model", "core"},
    "net": {"net"},
    "wire": {"model", "wire"},
    "config": {"model", "config"},
    "sources": {"model", "config", "net", "wire", "sources"},
    "journal": {"model", "config", "net", "wire", "journal"},
    "sinks": {"model", "config", "net", "wire", "sinks"},
    "web": {"net", "web"},
    "app": {"model", "core", "config", "net", "wire", "sources", "sinks", "journal", "web",
            "app"},
}
COMPONENT_LAYERS = {"sources", "sinks"}
SHARED = {"sinks/delivery"}  # what several components of a layer stand on
PURE_LAYERS = {"model", "core"}
PURE_LIBRARIES = ("fmt/", "cereal/", "boost/unordered", "boost/container/", "boost/iterator/")
IMPURE_STANDARD = {"iostream", "fstream", "filesystem", "thread", "mutex", "atomic", "future",
                   "random", "condition_variable", "cstdio", "ctime", "csignal"}
IMPURE_CALLS = re.compile(r"_clock::now|\bgetenv\b|\bstd::rand\b|\bsleep_for\b")


def component(parts):
    """The folder below sources/ or sinks/ that a path lies in; None for what they share."""
    if parts[0] not in COMPONENT_LAYERS or len(parts) < 3 or "/".join(parts[:2]) in SHARED:
        return None
    return parts[1]


def complaint_about_ours(parts, name):
    layer = parts[0]
    target = tuple(name.split("/"))
    if target[0] not in ALLOWED[layer]:
        return f"{layer} must not include {target[0]}"
    theirs = component(target)
    if theirs and target[0] == layer and component(parts) != theirs:
        return f"only {layer}/{theirs} itself may include it"
    return None


def complaint_about_others(parts, name):
    if name == "boost/asio.hpp":
        return "include the single Asio headers"
    if parts[0] not in PURE_LAYERS:
        return None
    if "/" not in name and not name.endswith(".h") and name not in IMPURE_STANDARD:
        return None
    if name.startswith(PURE_LIBRARIES):
        return None
    return f"{parts[0]} is pure: only the standard library without input, output, clocks and " \
           "threads, fmt, cereal, boost/unordered, boost/container and boost/iterator"


def check(root):
    problems = []
    daemon = root / "daemon"
    for path in cpp_files(root):
        if not path.is_relative_to(daemon):
            continue
        parts = path.relative_to(daemon).parts
        if len(parts) == 1:
            continue  # main: on top of everybody
        for line, ours, name in includes(path):
            complaint = (complaint_about_ours if ours else complaint_about_others)(parts, name)
            if complaint:
                problems.append(f"{path.relative_to(root)}:{line}: {name}: {complaint}")
        if parts[0] in PURE_LAYERS:
            for number, text in enumerate(path.read_text().splitlines(), 1):
                if IMPURE_CALLS.search(text):
                    problems.append(f"{path.relative_to(root)}:{number}: {parts[0]} is pure: "
                                    f"{text.strip()}")
    return problems


if __name__ == "__main__":
    sys.exit(report(check(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)))
