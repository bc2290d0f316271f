"""The demonstration's centre, published to a real daemon over ZeroMQ."""

import os
import pathlib
import signal
import subprocess

from harness import DEADLINE_SECONDS, DaemonTest, free_port, main, wait_until

CTL = os.environ["HOLDWATCHCTL"]


class SimulateTest(DaemonTest):
    def setUp(self):
        super().setUp()
        self.endpoint = f"tcp://127.0.0.1:{free_port()}"

    def simulate(self, *arguments):
        process = subprocess.Popen([CTL, "simulate", "--endpoint", self.endpoint, *arguments],
                                   cwd=self.folder, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait, DEADLINE_SECONDS)
        self.addCleanup(process.kill)
        return process

    def sent(self, process):
        """What it says it has sent, once it has ended."""
        self.assertEqual(process.wait(DEADLINE_SECONDS), 0)
        return int(process.stderr.read().rsplit("Sent ", 1)[1].split()[0])

    def heard(self, daemon):
        return daemon.metrics().get('holdwatch_source_events_total{source="live"}', 0)

    def assert_nothing_refused(self, daemon, source):
        refused = {name: value for name, value in daemon.metrics().items() if value
                   and name.startswith(("holdwatch_source_events_rejected", "holdwatch_source_events_missed"))
                   and f'source="{source}"' in name}
        self.assertEqual(refused, {}, daemon.log())

    def test_a_daemon_hears_all_of_it(self):
        daemon = self.start(f"sources: [{{type: zmq, name: live, pull: ['{self.endpoint}']}}]\n")
        daemon.wait_ready()
        sent = self.sent(self.simulate("--speed", "40", "--for", "3s"))
        self.assertGreater(sent, 100)
        wait_until(lambda: self.heard(daemon) == sent, "all that was sent")
        self.assert_nothing_refused(daemon, "live")

    def test_a_daemon_may_connect_instead_and_a_signal_ends_it(self):
        process = self.simulate("--bind", "--speed", "40")
        daemon = self.start("sources: [{type: zmq, name: live, bind: false, "
                            f"pull: ['{self.endpoint}']}}]\n").wait_ready()
        wait_until(lambda: self.heard(daemon) > 20, "the first events")
        process.send_signal(signal.SIGINT)
        self.assertGreater(self.sent(process), 20)

    def test_a_past_teaches_what_is_usual_and_the_present_goes_on_from_it(self):
        past = pathlib.Path(self.folder, "past.jsonl.gz")
        process = self.simulate("--history", str(past), "--weeks", "1")
        self.assertIn("7 days of the past", process.stderr.readline())
        self.assertRegex(process.stderr.readline(), r"^\d{6,} lines")
        daemon = self.start(
            f"sources: [{{type: jsonl, name: past, path: {past}}}, "
            f"{{type: zmq, name: live, pull: ['{self.endpoint}']}}]\n")
        daemon.wait_for_log("history is read source=past")
        wait_until(lambda: self.heard(daemon) > 0, "events of the present")
        process.send_signal(signal.SIGTERM)
        self.assertGreaterEqual(self.sent(process), self.heard(daemon))
        self.assert_nothing_refused(daemon, "past")
        self.assert_nothing_refused(daemon, "live")
        expected = daemon.metrics()['holdwatch_queue_expected_arrivals_per_second{queue="orders"}']
        self.assertGreater(expected, 0)


if __name__ == "__main__":
    main()
