"""The API: every answer is what the OpenAPI document says, pages are whole, and the stream misses
nothing, also beyond a restart."""

import json
import pathlib
import re
import socket
import subprocess
import time
import urllib.request

from harness import event, main, rfc3339, wait_until
from openapi import Document
from surging_centre import SurgingCentre

DOCS = pathlib.Path(__file__).resolve().parents[2] / "docs" / "api.md"
STATES = ("queues", "surges", "feeds", "departments", "incidents", "abandoned")


class Stream:
    """One reader of the stream: events as (name, data, id)."""

    def __init__(self, daemon, query="", last_id=None):
        host, port = daemon.url("").removeprefix("http://").rsplit(":", 1)
        self.socket = socket.create_connection((host, int(port)), timeout=60)
        header = f"GET /api/v1/stream{query} HTTP/1.1\r\nHost: {host}:{port}\r\n"
        if last_id:
            header += f"Last-Event-ID: {last_id}\r\n"
        self.socket.sendall((header + "\r\n").encode())
        self.file = self.socket.makefile("rb")
        self.head = b""
        while not self.head.endswith(b"\r\n\r\n"):
            self.head += self.file.readline()

    def next(self):
        fields = {}
        for line in self.file:
            line = line.decode().rstrip("\n")
            if line == "" and fields:
                return fields["event"], json.loads(fields["data"]), fields.get("id")
            if line and not line.startswith(":"):
                name, value = line.split(": ", 1)
                fields[name] = value
        return None

    def until(self, name, holds=lambda data: True):
        while True:
            event = self.next()
            assert event is not None, f"the stream ended before {name}"
            if event[0] == name and holds(event[1]):
                return event

    def close(self):
        self.file.close()
        self.socket.close()


