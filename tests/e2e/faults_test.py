"""What breaks around the daemon: memory that runs out, and a machine without time zones."""

import resource
import subprocess
import time
import unittest

from harness import HOLDWATCHD, DaemonTest, event, main, wait_until

ROOM_BYTES = 48 * 1024 * 1024
IN_A_POST = 2000
# A machine of its own in which there are no zones.
WITHOUT_ZONES = ["unshare", "--map-root-user", "--mount", "sh", "-c",
                 'mount -t tmpfs none /usr/share/zoneinfo && exec "$0" "$@"']


def is_sanitized():
    """The sanitizers keep terabytes of addresses, which can't be limited."""
    with open(HOLDWATCHD, "rb") as binary:
        return b"__asan_init" in binary.read()


class MemoryTest(DaemonTest):
    def limit_memory(self, daemon):
        with open(f"/proc/{daemon.process.pid}/statm", encoding="ascii") as statm:
            now = int(statm.read().split()[0]) * resource.getpagesize()
        resource.prlimit(daemon.process.pid, resource.RLIMIT_AS,
                         (now + ROOM_BYTES, now + ROOM_BYTES))

    def post_until_it_ends(self, daemon):
        """How many calls were acknowledged before."""
        acknowledged = 0
        while daemon.process.poll() is None:
            calls = [event(time.time(), "joined", f"call-{acknowledged + i}-{'x' * 200}")
                     for i in range(IN_A_POST)]
            try:
                status, _ = daemon.post("/api/v1/events", "\n".join(calls).encode())
            except OSError:
                break
            acknowledged += IN_A_POST if status < 300 else 0
        return acknowledged

    @unittest.skipIf(is_sanitized(), "its addresses can't be limited")
    def test_out_of_memory_it_ends_and_goes_on_with_all_that_was_acknowledged(self):
        config = (f"journal: {{path: {self.path('journal.db')}}}\nsinks: []\n"
                  "sources: []\n")
        daemon = self.start(config).wait_ready()
        self.limit_memory(daemon)
        acknowledged = self.post_until_it_ends(daemon)
        self.assertGreater(acknowledged, 0)
        self.assertNotEqual(daemon.wait(), 0)
        daemon.wait_for_log("critical: out of memory, the daemon ends")
        again = self.start(config).wait_ready()
        offered = 'holdwatch_queue_calls_offered_total{queue="orders"}'
        wait_until(lambda: again.metrics().get(offered, 0) >= acknowledged, "the calls of before")


class ZonesTest(DaemonTest):
    def run_without_zones(self, config):
        path = self.path("holdwatch.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(config)
        result = subprocess.run([*WITHOUT_ZONES, HOLDWATCHD, "--check-config", "--config", path],
                                capture_output=True, text=True, timeout=60)
        if "unshare" in result.stderr or "mount:" in result.stderr:
            self.skipTest(result.stderr)
        return result

    def test_a_zone_that_cannot_be_loaded_is_said_with_its_line_and_what_to_install(self):
        result = self.run_without_zones("log: {level: info}\nzone: Europe/Paris\n")
        self.assertEqual(result.returncode, 78, result.stdout + result.stderr)
        self.assertIn("holdwatch.yaml:2", result.stderr)
        self.assertIn("expected the package tzdata", result.stderr)

    def test_utc_needs_no_zones(self):
        result = self.run_without_zones("zone: UTC\n")
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)


if __name__ == "__main__":
    main()
