#!/usr/bin/env python3
"""Holds the alerts that Holdwatch holds, and prints each change.

    subscribe.py [--alerts tcp://127.0.0.1:9480] [--snapshot tcp://127.0.0.1:9481]
                 [--keys NAME --server FILE]

It subscribes first and asks for the snapshot when it hears the daemon, so nothing is missed in
between; it asks again when it was too slow (a gap in the numbers) or the daemon began anew (they
fall). NAME.secret and NAME.public come from `holdwatchctl keys generate NAME`; FILE is the daemon's
own public key. Needs pyzmq (Debian: python3-zmq).
"""
import argparse
import json
import pathlib

import zmq

SNAPSHOT_SECONDS = 5


def first_line(path):
    return pathlib.Path(path).read_text().strip().encode()


class Subscriber:
    """The alerts by id, always as new as the last message."""

    def __init__(self, alerts, snapshot, keys=None, server=None, queue=""):
        self.context = zmq.Context()
        self.prefix = f"alert.{queue}".encode()
        self.keys = keys and (first_line(f"{keys}.secret"), first_line(f"{keys}.public"),
                              first_line(server))
        self.published = self._socket(zmq.SUB, alerts)
        self.published.subscribe(self.prefix)
        self.published.subscribe(b"heartbeat")
        self.snapshot = snapshot
        self.number = None  # of the last message; None: not in step yet
        self.alerts = {}

    def _socket(self, kind, endpoint):
        socket = self.context.socket(kind)
        socket.linger = 0
        if self.keys:
            socket.curve_secretkey, socket.curve_publickey, socket.curve_serverkey = self.keys
        socket.connect(endpoint)
        return socket

    def close(self):
        self.context.destroy(linger=0)

    def changes(self):
        """Each change as it comes, for ever; those of a snapshot too."""
        while True:
            topic, body, number = self.published.recv_multipart()
            number = int(number)
            if self._is_in_step(topic, number):
                if topic != b"heartbeat" and number > self.number:
                    yield self._take(body)
                self.number = max(self.number, number)
            else:
                yield from self._catch_up()

    def _is_in_step(self, topic, number):
        if self.number is None or number < self.number and topic == b"heartbeat":
            return False
        # Of one queue's alerts the numbers have gaps anyhow.
        missed = number - self.number - (topic != b"heartbeat")
        return missed <= 0 or self.prefix != b"alert."

    def _catch_up(self):
        asker = self._socket(zmq.DEALER, self.snapshot)
        asker.send(self.prefix)
        known, self.alerts = self.alerts, {}
        while asker.poll(SNAPSHOT_SECONDS * 1000):
            topic, body, number = asker.recv_multipart()
            if topic == b"snapshot.end":
                self.number = int(number)
                break
            alert = self._take(body)
            if known.get(alert["id"]) != alert:
                yield alert
        else:
            self.number = None  # the next message tries again
        asker.close()

    def _take(self, body):
        alert = json.loads(body)
        self.alerts[alert["id"]] = alert
        return alert


def main():
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--alerts", default="tcp://127.0.0.1:9480")
    options.add_argument("--snapshot", default="tcp://127.0.0.1:9481")
    options.add_argument("--keys", metavar="NAME")
    options.add_argument("--server", metavar="FILE")
    for alert in Subscriber(**vars(options.parse_args())).changes():
        print(alert["time"], alert["status"], alert["alert"], alert["queue"], alert["id"],
              flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
