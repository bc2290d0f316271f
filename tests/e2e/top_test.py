"""The live view: at a terminal of its own against a real daemon, and where there is none."""

import os
import pathlib
import signal
import subprocess
import termios
import time

from harness import DEADLINE_SECONDS, event, main, wait_until
from surging_centre import SurgingCentre
from terminal import Terminal

CTL = os.environ["HOLDWATCHCTL"]


class TopTest(SurgingCentre):
    def environment(self):
        return {**os.environ, "HOLDWATCH_SERVER": self.daemon.url(""), "TERM": "xterm",
                "HOLDWATCH_TOKEN_FILE": str(self.token), "USER": "Ada"}

    def tell(self, queue):
        """A caller who joins a queue."""
        later = time.time() + 1900
        status, answer = self.post("/api/v1/events", event(later, "joined", "late", queue))
        self.assertEqual(status, 200, answer)

    def top(self, **size):
        terminal = Terminal([CTL, "top"], self.environment(), **size)
        self.addCleanup(terminal.close)
        terminal.wait_for("● live")
        terminal.wait_for("orders")
        return terminal

    def assert_given_back(self, terminal):
        self.assertEqual(termios.tcgetattr(terminal.theirs), terminal.before)
        self.assertTrue(terminal.text.endswith("\x1b[?25h\x1b[?1049l"), terminal.text[-80:])

    def test_top_shows_what_changes_and_gives_the_terminal_back(self):
        terminal = self.top()
        self.tell("a_new_queue")
        terminal.wait_for("a_new_queue")
        terminal.press("/new\r")
        terminal.wait_for("only: new")
        terminal.press("?")
        terminal.wait_for("somebody has seen it")
        terminal.press("\x1b")
        terminal.resize(40, 170)
        terminal.wait_for("BROUGHT ABOUT BY")
        terminal.press("q")
        self.assertEqual(terminal.end(), 0)
        self.assert_given_back(terminal)

    def test_a_surge_is_opened_and_acknowledged(self):
        terminal = self.top()
        terminal.wait_for("1 surge")
        terminal.press("\r")
        terminal.wait_for("INC-1 backorder (supply chain)")
        terminal.press("G")
        terminal.wait_for("within 3")
        terminal.press("a")
        terminal.wait_for(f"Alert {self.alert} is acknowledged by Ada.")
        wait_until(lambda: self.suspected().get("acknowledged_by") == "Ada", "Ada has seen it")
        terminal.press("g")
        terminal.wait_for("Seen by  Ada")
        terminal.press("q")
        self.assertEqual(terminal.end(), 0)

    def test_a_cause_is_confirmed_and_what_the_daemon_refuses_is_said(self):
        terminal = self.top()
        terminal.wait_for("1 surge")
        terminal.press("c")
        terminal.wait_for("Which of these was the cause of the surge in orders?")
        terminal.press("1")
        terminal.wait_for(f"Alert {self.alert}: INC-1 is confirmed.")
        wait_until(lambda: self.suspected().get("verdict") == "confirmed", "the verdict")
        self.token.write_text("another\n")
        terminal.press("r")
        terminal.wait_for("Which of these was not the cause")
        terminal.press("1")
        terminal.wait_for("token")
        self.assertEqual(self.suspected()["verdict"], "confirmed")

    def test_top_gives_the_terminal_back_on_a_signal(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            terminal = self.top()
            terminal.process.send_signal(number)
            self.assertEqual(terminal.end(), 0)
            self.assert_given_back(terminal)

    def test_top_says_when_it_lost_the_daemon_and_comes_back(self):
        address = self.daemon.url("").removeprefix("http://")
        terminal = self.top()
        self.daemon.end()
        terminal.wait_for("CONNECTION LOST")
        self.daemon = self.start(self.config.replace("127.0.0.1:0", address)).wait_ready()
        terminal.text = ""
        terminal.wait_for("● live")
        terminal.press("q")
        self.assertEqual(terminal.end(), 0)

    def test_top_writes_lines_where_there_is_no_terminal(self):
        path = pathlib.Path(self.folder, "lines")
        with path.open("w") as out:
            process = subprocess.Popen([CTL, "top"], env=self.environment(), stdout=out)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        wait_until(lambda: "surge in orders: " in path.read_text(), "the beginning")
        self.daemon.end()
        wait_until(lambda: "connection lost" in path.read_text(), "the end")
        self.assertNotIn("\x1b", path.read_text())


if __name__ == "__main__":
    main()
