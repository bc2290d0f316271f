"""A small contact centre, recorded: three quiet weeks, then a surge that one incident explains."""

import json
import os
import pathlib
import random
import subprocess
import tempfile
import unittest

from harness import event, rfc3339

CTL = os.environ["HOLDWATCHCTL"]
MONDAY = 1_770_595_200  # 2026-02-09 00:00 UTC
DAY = 86_400
EVIL = "<script>alert(1)</script>|SKU"


def a_centre():
    """Three weeks of a call a minute from 9 to 17; on the last Tuesday, two hours of three more."""
    chance = random.Random(7)
    lines, serial = [], 0

    def calls(start, end, a_minute, wait, **attributes):
        nonlocal serial
        t = start
        while (t := t + chance.expovariate(a_minute / 60)) < end:
            serial += 1
            lines.append((t, event(t, "joined", f"c{serial}", attributes=attributes)))
            how = "abandoned" if wait > 100 and serial % 3 == 0 else "answered"
            lines.append((t + wait, event(t + wait, how, f"c{serial}")))

    for day in range(23):
        calls(MONDAY + day * DAY + 9 * 3600, MONDAY + day * DAY + 17 * 3600, 1, 5, sku="SKU-1")
    eleven = MONDAY + 22 * DAY + 11 * 3600
    calls(eleven, eleven + 7200, 3, 240, sku=EVIL)
    calls(eleven, eleven + 3600, 0.1, 5, sku="SKU-1", reason="suggestion")
    return [line for _, line in sorted(lines)]


def an_incident():
    began = MONDAY + 22 * DAY + 10 * 3600
    return [json.dumps({"time": rfc3339(began + 1800), "type": "opened", "id": "INC-<b>1",
                        "category": "backorder", "started": rfc3339(began), "affected": 300,
                        "scope": {"sku": [EVIL]}, "summary": f"No {EVIL}\nleft"}),
            json.dumps({"time": rfc3339(began + 7 * 3600), "type": "closed", "id": "INC-<b>1"})]


class RecordedCentreTest(unittest.TestCase):
    """Tests of the tool on the recording; nothing they do changes it."""

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        (cls.folder / "events.jsonl").write_text("\n".join(a_centre()) + "\n")
        (cls.folder / "incidents.jsonl").write_text("\n".join(an_incident()) + "\n")

    @classmethod
    def ctl(cls, *arguments):
        return subprocess.run(
            [CTL, *arguments, "--incidents", cls.folder / "incidents.jsonl",
             cls.folder / "events.jsonl"], capture_output=True, text=True, timeout=120)
