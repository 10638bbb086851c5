"""Coroutines in a thread of their own: a browser of an earlier test keeps an event loop in the main thread."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

R = TypeVar("R")


def run_apart(work: Coroutine[Any, Any, R]) -> R:
    """The result of the coroutine."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
