"""The project's C++ files and what they include."""
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def cpp_files(root=ROOT):
    """All C++ files below daemon/ and tests/, in a fixed order."""
    return sorted(path for top in ("daemon", "tests") for path in (root / top).rglob("*")
                  if path.suffix in (".h", ".cpp"))


def includes(path):
    """(line, is_ours, name) of every include."""
    text = path.read_text()
    for match in INCLUDE.finditer(text):
        line = text.count("\n", 0, match.start(2)) + 1
        yield line, match.group(1) == '"', match.group(2)


def report(problems):
    """Prints the problems and gives the exit status."""
    for problem in problems:
        print(problem)
    return 1 if problems else 0