class ApiTest(SurgingCentre):
    MORE_CONFIG = "journal: {{path: {folder}/journal.db}}"

    def setUp(self):
        super().setUp()
        status, text = self.daemon.get("/api/v1/openapi.json")
        self.assertEqual(status, 200)
        self.document = Document(text)

    def ask(self, path, expected=200, method="get", body=None, headers=()):
        """The answer, after it was held against the document."""
        request = urllib.request.Request(
            self.daemon.url(path), data=body and body.encode(), method=method.upper(),
            headers={"Content-Type": "application/json", **dict(headers)})
        opener = urllib.request.build_opener(NoExceptions)
        with opener.open(request, timeout=60) as response:
            text, status = response.read().decode(), response.status
            content_type = response.headers.get_content_type()
        self.assertEqual(status, expected, text)
        return self.document.check(method, path, status, content_type, text)

    def say(self, path, body, expected=200, **headers):
        headers = {"Authorization": "Bearer a-token-of-operators", **headers}
        return self.ask(path, expected, "post", body, headers)

    def stream(self, *arguments):
        """Like any client, asks again when the daemon has nothing to tell yet."""
        readers = []

        def is_told():
            readers.append(Stream(self.daemon, *arguments))
            self.addCleanup(readers[-1].close)
            return not readers[-1].head.startswith(b"HTTP/1.1 503")

        wait_until(is_told, "a stream")
        return readers[-1]

    def abandon(self, number):
        now = time.time() + 1800
        lines = [event(now, "joined", f"gone{number}", caller="+4930123456"),
                 event(now + 30, "abandoned", f"gone{number}")]
        self.say("/api/v1/events", "\n".join(lines), **{"Content-Type": "application/x-ndjson"})

    def test_the_document_is_sound_and_every_answer_is_as_it_says(self):
        self.assertEqual(self.document.complaints(), [])
        self.abandon(1)
        wait_until(lambda: self.ask("/api/v1/abandoned")["calls"], "the caller who gave up")
        for state in STATES:
            self.ask(f"/api/v1/{state}")
        [orders] = [q for q in self.ask("/api/v1/queues")["queues"] if q["name"] == "orders"]
        self.assertEqual(orders["surge"], self.alert)
        self.assertGreaterEqual(orders["today"]["offered"], 1)
        [surge] = [s for s in self.ask("/api/v1/surges")["surges"]
                   if s["alert"]["id"] == self.alert]
        self.assertEqual([i["id"] for i in surge["incidents"]], ["INC-1"])
        self.assertEqual(surge["incidents"][0]["stage"], "deliver")
        self.assertGreater(sum(p["calls"] for p in surge["curve"]), 60)
        self.assertTrue(any(p["calls"] > p["high"] for p in surge["curve"]), surge["curve"])
        [incident] = self.ask("/api/v1/incidents?status=all")["incidents"]
        self.assertIn(self.alert, incident["alerts"])
        [asked] = [d for d in self.ask("/api/v1/departments")["departments"] if d["open_requests"]]
        self.assertEqual(asked["department"], "supply_chain")
        journal = self.ask("/api/v1/feeds")["journal"]
        self.assertGreater(journal["bytes"], 0)
        self.assertIsNone(journal["failing_since"])
        self.ask("/api/v1/alerts/0123456789abcdef", 404)
        self.ask("/api/v1/incidents?status=both", 400)
        self.ask("/api/v1/stream?topics=all", 400)

    def test_nobody_is_named(self):
        self.abandon(1)
        wait_until(lambda: self.ask("/api/v1/abandoned")["calls"], "the caller who gave up")
        for state in (*STATES, "alerts?status=all", f"alerts/{self.alert}"):
            self.assertNotIn("4930123456", json.dumps(self.ask(f"/api/v1/{state}")))

    def test_history_is_whole_and_comes_in_pages(self):
        for who in ("Ada", "Ben", "Cleo"):
            self.say(f"/api/v1/alerts/{self.alert}/acknowledgement", json.dumps({"who": who}))
        detail = wait_until(lambda: self.of_alert("Cleo"), "the last acknowledgement")
        self.assertEqual([c.get("acknowledged_by") for c in detail["history"]][-3:],
                         ["Ada", "Ben", "Cleo"])
        self.assertEqual(detail["history"][0]["status"], "firing")
        everything = self.ask("/api/v1/alerts?status=all&limit=1000")["alerts"]
        found, path = [], "/api/v1/alerts?status=all&limit=1"
        after = ""
        while after is not None:
            page = self.ask(path + (f"&after={after}" if after else ""))
            self.assertLessEqual(len(page["alerts"]), 1)
            found += page["alerts"]
            after = page["next"]
        self.assertEqual([a["id"] for a in found], [a["id"] for a in everything])
        self.assertIn(self.alert, [a["id"] for a in found])
        self.assertEqual({a["alert"] for a in
                          self.ask("/api/v1/alerts?status=all&kind=surge&queue=orders")["alerts"]},
                         {"surge"})
        self.assertEqual(self.ask("/api/v1/alerts?status=all&queue=returns")["alerts"], [])
        for query in ("limit=0", "kind=no", "after=x", "since=today", "colour=red"):
            problem = self.ask(f"/api/v1/alerts?{query}", 400)
            self.assertIn("expected", problem["detail"])

    def of_alert(self, who):
        detail = self.ask(f"/api/v1/alerts/{self.alert}")
        return detail if detail["alert"].get("acknowledged_by") == who else None

    def test_the_stream_tells_everything_and_misses_nothing(self):
        reader = self.stream()
        self.assertIn(b"Content-Type: text/event-stream", reader.head)
        seen = [reader.next() for _ in range(7)]
        self.assertEqual([name for name, _, _ in seen], ["hello", *STATES])
        self.document.validate({"$ref": "#/components/schemas/Hello"}, seen[0][1])
        for name, data, _ in seen[1:]:
            schema = self.document.operation("get", f"/api/v1/{name}")["responses"]["200"]
            self.document.validate(schema["content"]["application/json"]["schema"], data)
        self.say("/api/v1/events", event(time.time() + 1801, "joined", "one more"))
        _, data, _ = reader.until("queues")
        self.assertTrue(data["partial"])
        self.document.validate({"$ref": "#/components/schemas/Queues"}, data)

        self.acknowledge("Ada")
        _, _, known = reader.until("alert", lambda a: a.get("acknowledged_by") == "Ada")
        reader.close()
        self.acknowledge("Ben")
        again = self.stream("?topics=alert", known)
        again.until("hello")
        name, data, missed = again.next()
        self.assertEqual((name, data["acknowledged_by"]), ("alert", "Ben"))
        self.document.validate({"$ref": "#/components/schemas/Alert"}, data)
        self.assertNotEqual(known, missed)

        self.daemon.end()
        self.daemon = self.start(self.config).wait_ready()
        after_restart = self.stream("?topics=alert", known)
        after_restart.until("alert", lambda a: a.get("acknowledged_by") == "Ben")
        gap = self.stream("?topics=alert", "1-1-1")
        self.assertEqual([gap.next()[0], gap.next()[0]], ["hello", "gap"])

    def acknowledge(self, who):
        self.say(f"/api/v1/alerts/{self.alert}/acknowledgement", json.dumps({"who": who}))

    def test_only_the_own_page_may_say_something(self):
        body = json.dumps({"who": "Mallory"})
        path = f"/api/v1/alerts/{self.alert}/acknowledgement"
        self.say(path, body, 403, Origin="https://evil.example.com")
        self.say(path, body, 403, **{"Sec-Fetch-Site": "cross-site"})
        self.say(path, body, 200, Origin=self.daemon.url(""))
        refused = self.daemon.metrics()['holdwatch_http_refused_total{reason="cross_origin"}']
        self.assertEqual(refused, 2)

    def test_the_examples_of_the_documentation_work(self):
        address = self.daemon.url("").removeprefix("http://")
        examples = re.findall(r"^(curl .+)$", DOCS.read_text(), re.MULTILINE)
        self.assertGreaterEqual(len(examples), 6)
        for example in examples:
            command = (example.replace("127.0.0.1:9478", address)
                       .replace("$ALERT", self.alert).replace("$TOKEN", "a-token-of-operators"))
            streams = "stream" in command
            result = subprocess.run(command + (" -m 2" if streams else " --fail"), shell=True,
                                    capture_output=True, text=True, timeout=60)
            self.assertEqual(result.returncode, 28 if streams else 0, f"{command}\n{result.stderr}")
            if streams:
                self.assertIn("event: hello", result.stdout)
            else:
                json.loads(result.stdout)


class NoExceptions(urllib.request.HTTPErrorProcessor):
    """Every answer is one."""

    def http_response(self, request, response):
        return response

    https_response = http_response


if __name__ == "__main__":
    main()
