"""Who hears alerts: a real Alertmanager, and an HTTP receiver that does as it is told."""

import http.server
import json
import pathlib
import signal
import socket
import subprocess
import threading
import time
import urllib.request

from harness import DEADLINE_SECONDS, wait_until


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Receiver:
    """Keeps what is posted to it: (headers, JSON, when it came). `answers` are the statuses of the
    next posts; afterwards it is 200."""

    def __init__(self, port=0):
        self.posts, self.raw, self.answers, self.headers = [], [], [], {}
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self):
                came = time.time()
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.raw.append(body)
                receiver.posts.append((self.headers, json.loads(body), came))
                status = receiver.answers.pop(0) if receiver.answers else 200
                self.send_response(status)
                for name, value in receiver.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):
                pass  # a client that has gone

        self.server = Server(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def bodies(self):
        return [body for _, body, _ in self.posts]

    def wait_for(self, count):
        wait_until(lambda: len(self.posts) >= count, f"{count} posts, there are {self.bodies()}")
        return self.bodies()


class Alertmanager:
    """The real one, with one receiver for everything."""

    CONFIG = """
route:
  receiver: test
  group_by: [alertname, queue, department]
  group_wait: {group_wait}
  group_interval: 1s
  repeat_interval: 1h
receivers:
  - name: test
    webhook_configs: [{{url: "{url}", send_resolved: true}}]
"""

    def __init__(self, folder, receiver, group_wait="2s", web_config=None):
        """`web_config` is its own listener's file, with TLS."""
        self.folder = pathlib.Path(folder)
        self.web_config = web_config
        (self.folder / "alertmanager.yml").write_text(
            self.CONFIG.format(url=receiver.url, group_wait=group_wait))
        self.address = f"127.0.0.1:{free_port()}"
        self.url = f"{'https' if web_config else 'http'}://{self.address}"
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            ["prometheus-alertmanager", f"--config.file={self.folder / 'alertmanager.yml'}",
             f"--storage.path={self.folder / 'alertmanager'}", "--cluster.listen-address=",
             f"--web.listen-address={self.address}",
             *([f"--web.config.file={self.web_config}"] if self.web_config else [])],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(self.is_ready, "alertmanager")

    def is_ready(self):
        if self.web_config:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", int(self.url.split(":")[2]))) == 0
        try:
            return urllib.request.urlopen(self.url + "/-/ready", timeout=5).status == 200
        except OSError:
            return False

    def alerts(self):
        with urllib.request.urlopen(self.url + "/api/v2/alerts", timeout=DEADLINE_SECONDS) as page:
            return json.load(page)

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.process.wait(DEADLINE_SECONDS)

    def close(self):
        if self.process.poll() is None:
            self.end(signal.SIGKILL)
