"""Signals, reloading, and what systemd hears."""

import signal
import time

from harness import DaemonTest, NotifySocket, event, main

# No feed but HTTP, so that no port is taken.
QUIET = "sources: []\n"


class LifecycleTest(DaemonTest):
    def test_each_ending_signal_ends_it_cleanly(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            daemon = self.start(QUIET).wait_ready()
            self.assertEqual(daemon.end(number), 0, daemon.log())
            self.assertIn("stopped", daemon.log())

    def test_healthy_and_ready_are_served(self):
        daemon = self.start(QUIET).wait_ready()
        self.assertEqual(daemon.get("/-/healthy"), (200, "healthy\n"))
        self.assertEqual(daemon.get("/-/ready"), (200, "ready\n"))
        self.assertEqual(daemon.get("/-/nothing")[0], 404)

    def test_while_history_is_read_it_is_not_ready_and_still_ends_cleanly(self):
        daemon = self.start("sources: [{type: demo, history_weeks: 26}]\n")
        self.assertEqual(daemon.get("/-/healthy")[0], 200)
        self.assertEqual(daemon.get("/-/ready")[0], 503)
        self.assertEqual(daemon.post("/api/v1/events", b"{}")[0], 503)
        self.assertEqual(daemon.end(), 0)
        self.assertNotIn("ready sources=", daemon.log())

    def test_when_systemd_hears_that_it_is_there_the_api_answers(self):
        socket = NotifySocket(self.folder)
        self.addCleanup(socket.close)
        daemon = self.start(QUIET + f"journal: {{path: {self.path('journal.db')}}}\n",
                            environment={"NOTIFY_SOCKET": socket.path})
        socket.wait_for("READY=1")
        self.assertEqual(daemon.get("/api/v1/queues")[0], 200)

    def test_a_bad_file_changes_nothing_and_says_so(self):
        daemon = self.start(QUIET).wait_ready()
        daemon.write_config(QUIET + "log: {level: loud}\n")
        daemon.send_signal(signal.SIGHUP)
        self.assertIn("log.level", daemon.wait_for_log("configuration refused"))
        daemon.wait_for_metric("holdwatch_config_last_reload_successful", 0)
        daemon.write_config(QUIET)
        daemon.send_signal(signal.SIGHUP)
        daemon.wait_for_metric("holdwatch_config_last_reload_successful", 1)

    def test_a_good_file_is_applied_while_it_runs(self):
        socket = NotifySocket(self.folder)
        self.addCleanup(socket.close)
        daemon = self.start(QUIET + "log: {level: error}\n",
                            environment={"NOTIFY_SOCKET": socket.path})
        socket.wait_for("READY=1")
        self.assertEqual(daemon.log(), "")
        daemon.write_config(QUIET + "log: {level: info}\n")
        daemon.send_signal(signal.SIGHUP)
        daemon.wait_for_log("configuration reloaded")

    def test_other_settings_of_the_core_are_applied_to_queues_that_it_knows(self):
        daemon = self.start(QUIET).wait_ready()
        daemon.post("/api/v1/events", event(time.time() + 1, "joined", "a").encode())
        target = 'holdwatch_queue_service_level_target_seconds{queue="orders"}'
        daemon.wait_for_metric(target, 20)
        daemon.write_config(QUIET + "queue_defaults: {service_level_target: 30s}\n")
        daemon.send_signal(signal.SIGHUP)
        daemon.wait_for_metric(target, 30)

    def test_keys_that_need_a_restart_are_named(self):
        daemon = self.start(QUIET).wait_ready()
        daemon.write_config("sources: [{type: http, name: web}]\nlog: {format: journald}\n")
        daemon.send_signal(signal.SIGHUP)
        self.assertIn("keys=log.format,sources", daemon.wait_for_log("need a restart"))

    def test_systemd_hears_of_every_step(self):
        socket = NotifySocket(self.folder)
        self.addCleanup(socket.close)
        environment = {"NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "1000000"}
        daemon = self.start(QUIET, environment=environment)
        socket.wait_for("READY=1")
        socket.wait_for("WATCHDOG=1")
        socket.wait_for("WATCHDOG=1")
        daemon.send_signal(signal.SIGHUP)
        self.assertIn("MONOTONIC_USEC=", socket.wait_for("RELOADING=1"))
        socket.wait_for("READY=1")
        daemon.send_signal(signal.SIGTERM)
        socket.wait_for("STOPPING=1")
        self.assertEqual(daemon.wait(), 0)

    def test_lines_for_the_journal_carry_a_priority_and_no_time(self):
        daemon = self.start(QUIET + "log: {format: journald}\n").wait_ready()
        self.assertTrue(daemon.wait_for_log("ready sources=").startswith("<6>ready"))


if __name__ == "__main__":
    main()
