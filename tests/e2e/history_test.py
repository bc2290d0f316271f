"""Input older than the daemon trains only: it moves no counter and delivers no alert."""

import pathlib
import time

from harness import DaemonTest, event, main

DAY = 86_400


class HistoryTest(DaemonTest):
    def history(self, path):
        """Three weeks of a call a minute, each answered, and one day with thirty times as many."""
        start = time.time() - 21 * DAY
        with path.open("w") as file:
            number = 0
            for minute in range(20 * 24 * 60):
                for _ in range(30 if minute // (24 * 60) == 18 else 1):
                    number += 1
                    at = start + minute * 60
                    file.write(event(at, "joined", f"old-{number}") + "\n")
                    file.write(event(at + 5, "answered", f"old-{number}") + "\n")

    def test_history_trains_but_moves_no_counter_and_raises_no_alert(self):
        path = pathlib.Path(self.folder, "events.jsonl")
        self.history(path)
        alerts = pathlib.Path(self.folder, "alerts.jsonl")
        daemon = self.start(
            f"sources: [{{type: jsonl, name: feed, path: {path}, follow: true}}]\n"
            f"sinks: [{{type: jsonl, path: {alerts}}}]\n").wait_ready()
        self.assertIn("inputs=", daemon.wait_for_log("history is read source=feed"))
        with path.open("a") as file:
            file.write(event(time.time(), "joined", "new") + "\n")
        queue = '{queue="orders"}'
        daemon.wait_for_metric("holdwatch_queue_calls_offered_total" + queue, 1)
        metrics = daemon.metrics()
        self.assertEqual(metrics['holdwatch_source_events_total{source="feed"}'], 1)
        self.assertGreater(metrics["holdwatch_queue_expected_arrivals_per_second" + queue], 0)
        moved = {name: value for name, value in metrics.items()
                 if name.startswith(("holdwatch_queue_calls_left", "holdwatch_surge_opened",
                                     "holdwatch_queue_wait_seconds_count")) and value != 0}
        self.assertEqual(moved, {})
        self.assertEqual(daemon.end(), 0)
        self.assertEqual(alerts.read_text() if alerts.exists() else "", "")


if __name__ == "__main__":
    main()
