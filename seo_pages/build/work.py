"""Making files on all cores. Processes, not threads: rendering is Python, and Python renders one page at a time."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from msgspec import Struct

from seo_pages.build.manifest import Entry
from seo_pages.build.outputs import Output, make
from seo_pages.build.write import place
from seo_pages.site import Site
from vvw_site.foundation.services.children import die_with_parent

CHUNK = 24
"""Outputs that a process takes at a time: few enough that both cores end together, enough that asking costs nothing."""
WORTH_IT = 60
"""With fewer outputs than this, starting processes takes longer than the work."""


class Made(Struct, frozen=True):
    entry: Entry
    written: bool


class Job(Struct, frozen=True):
    """build: where to write. previous: the build before, from which files may be linked when it has one in `before`."""

    site: Site
    build: str
    previous: str
    outputs: Sequence[Output]
    before: Mapping[str, Entry]


Progress = Callable[[int], None]
"""Told how many outputs have been made since it was last called."""


def produce(
    site: Site, build: Path, previous: Path | None, outputs: Sequence[Output], before: Mapping[str, Entry],
    *, workers: int, progress: Progress = lambda made: None,
) -> dict[str, Made]:  # fmt: skip
    """Make all outputs; entries by path. `before`: sound entries of the build before.

    OSError for what the disk refuses, BrokenProcessPool when a process was killed; errors of templates pass as they are.
    """
    for folder in sorted({os.path.dirname(f"{build}/{output.path}") for output in outputs}):  # noqa: PTH120
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    chunks = [outputs[first : first + CHUNK] for first in range(0, len(outputs), CHUNK)]
    jobs = [
        Job(site, str(build), str(previous or ""), chunk, {o.path: before[o.path] for o in chunk if o.path in before})
        for chunk in chunks
    ]
    made: dict[str, Made] = {}
    if workers == 1 or len(outputs) < WORTH_IT:
        for job in jobs:
            made |= done(job)
            progress(len(job.outputs))
        return made
    # The main process does nothing but wait, so each core gets a process.
    pool = ProcessPoolExecutor(workers, mp_context=get_context(_method()), initializer=_begin, initargs=(os.getpid(),))
    try:
        for future in as_completed([pool.submit(done, job) for job in jobs]):
            found = future.result()
            made |= found
            progress(len(found))
    except BaseException:
        for process in list((pool._processes or {}).values()):
            process.kill()
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()
    return made


def done(job: Job) -> dict[str, Made]:
    """Make and write the outputs of a job, in whatever process this is."""
    made = {}
    for output in job.outputs:
        raw, words = make(output, job.site)
        old = job.before.get(output.path)
        before = (f"{job.previous}/{output.path}", old) if old else None
        made[output.path] = Made(*place(f"{job.build}/{output.path}", raw, words, output.inputs, before))
    return made


def _method() -> str:
    """fork gives a worker everything that is loaded at no cost, but it copies locks that other threads may hold: it is used
    only where that is safe, on Linux and with no other thread at work. Else a worker starts afresh and loads for itself."""
    return "fork" if sys.platform.startswith("linux") and threading.active_count() == 1 else "spawn"


def _begin(parent: int) -> None:
    """First thing in a worker: end with the parent however that ends, and leave Ctrl-C to it."""
    if ask := die_with_parent(signal.SIGKILL, parent=parent):
        ask()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.umask(0o022)
