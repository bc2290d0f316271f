"""Who is let in at the listener: certificates, passwords, tokens and their roles."""

import base64
import signal
import ssl
import time
import urllib.error
import urllib.request

from certificates import Authority
from harness import DEADLINE_SECONDS, DaemonTest, event, main, wait_until

# htpasswd -nbBC 4: "open sesame"
HASH = "$2y$04$elCivvpm4q8202jWELlGa.Uyyqmb98SxAVAcJSzQt985uWgRdUI6O"
LOOK, FEED = "a-token-that-looks", "a-token-that-feeds"


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def basic(name, password):
    pair = base64.b64encode(f"{name}:{password}".encode()).decode()
    return {"Authorization": f"Basic {pair}"}


def ask(url, headers=None, body=None, context=None):
    """The status."""
    request = urllib.request.Request(url, data=body, headers={
        "Content-Type": "application/x-ndjson", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=DEADLINE_SECONDS, context=context) as answer:
            answer.read()
            return answer.status
    except urllib.error.HTTPError as error:
        error.read()
        return error.code


class ProtectedTest(DaemonTest):
    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)
        return self.path(name)

    def start_protected(self, http, sources="sources: []\n", **options):
        config = 'http: {listen: "127.0.0.1:0", %s}\n' % http
        return self.start(config + sources, **options).wait_ready()


class AccessTest(ProtectedTest):
    def test_each_token_opens_what_its_role_may(self):
        daemon = self.start_protected("tokens: [{file: %s}, {file: %s, role: ingest}]" % (
            self.write("look", LOOK), self.write("feed", FEED)))
        page, feed = daemon.url("/metrics"), daemon.url("/api/v1/events")
        body = event(time.time(), "joined", "a").encode()
        self.assertEqual(ask(daemon.url("/-/healthy")), 200)
        self.assertEqual([ask(page), ask(page, bearer(LOOK)), ask(page, bearer(FEED))],
                         [401, 200, 403])
        self.assertEqual([ask(feed, body=body), ask(feed, bearer(LOOK), body),
                          ask(feed, bearer(FEED), body)], [401, 403, 200])

    def test_tokens_may_be_credentials_of_systemd(self):
        self.write("look", LOOK + "\n")
        daemon = self.start_protected("tokens: [{file: look}]",
                                      environment={"CREDENTIALS_DIRECTORY": self.folder})
        self.assertEqual(ask(daemon.url("/metrics"), bearer(LOOK)), 200)

    def test_passwords_are_held_against_bcrypt_hashes(self):
        web = self.write("web.yml", f'basic_auth_users: {{anna: "{HASH}"}}\n')
        daemon = self.start_protected(f"web_config: {web}")
        page = daemon.url("/metrics")
        self.assertEqual([ask(page), ask(page, basic("anna", "open sesame")),
                          ask(page, basic("anna", "Open sesame")),
                          ask(page, basic("bob", "open sesame"))], [401, 200, 401, 401])
        self.assertEqual(ask(daemon.url("/api/v1/events"), basic("anna", "open sesame"), b"{}"),
                         403)

    def test_a_new_token_holds_after_a_reload_and_a_bad_one_changes_nothing(self):
        look = self.write("look", LOOK)
        daemon = self.start_protected("tokens: [{file: %s}]" % look)
        page = daemon.url("/metrics")
        self.write("look", "short")
        daemon.send_signal(signal.SIGHUP)
        daemon.wait_for_log("16 bytes at least")
        self.assertEqual(ask(page, bearer(LOOK)), 200)
        self.write("look", "another-token-that-looks")
        daemon.send_signal(signal.SIGHUP)
        wait_until(lambda: ask(page, bearer("another-token-that-looks")) == 200, "the new token")
        self.assertEqual(ask(page, bearer(LOOK)), 401)

    def test_other_machines_are_kept_out_until_it_is_said_what_they_may(self):
        for http, status in (("", 78), (", allow_unauthenticated: [scrape]", None)):
            daemon = self.start('http: {listen: "0.0.0.0:0"%s}\nsources: []\n' % http)
            if status:
                self.assertEqual(daemon.wait(), status)
                self.assertIn("nothing protects it", daemon.log())
            else:
                self.assertEqual(ask(daemon.wait_ready().url("/metrics")), 200)
                self.assertEqual(ask(daemon.url("/api/v1/events"), body=b"{}"), 401)


class TlsTest(ProtectedTest):
    def setUp(self):
        super().setUp()
        self.authority = Authority(self.folder)
        self.certificate, self.key = self.authority.sign("server")

    def start_tls(self, more=""):
        web = self.write("web.yml", "tls_server_config: {cert_file: server.pem, "
                         "key_file: server.key%s}\n" % more)
        daemon = self.start_protected(f"web_config: {web}")
        return daemon, daemon.url("/metrics").replace("http:", "https:")

    def test_the_page_is_served_over_tls_and_not_without(self):
        daemon, page = self.start_tls()
        self.assertEqual(ask(page, context=self.authority.client()), 200)
        with self.assertRaises(OSError):
            ask(page.replace("https:", "http:"))

    def test_a_large_page_comes_whole(self):
        daemon, page = self.start_tls()
        body = "\n".join(event(time.time(), "joined", str(i), f"queue-{i}")
                         for i in range(300)).encode()
        context = self.authority.client()
        self.assertEqual(ask(page.replace("metrics", "api/v1/events"), body=body,
                             context=context), 200)

        def whole():
            with urllib.request.urlopen(page, context=context) as answer:
                return answer.read().count(b"\nholdwatch_queue_known{") == 300

        wait_until(whole, "300 queues")

    def test_an_older_version_than_configured_is_refused(self):
        daemon, page = self.start_tls(", min_version: TLS13")
        old = self.authority.client()
        old.maximum_version = ssl.TLSVersion.TLSv1_2
        with self.assertRaises(OSError):
            ask(page, context=old)
        self.assertEqual(ask(page, context=self.authority.client()), 200)

    def test_a_client_certificate_is_wanted_from_the_right_authority(self):
        daemon, page = self.start_tls(", client_auth_type: RequireAndVerifyClientCert, "
                                      "client_ca_file: ca.pem")
        known = self.authority.client(*self.authority.sign("client"))
        strangers = Authority(self.folder, "strangers")
        stranger = self.authority.client(*strangers.sign("stranger"))
        self.assertEqual(ask(page, context=known), 200)
        for context in (self.authority.client(), stranger):
            with self.assertRaises(OSError):
                ask(page, context=context)

    def test_a_renewed_certificate_is_shown_after_a_reload(self):
        daemon, page = self.start_tls()
        self.authority.sign("server")
        with open(self.path("server.pem")) as file:
            renewed = ssl.PEM_cert_to_DER_cert(file.read())
        host, port = page.split("/")[2].split(":")
        daemon.send_signal(signal.SIGHUP)

        def shown():
            return ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate((host, int(port))))

        wait_until(lambda: shown() == renewed, "the renewed certificate")


if __name__ == "__main__":
    main()
