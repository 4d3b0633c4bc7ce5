"""How much memory a process holds on to, and who else may read it. What a system does not know is left as it is.

glibc makes up to eight heaps a processor for a process with many threads, and what was let go of in one serves no other
(mallopt(3), M_ARENA_MAX); the worker has a thread for each story under way. What is free within a heap stays with the
process until it is asked for (malloc_trim(3)).
"""

import ctypes
from typing import Any

M_ARENA_MAX, ARENAS = -8, 2
PR_SET_DUMPABLE = 4


def share_heaps() -> None:
    """Two heaps for all threads. Before there are any."""
    _call("mallopt", M_ARENA_MAX, ARENAS)


def keep_private() -> None:
    """No other process of this account reads this one's memory, where the keys are, and no core of it is written.

    Only root still may (prctl(2), PR_SET_DUMPABLE). The program that draws pictures is such a process.
    """
    _call("prctl", PR_SET_DUMPABLE, 0, 0, 0, 0)


def give_back() -> None:
    """What is free goes back to the system; some milliseconds."""
    _call("malloc_trim", 0)


def _call(name: str, *arguments: int) -> None:
    function: Any = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        function(*arguments)
