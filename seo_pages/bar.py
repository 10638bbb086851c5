"""The progress bar of a build, on a terminal."""

import contextlib
from collections.abc import Callable, Iterator

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextlib.contextmanager
def bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Yields the function that a build calls with its progress: files made, files to make. The bar disappears at the end.

    It starts no thread, because a process with threads cannot be forked safely.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, auto_refresh=False, transient=True) as shown:
        task = shown.add_task(label, total=None)
        yield lambda made, of: shown.update(task, completed=made, total=of, refresh=True)
