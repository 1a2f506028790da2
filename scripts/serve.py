"""Run the processes of a Procfile until Ctrl-C, and be gone within five seconds of it.

honcho begins to count only when a first process has stopped, and then waits five seconds more: an open stream or a long
task would outlast what ``make demo`` promises. Here the clock starts at the signal. What is killed loses nothing: long
work and messages are rows with a lease, and the next start picks them up.
"""

import contextlib
import os
import signal
import sys
import threading

from honcho import command, compat, manager

PATIENCE = 2.0
"""Seconds that a process gets to stop by itself."""


class Leaders(compat.ProcessManager):
    """Asks only the process that the Procfile starts to stop: it knows what to do with its children."""

    def terminate(self, pid: int) -> None:
        """Send SIGTERM to ``pid``; ``kill`` still takes the whole group."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)


class PromptManager(manager.Manager):
    """honcho's manager with a limit from the moment of the signal."""

    def terminate(self) -> None:
        """Ask every process to stop, and kill what is left after ``PATIENCE``."""
        self._procmgr = Leaders()
        limit = threading.Timer(PATIENCE, self.kill)
        limit.daemon = True
        limit.start()
        super().terminate()


command.Manager = PromptManager

if __name__ == "__main__":
    sys.exit(command.main())
