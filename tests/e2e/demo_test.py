"""The demonstration ends by itself and has alerted by then; its page pleases promtool."""

import pathlib
import signal
import subprocess

from harness import DaemonTest, main, wait_until

ROOT = pathlib.Path(__file__).parents[2]


class DemoTest(DaemonTest):
    def test_the_demo_alerts_within_its_first_minute_and_ends_cleanly(self):
        daemon = self.start((ROOT / "config/examples/demo.yaml").read_text()).wait_ready()
        wait_until(lambda: "Surge in" in daemon.output(), "an alert of the surge")
        page = daemon.get("/metrics")[1]
        told = subprocess.run(["promtool", "check", "metrics"], input=page, text=True,
                              capture_output=True, timeout=60)
        self.assertEqual((told.returncode, told.stdout + told.stderr), (0, ""))
        self.assertEqual(daemon.end(signal.SIGINT), 0)


if __name__ == "__main__":
    main()
