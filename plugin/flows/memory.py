"""How much memory a process holds on to: glibc is told to suit a small machine. Other C libraries are left as they are.

glibc makes up to eight heaps a processor for a process with many threads, and what was let go of in one serves no other
(mallopt(3), M_ARENA_MAX); the worker has a thread for each story under way. What is free within a heap stays with the
process until it is asked for (malloc_trim(3)).
"""

import ctypes
from typing import Any

M_ARENA_MAX, ARENAS = -8, 2


def share_heaps() -> None:
    """Two heaps for all threads. Before there are any."""
    _call("mallopt", M_ARENA_MAX, ARENAS)


def give_back() -> None:
    """What is free goes back to the system; some milliseconds."""
    _call("malloc_trim", 0)


def _call(name: str, *arguments: int) -> None:
    function: Any = getattr(ctypes.CDLL(None), name, None)
    if function is not None:
        function(*arguments)
