"""Kill the worker with SIGKILL while messages go out; then end and start it decently while as many go out again.

    python -m scripts.faults.kill_worker [--messages 500] [--kills 10] [--database postgres|sqlite] [--lease 2]
        [--together 3]

With --together each of the messages is a daily post that holds so many.

The promise: no message is lost; at most one copy per kill (the message that was being handed over); none by restarts.
"""

import argparse
import random
import time

from scripts.faults.scenery import Scenery, scenery, tell

SLOW = 0.01
"""Seconds that the mail server takes for a message, so that a kill finds one half-way."""
ENOUGH = 240.0
"""Seconds within which the messages between two blows must be gone."""


def strike(scene: Scenery, name: str, messages: int, blows: int, *, together: int, kill: bool) -> None:
    """Let ``messages`` go out and strike the worker ``blows`` times, each at a random moment of a message."""
    scene.queue(messages, name, together)
    for blow in range(1, blows + 1):
        goal = messages * blow // (blows + 1)
        scene.wait(lambda goal=goal: scene.arrived(name).total() >= goal, f"{name}: no progress", ENOUGH)  # type: ignore[misc]
        time.sleep(random.uniform(0, 3 * SLOW))  # noqa: S311 - not a secret
        if kill:
            scene.worker.kill()
        else:
            scene.worker.end()
        scene.worker.start()
    scene.wait(lambda: scene.open_messages() == 0, f"{name}: messages stay behind", ENOUGH)


def main() -> None:
    """Do it, and print what became of the messages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--restarts", type=int, default=3)
    parser.add_argument("--database", choices=["postgres", "sqlite"], default="postgres")
    parser.add_argument("--together", type=int, default=0)
    parser.add_argument("--lease", type=float, default=2.0)
    options = parser.parse_known_args()[0]
    begin = time.monotonic()
    with scenery(options.database, lease=options.lease) as scene:
        scene.behave(delay=SLOW)
        scene.worker.start()
        strike(scene, "kill", options.messages, options.kills, together=options.together, kill=True)
        killed = scene.outcome(options.messages, "kill")
        strike(scene, "restart", options.messages, options.restarts, together=options.together, kill=False)
        restarted = scene.outcome(options.messages, "restart")
    holds = killed["lost"] == killed["failed"] == 0 and killed["doubled"] <= options.kills
    tell(
        holds and set(restarted.values()) == {0},
        fault="kill_worker",
        database=options.database,
        messages=options.messages,
        kills=options.kills,
        together=options.together,
        **killed,
        restarts=options.restarts,
        lost_by_restarts=restarted["lost"],
        doubled_by_restarts=restarted["doubled"],
        seconds=round(time.monotonic() - begin, 1),
    )


if __name__ == "__main__":
    main()
