"""Run the processes of a Procfile until Ctrl-C, and be gone within four seconds of it.

honcho waits five seconds before it kills what does not stop by itself: an open stream or a long task would make
``make demo`` outlast the five seconds that it promises.
"""

import sys

from honcho import command, manager

manager.KILL_WAIT = 3

if __name__ == "__main__":
    sys.exit(command.main())
