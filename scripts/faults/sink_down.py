"""A mail server that is slow, away, wants everything later, refuses, or hangs up on the whole text.

    python -m scripts.faults.sink_down [--messages 40] [--database postgres|sqlite] [--lease 6]

Slow, away and later: every message arrives once. Refused: each stands as not delivered. Hanging up once on each whole
text, having sent it: one copy more of each. Hanging up for ever: one copy more, and then each stands as not delivered.
"""

import argparse
import time

from scripts.faults.scenery import Scenery, scenery, tell


def slow(scene: Scenery) -> None:
    """Three tenths of a second for each message."""
    scene.behave(delay=0.3)


def away(scene: Scenery) -> None:
    """Killed, and back after some seconds."""
    scene.sink.kill()
    time.sleep(3)
    scene.sink.start()


def later(scene: Scenery) -> None:
    """Temporary refusals for some seconds."""
    scene.behave(refuse=451)
    time.sleep(3)
    scene.behave()


def refusing(scene: Scenery) -> None:
    """A permanent refusal of everybody."""
    scene.behave(refuse=550)


def hanging_up(scene: Scenery) -> None:
    """The connection drops after the whole text of each message that comes for the first time."""
    scene.behave(drop="after_first_data")


def hanging_up_for_ever(scene: Scenery) -> None:
    """The connection drops after each whole text."""
    scene.behave(drop="after_data")


def judge(name: str, outcome: dict[str, int], count: int) -> bool:
    """Whether ``outcome`` of ``count`` messages is what was promised under the fault ``name``."""
    if name == "refusing":
        return outcome == {"lost": count, "doubled": 0, "failed": count}
    if name == "hanging_up":
        return outcome == {"lost": 0, "doubled": count, "failed": 0}
    if name == "hanging_up_for_ever":
        return outcome == {"lost": 0, "doubled": count, "failed": count}
    return set(outcome.values()) == {0}


def main() -> None:
    """Do each in turn, and print what became of the messages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--messages", type=int, default=40)
    parser.add_argument("--database", choices=["postgres", "sqlite"], default="postgres")
    parser.add_argument("--lease", type=float, default=6.0)
    options = parser.parse_known_args()[0]
    begin = time.monotonic()
    outcomes = {}
    with scenery(options.database, lease=options.lease) as scene:
        scene.worker.start()
        for misbehave in (slow, away, later, refusing, hanging_up, hanging_up_for_ever):
            name = misbehave.__name__
            prefix = name.replace("_", "") + "x"
            scene.behave()
            if misbehave not in {away, later}:
                misbehave(scene)
            scene.queue(options.messages, prefix)
            if misbehave in {away, later}:
                misbehave(scene)
            scene.wait(lambda: scene.open_messages() == 0, f"{name}: messages stay behind", 240)
            outcomes[name] = scene.outcome(options.messages, prefix)
    tell(
        all(judge(name, outcome, options.messages) for name, outcome in outcomes.items()),
        fault="sink_down",
        database=options.database,
        messages=options.messages,
        **outcomes,
        seconds=round(time.monotonic() - begin, 1),
    )


if __name__ == "__main__":
    main()
