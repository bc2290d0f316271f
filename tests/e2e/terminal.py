"""A terminal for programs that want one, and the tool at it."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios

from harness import DEADLINE_SECONDS, wait_until


class Terminal:
    """A program at a terminal of its own, and what has been written there."""

    def __init__(self, arguments, environment, rows=24, columns=80):
        self.ours, self.theirs = pty.openpty()
        self.resize(rows, columns)
        self.before = termios.tcgetattr(self.theirs)
        self.process = subprocess.Popen(arguments, stdin=self.theirs, stdout=self.theirs,
                                        stderr=subprocess.PIPE, env=environment,
                                        preexec_fn=self._own)
        self.text = ""

    def _own(self):
        os.setsid()
        fcntl.ioctl(self.theirs, termios.TIOCSCTTY, 0)

    def resize(self, rows, columns):
        fcntl.ioctl(self.ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, keys):
        os.write(self.ours, keys.encode())

    def read(self):
        """All that was written so far, a line for each move of the cursor."""
        while select.select([self.ours], [], [], 0.02)[0]:
            self.text += os.read(self.ours, 65536).decode(errors="replace")
        unpainted = re.sub(r"\x1b\[[0-9;]*m", "", self.text)
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "\n", unpainted)

    def wait_for(self, words):
        try:
            wait_until(lambda: words in self.read(), words)
        except AssertionError:
            raise AssertionError(f"never shown: {words}\n{self.read()[-4000:]}") from None

    def end(self):
        status = self.process.wait(DEADLINE_SECONDS)
        self.read()
        return status

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.process.stderr.close()
        os.close(self.ours)
        os.close(self.theirs)
