"""Kill Redis and start it again, empty, while messages go out: the queue forgets its tasks, the outbox forgets nothing.

    python -m scripts.faults.redis_restart [--messages 200] [--restarts 5] [--database postgres|sqlite] [--lease 2]

On the embedded default, which has no Redis, the folder of the queue is emptied.
"""

import argparse
import time

from scripts.faults.scenery import scenery, tell

AWAY = 1.0
"""Seconds that Redis is away each time: services that write messages meanwhile must not fail."""


def main() -> None:
    """Do it, and print what became of the messages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--restarts", type=int, default=5)
    parser.add_argument("--database", choices=["postgres", "sqlite"], default="postgres")
    parser.add_argument("--lease", type=float, default=2.0)
    options = parser.parse_known_args()[0]
    begin = time.monotonic()
    with scenery(options.database, lease=options.lease) as scene:
        scene.behave(delay=0.01)
        scene.worker.start()
        part = options.messages // options.restarts
        for number in range(options.restarts):
            scene.queue(part // 2, f"with{number}x")
            scene.wait(lambda: scene.arrived().total() > 0, "no message arrives")
            scene.take_queue_away()
            scene.queue(part - part // 2, f"without{number}x")
            time.sleep(AWAY)
            scene.bring_queue_back()
        scene.wait(lambda: scene.open_messages() == 0, "messages stay behind", 240)
        outcome = scene.outcome(part * options.restarts, "with")
    tell(
        set(outcome.values()) == {0},
        fault="redis_restart",
        database=options.database,
        messages=part * options.restarts,
        restarts=options.restarts,
        **outcome,
        seconds=round(time.monotonic() - begin, 1),
    )


if __name__ == "__main__":
    main()
