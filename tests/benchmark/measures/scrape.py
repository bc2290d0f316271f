"""What Prometheus costs: how long /metrics takes with so many queues, and how long the event thread
stands still for it. That is its processor time while nothing but a scrape a second goes on: the
snapshot that it makes once a second, whoever asks, and what a scrape adds."""

import statistics
import time

from parts import feed, program, result_of, say, wait_until

SIZES = [10, 1_000, 10_000]
EVENTS_A_QUEUE, SCRAPES, IDLE_SECONDS = 12, 10, 5
BETWEEN_SECONDS = 1.05  # each scrape finds a new snapshot


def event_thread_share(fed, work):
    """Processor time of the event thread for each second that `work` takes."""
    used, begun = fed.processor_seconds()[1], time.monotonic()
    work()
    return (fed.processor_seconds()[1] - used) / (time.monotonic() - begun)


def scrapes(fed, number):
    """Seconds that each took, and the bytes of the last."""
    took, page = [], ""
    for _ in range(number):
        begun = time.monotonic()
        status, page = fed.daemon.get("/metrics")
        took.append(time.monotonic() - begun)
        if status != 200:
            raise RuntimeError(f"/metrics answered {status}")
        time.sleep(BETWEEN_SECONDS)
    return took, len(page)


def one_size(queues, number):
    with feed(config="limits: {queues: 20000}") as fed:
        fed.daemon.wait_ready()
        sent = result_of(program("load_feeder", fed.endpoint, "--events", EVENTS_A_QUEUE * queues,
                                 "--queues", queues, "--calls", 2 * queues, "--span", 1, stdout=-1))
        wait_until(lambda: fed.accepted() == sent["events"], "every event")
        alone = event_thread_share(fed, lambda: time.sleep(IDLE_SECONDS))
        results = []
        asked = event_thread_share(fed, lambda: results.extend(scrapes(fed, number)))
    took, size = results
    return {"scrape_seconds": statistics.median(took), "scrape_longest_seconds": max(took),
            "scrape_page_bytes": size, "snapshot_stall_seconds": alone,
            "scrape_stall_seconds": max(0, asked - alone)}


def measure(_runs, scale):
    found = {}
    for queues in SIZES:
        result = one_size(queues, max(2, int(SCRAPES * scale)))
        found |= {f"{name}_{queues}_queues": value for name, value in result.items()}
        say(f"  {queues} queues: {1e3 * result['scrape_seconds']:.1f} ms; the event thread stands "
            f"still for {1e3 * result['snapshot_stall_seconds']:.2f} ms a second, with scrapes "
            f"{1e3 * result['scrape_stall_seconds']:.2f} ms more")
    return found
