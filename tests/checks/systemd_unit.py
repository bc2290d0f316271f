#!/usr/bin/env python3
"""The unit is valid and hardened: `systemd-analyze verify` on a copy that points at the built
binary (it insists on one), and an exposure of at most 1.5. Its account can be made.

    systemd_unit.py HOLDWATCHD
"""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNIT = ROOT / "systemd" / "holdwatch.service"
ACCOUNT = ROOT / "systemd" / "holdwatch.sysusers"
MAX_EXPOSURE = 15  # in tenths


def analyze(*arguments):
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True)


def verify(binary):
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / UNIT.name
        text, replaced = re.subn(r"(?m)^ExecStart=\S+", f"ExecStart={binary}", UNIT.read_text())
        assert replaced == 1, "one ExecStart"
        copy.write_text(text)
        result = analyze("verify", "--man=no", "--recursive-errors=no", str(copy))
    return result.stderr.strip()  # its status is 0 for a key that it doesn't know


def security():
    result = analyze("security", "--offline=true", "--no-pager", f"--threshold={MAX_EXPOSURE}",
                     str(UNIT))
    return result.stdout + result.stderr if result.returncode else ""


def account():
    with tempfile.TemporaryDirectory() as root:
        (pathlib.Path(root) / "etc").mkdir()
        result = subprocess.run(["systemd-sysusers", f"--root={root}", ACCOUNT],
                                capture_output=True, text=True)
        passwd = pathlib.Path(root) / "etc" / "passwd"
        made = passwd.exists() and passwd.read_text().startswith("holdwatch:")
    return "" if made else f"{ACCOUNT}: made no account\n{result.stderr}"


complaints = [verify(pathlib.Path(sys.argv[1]).resolve()), security(), account()]
print("\n".join(filter(None, complaints)))
sys.exit(1 if any(complaints) else 0)
