"""What holdwatchd says and how it ends before it watches anything."""

import pathlib
import subprocess

from harness import HOLDWATCHD, DaemonTest, main


def run(*arguments):
    return subprocess.run([HOLDWATCHD, *arguments], capture_output=True, text=True, timeout=60)


class CommandLineTest(DaemonTest):
    def check(self, config):
        path = pathlib.Path(self.folder, "holdwatch.yaml")
        path.write_text(config)
        result = run("--config", str(path), "--check-config")
        return result.returncode, (result.stdout + result.stderr).replace(str(path), "FILE")

    def test_a_good_file_is_ok(self):
        self.assertEqual(self.check("zone: Europe/Berlin\n"), (0, "FILE: ok\n"))

    def test_no_file_at_all_is_ok(self):
        result = run("--check-config")
        self.assertEqual((result.returncode, result.stdout), (0, "defaults: ok\n"))

    def test_every_problem_is_told_at_once_with_its_line_and_key(self):
        status, told = self.check(
            "zone: Mars/Olympus\n"
            "http: {listen: nowhere}\n"
            "log: {level: loud}\n"
            "sorces: []\n"
            "sources:\n"
            "  - {type: zqm, name: feed}\n"
            "  - {type: http, name: a, speed: 3}\n"
            "  - {type: zmq, name: a, pull: 'ipc:///nowhere'}\n"
            "sinks: [{type: log, colour: red}]\n")
        self.assertEqual(status, 78)
        lines = told.splitlines()
        expected = ["FILE:1: zone:", "FILE:2: http.listen:", "FILE:3: log.level:",
                    "FILE:4: sorces: found an unknown key, expected perhaps sources",
                    "FILE:6: sources[0].type: found 'zqm', expected perhaps zmq",
                    "FILE:7: sources[1].speed:", "FILE:8: sources[2].name:", "FILE:9: sinks[0].colour:"]
        self.assertEqual(len(lines), len(expected), told)
        for line, start in zip(lines, expected):
            self.assertTrue(line.startswith(start), f"{line}\nexpected {start}")

    def test_a_file_that_is_not_there_is_a_problem_of_its_own(self):
        result = run("--config", self.path("none.yaml"), "--check-config")
        self.assertEqual(result.returncode, 78)
        self.assertIn("No such file", result.stderr)

    def test_a_daemon_does_not_start_with_a_bad_file(self):
        path = pathlib.Path(self.folder, "holdwatch.yaml")
        path.write_text("zoen: UTC\n")
        result = run("--config", str(path))
        self.assertEqual(result.returncode, 78)
        self.assertIn("zoen", result.stderr)

    def test_version_names_version_revision_and_compiler(self):
        result = run("--version")
        self.assertEqual(result.returncode, 0)
        self.assertRegex(result.stdout, r"^holdwatchd \d+\.\d+\.\d+ \(revision \w+, .+\)\n$")

    def test_help_helps(self):
        result = run("--help")
        self.assertEqual(result.returncode, 0)
        for word in ("--config", "--check-config", "--log-level", "SIGHUP"):
            self.assertIn(word, result.stdout)

    def test_an_unknown_option_is_an_error_of_usage(self):
        self.assertEqual(run("--confg").returncode, 64)

    def test_a_port_that_is_taken_is_said_and_ends_it(self):
        first = self.start().wait_ready()
        address = first.url("").removeprefix("http://")
        path = pathlib.Path(self.folder, "second.yaml")
        path.write_text(f'http: {{listen: "{address}"}}\nsources: []\n')
        result = run("--config", str(path))
        self.assertEqual(result.returncode, 1)
        self.assertIn(address, result.stderr)


if __name__ == "__main__":
    main()
