"""Somebody on the network who has no credentials: alerts can't be read nor events fed, and neither
connections, slow requests, huge bodies nor bad handshakes stop the daemon."""

import concurrent.futures
import re
import resource
import socket
import time
import urllib.request

from certificates import Authority
from harness import DEADLINE_SECONDS, event, main, wait_until
from protection_test import FEED, LOOK, ProtectedTest, ask, basic, bearer

MANY = 600  # more than the listener's 256 connections


class AttackerTest(ProtectedTest):
    def setUp(self):
        super().setUp()
        files = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(files[0], min(4096, files[1])), files[1]))
        self.daemon = self.start_protected("tokens: [{file: %s}, {file: %s, role: ingest}]%s" % (
            self.write("look", LOOK), self.write("feed", FEED), self.more()))
        self.address = self.daemon.url("").split("/")[2].split(":")
        self.page = self.url("/metrics")

    def more(self):
        return ""

    def url(self, path):
        return self.daemon.url(path)

    def look(self):
        return ask(self.page, bearer(LOOK))

    def series(self, name):
        """A value of the page."""
        request = urllib.request.Request(self.page, headers=bearer(LOOK))
        with urllib.request.urlopen(request, timeout=DEADLINE_SECONDS) as answer:
            page = answer.read().decode()
        return float(re.search(rf"^{re.escape(name)} (\S+)$", page, re.MULTILINE).group(1))

    def refused(self, reason):
        return self.series('holdwatch_http_refused_total{reason="%s"}' % reason)

    def connect(self):
        peer = socket.create_connection(self.address, timeout=DEADLINE_SECONDS)
        self.addCleanup(peer.close)
        return peer

    def send(self, peer, data):
        """The listener may have closed already, which is as good."""
        try:
            peer.sendall(data)
        except OSError:
            pass

    def answer(self, peer):
        """All that comes until the end."""
        received = b""
        try:
            while data := peer.recv(65536):
                received += data
        except OSError:
            pass
        return received


class HttpAttackerTest(AttackerTest):
    def test_nothing_can_be_read(self):
        for path in ("/metrics", "/metrics?x", "/metr%69cs", "//metrics", "/api/v1/alerts",
                     "/api/v1/queues", "/api/v1/stream", "/"):
            for headers in ({}, bearer(LOOK[:-1]), bearer(""), basic("", ""), bearer(FEED)):
                self.assertIn(ask(self.url(path), headers), (401, 403, 404, 429),
                              (path, headers))

    def test_nothing_can_be_fed(self):
        body = event(time.time(), "joined", "a").encode()
        for path in ("/api/v1/events", "/api/v1/incidents"):
            for headers in ({}, bearer(LOOK), bearer("guess"), basic("a", "b")):
                self.assertIn(ask(self.url(path), headers, body), (401, 403), headers)
        self.assertEqual(self.series('holdwatch_source_events_total{source="http"}'), 0)

    def test_connections_that_say_nothing_keep_nobody_out(self):
        peers = [self.connect() for _ in range(MANY)]
        self.assertEqual(self.look(), 200)
        self.assertEqual(len(peers), MANY)

    def test_requests_that_dribble_keep_nobody_out(self):
        peers = [self.connect() for _ in range(MANY)]
        for part in (b"GET /met", b"rics HTTP/1.1\r\n", b"X-A: b\r\n"):
            for peer in peers:
                self.send(peer, part)
            self.assertEqual(self.look(), 200)

    def test_a_huge_body_of_a_stranger_is_not_even_read(self):
        peer = self.connect()
        self.send(peer, b"POST /api/v1/events HTTP/1.1\r\nContent-Length: 8000000\r\n\r\n")
        self.assertTrue(self.answer(peer).startswith(b"HTTP/1.1 401 "))
        for head in (b"POST /nowhere", b"GET /-/healthy"):
            peer = self.connect()
            self.send(peer, head + b" HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
            self.assertTrue(self.answer(peer).startswith(b"HTTP/1.1 413 "))

    def test_bodies_that_are_begun_by_the_hundred_do_not_fill_the_memory(self):
        before = self.daemon.resident_bytes()
        head = (b"POST /api/v1/events HTTP/1.1\r\nAuthorization: Bearer " + FEED.encode()
                + b"\r\nContent-Length: 8000000\r\n\r\n")
        with concurrent.futures.ThreadPoolExecutor(20) as pool:
            for _ in range(100):
                pool.submit(self.send, self.connect(), head + b"x" * 7_000_000)
        self.assertLess(self.daemon.resident_bytes() - before, 200e6)
        self.assertGreater(self.refused("busy"), 0)
        self.assertEqual(self.look(), 200)

    def test_guessing_is_slowed_down_and_counted(self):
        guesses = [ask(self.page, bearer(f"guess-{i}")) for i in range(40)]
        self.assertEqual(guesses[:20], [401] * 20)
        self.assertIn(429, guesses)
        # Once a second is bearable; a peer elsewhere wouldn't have to wait at all.
        wait_until(lambda: self.look() == 200, "the turn of somebody who knows")
        self.assertGreaterEqual(self.refused("wrong_credentials"), 20)
        self.assertGreaterEqual(self.refused("rate_limited"), 1)


class PasswordAttackerTest(AttackerTest):
    def more(self):
        # Cost 10, which takes about 63 ms: "open sesame"
        web = self.write("web.yml", 'basic_auth_users: {anna: "$2y$10$'
                         'LhE6pvmgoDBTB0z2Uasffexsa0Y1AW7jw9dTH3pDL4XbuQA/KOsQ2"}\n')
        return f", web_config: {web}"

    def test_a_flood_of_passwords_delays_neither_tokens_nor_events(self):
        with concurrent.futures.ThreadPoolExecutor(30) as pool:
            flood = [pool.submit(ask, self.page, basic("anna", str(i))) for i in range(60)]
            body = event(time.time(), "joined", "a").encode()
            self.assertIn(ask(self.url("/-/healthy")), (200,))
            statuses = [one.result() for one in flood]
        self.assertLessEqual(set(statuses), {401, 429, 503})
        wait_until(lambda: ask(self.url("/api/v1/events"), bearer(FEED), body) == 200, "an event")
        self.assertLess(self.series("holdwatch_loop_lag_seconds"), 0.5)


class TlsAttackerTest(AttackerTest):
    def more(self):
        self.authority = Authority(self.folder)
        self.authority.sign("server")
        web = self.write("web.yml", "tls_server_config: {cert_file: server.pem, "
                         "key_file: server.key}\n")
        return f", web_config: {web}"

    def url(self, path):
        return self.daemon.url(path).replace("http:", "https:")

    def look(self):
        return ask(self.page, bearer(LOOK), context=self.authority.client())

    def test_handshakes_that_are_nonsense_or_never_end_keep_nobody_out(self):
        hello = b"\x16\x03\x01\x02\x00\x01"  # the beginning of a ClientHello
        peers = []
        for i in range(MANY):
            peer = self.connect()
            self.send(peer, (b"", hello, b"GET / HTTP/1.1\r\n\r\n", b"\xff" * 300)[i % 4])
            peers.append(peer)
        self.assertEqual(self.look(), 200)
        self.assertTrue(all(b"200" not in self.answer(peer) for peer in peers[2::4][:20]))


if __name__ == "__main__":
    main()
