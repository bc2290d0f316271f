"""holdwatchctl report, on a small recorded centre: the three formats agree, and the page is one that
a browser shows without a script and without fetching anything."""

import html.parser
import json
import subprocess
import tempfile
import unittest

from recorded_centre import RecordedCentreTest

CHROMIUM = "chromium"


class Page(html.parser.HTMLParser):
    """The elements of a page, held to be nested well."""

    VOID = {"meta", "br", "rect", "line"}

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.attributes, self.figures, self.party = [], [], [], {}, None
        self.feed(text)
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags.append(tag)
        self.attributes += attributes
        if tag == "tr":
            self.party = values.get("data-party")
        if tag == "data" and self.party:
            self.figures.setdefault(self.party, []).append(float(values["value"]))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open and self.open[-1] == tag, (tag, self.open)
            self.open.pop()


class ReportTest(RecordedCentreTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.html = cls.report("html")
        cls.json = json.loads(cls.report("json"))
        cls.page = Page(cls.html)

    @classmethod
    def report(cls, kind, *arguments):
        result = cls.ctl("report", "--format", kind, *arguments)
        assert result.returncode == 0, result.stderr
        return result.stdout

    def chromium(self, *arguments):
        page = self.folder / "report.html"
        page.write_text(self.html)
        with tempfile.TemporaryDirectory() as profile:
            return subprocess.run(
                [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                 f"--user-data-dir={profile}", *arguments, page.as_uri()],
                capture_output=True, text=True, timeout=120)

    def test_the_surge_is_put_down_to_its_department(self):
        departments = {d["name"]: d for d in self.json["departments"]}
        calls = departments["supply_chain"]["calls"]
        self.assertAlmostEqual(calls["estimate"], 360, delta=60)
        self.assertLess(calls["low"], calls["estimate"])
        self.assertGreater(departments["supply_chain"]["caller_minutes"]["estimate"], 900)
        self.assertGreater(departments["supply_chain"]["abandonments"]["estimate"], 60)
        self.assertEqual(self.json["suggestions"][0]["about"], "sku SKU-1")

    def test_the_page_tells_the_figures_of_the_json(self):
        for department in self.json["departments"]:
            if department["calls"]["estimate"] < 0.5:
                continue
            name = department["name"].replace("_", " ").capitalize()
            self.assertEqual(self.page.figures[name], [
                department[what]["estimate"] for what in ("calls", "caller_minutes", "abandonments")])
        self.assertIn("Nothing that was reported", self.page.figures)

    def test_the_page_stands_on_its_own(self):
        self.assertNotIn("script", self.page.tags)
        for name, value in self.page.attributes:
            self.assertNotIn(name, ("src", "href", "action", "srcset", "style"), value)
            self.assertFalse(name.startswith("on"), name)
        for part in ("http:", "https:", "url(", "@import"):
            self.assertNotIn(part, self.html)

    def test_the_page_has_the_structure_that_readers_of_screens_need(self):
        self.assertEqual(self.page.tags.count("h1"), 1)
        self.assertEqual(self.page.tags.count("main"), 1)
        self.assertIn(("lang", "en"), self.page.attributes)
        ids = [value for name, value in self.page.attributes if name == "id"]
        self.assertEqual(len(ids), len(set(ids)))
        for name, value in self.page.attributes:
            if name == "aria-labelledby":
                self.assertIn(value, ids)

    def test_a_browser_shows_it_as_it_was_written(self):
        shown = self.chromium("--dump-dom")
        self.assertEqual(shown.returncode, 0, shown.stderr)
        self.assertEqual(Page(shown.stdout).figures, self.page.figures)
        self.assertIn("No &lt;script&gt;alert(1)&lt;/script&gt;|SKU", shown.stdout)

    def test_a_browser_paints_it(self):
        picture = self.folder / "report.png"
        result = self.chromium(f"--screenshot={picture}", "--window-size=390,2000")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertGreater(picture.stat().st_size, 20_000)

    def test_the_same_recording_gives_the_same_bytes(self):
        self.assertEqual(self.report("html"), self.html)

    def test_markdown_keeps_the_shape_of_its_tables(self):
        for line in self.report("markdown").splitlines():
            if line.startswith("| INC-"):
                self.assertEqual(line.replace("\\|", "").count("|"), 8, line)

    def test_it_can_be_written_to_a_file_for_one_department(self):
        path = self.folder / "finance.md"
        result = self.ctl("report", "--format", "markdown", "--department", "finance", "--output", path)
        self.assertEqual((result.returncode, result.stdout), (0, ""))
        self.assertIn("No call of this time is put down to finance.", path.read_text())

    def test_what_it_cannot_do_is_said(self):
        for arguments, words in ((("--department", "nobody"), "expected one of"),
                                 (("--since", "2030-01-01"), "the last day that was recorded"),
                                 (("--since", "yesterday"), "expected a day as 2026-03-02"),
                                 (("--output", "/nonesuch/x"), "can't be written")):
            result = self.ctl("report", *arguments)
            self.assertNotEqual(result.returncode, 0)
            self.assertIn(words, result.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
