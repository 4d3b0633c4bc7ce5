"""A coroutine on a loop and in a thread of its own: a browser that runs in this thread has a loop there already."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def on_own_loop(work: Coroutine[Any, Any, T]) -> T:
    """What the coroutine gives; what it raises is raised here."""
    return apart(lambda: asyncio.run(work))


def apart(act: Callable[[], T]) -> T:
    """Do this in a thread of its own, for what will not be called where a loop runs, as the durable engine."""
    with ThreadPoolExecutor(1, thread_name_prefix="loop") as pool:
        return pool.submit(act).result()
