"""The shells complete what the tool really takes, made from its own command line."""

import os
import pathlib
import shutil
import subprocess

from harness import DaemonTest, main

CTL = os.environ["HOLDWATCHCTL"]
ASK = """
source "$1"
COMP_WORDS=("${@:2}")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_holdwatchctl
printf '%s\\n' "${COMPREPLY[@]}"
"""


def run(*arguments):
    return subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=True).stdout


class CompletionsTest(DaemonTest):
    def script(self, shell):
        path = pathlib.Path(self.folder, f"completions.{shell}")
        path.write_text(run(CTL, "completions", shell))
        return str(path)

    def complete(self, *words):
        """What bash offers for the last of the words."""
        offered = run("bash", "--norc", "-c", ASK, "bash", self.script("bash"), "holdwatchctl",
                      *words)
        return offered.split()

    def test_bash_offers_commands_by_their_beginning(self):
        self.assertEqual(self.complete("que"), ["queues"])
        self.assertIn("incidents", self.complete(""))
        self.assertEqual(self.complete("incidents", "c"), ["close"])

    def test_bash_offers_the_options_of_the_command(self):
        offered = self.complete("incidents", "report", "INC-7", "--s")
        self.assertEqual(sorted(offered), ["--scope", "--server", "--started", "--summary"])
        self.assertNotIn("--scope", self.complete("queues", "--"))

    def test_bash_offers_the_values_of_an_option(self):
        self.assertEqual(self.complete("alerts", "--kind", "lo"), ["long_hold"])
        self.assertIn("queue_log", self.complete("replay", "--format", ""))
        self.assertEqual(self.complete("queues", "--queue", ""), [])
        self.assertEqual(self.complete("completions", "b"), ["bash"])

    def test_bash_offers_files_where_a_file_is_wanted(self):
        path = pathlib.Path(self.folder, "holdwatch.yaml")
        path.touch()
        self.assertEqual(self.complete("check", "--config", str(path)[:-3]), [str(path)])
        self.assertIn(str(path), self.complete("replay", str(path)[:-3]))

    def test_every_command_is_offered(self):
        help_text = run(CTL, "--help")
        for command in self.complete(""):
            if not command.startswith("-"):
                self.assertRegex(help_text, rf"(?m)^  {command} ")

    def test_the_other_shells_can_read_theirs(self):
        for shell in ("zsh", "fish"):
            if not shutil.which(shell):
                self.skipTest(f"there is no {shell}")
            run(shell, "-n", self.script(shell))

    def test_an_unknown_shell_is_an_error_of_usage(self):
        result = subprocess.run([CTL, "completions", "csh"], capture_output=True, timeout=60)
        self.assertEqual(result.returncode, 64)


if __name__ == "__main__":
    main()
