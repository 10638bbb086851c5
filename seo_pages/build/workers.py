"""Makes files on all cores. It uses processes, because threads would render only one page at a time."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

from msgspec import Struct

from seo_pages.build.manifest import ManifestEntry
from seo_pages.build.outputs import Output, make
from seo_pages.build.write import write_or_link
from seo_pages.site import Site
from vvw_site.foundation.services.children import die_with_parent

CHUNK = 24
"""Outputs per job: small enough that all cores finish together, large enough that the cost of a job does not matter."""
WORTH_PROCESSES = 60
"""With fewer outputs, starting processes takes longer than the work."""


class OutputResult(Struct, frozen=True):
    """written: False if the file was linked from the previous build."""

    entry: ManifestEntry
    written: bool


class OutputJob(Struct, frozen=True):
    """build: the folder to write to. previous: the previous build. reusable: entries of `previous` whose files are intact."""

    site: Site
    build: str
    previous: str
    outputs: Sequence[Output]
    reusable: Mapping[str, ManifestEntry]


CountProgress = Callable[[int], None]
"""Is called with the number of outputs made since the last call."""


def make_all(
    site: Site, build: Path, previous: Path | None, outputs: Sequence[Output], reusable: Mapping[str, ManifestEntry],
    *, workers: int, progress: CountProgress = lambda made: None,
) -> dict[str, OutputResult]:  # fmt: skip
    """Makes and writes all outputs; results by path. reusable: entries of the previous build whose files are intact.

    OSError for errors of the disk, BrokenProcessPool if a process was killed; errors of templates are raised unchanged.
    """
    for folder in sorted({os.path.dirname(f"{build}/{output.path}") for output in outputs}):  # noqa: PTH120
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    chunks = [outputs[first : first + CHUNK] for first in range(0, len(outputs), CHUNK)]
    jobs = [
        OutputJob(site, str(build), str(previous or ""), chunk, {o.path: reusable[o.path] for o in chunk if o.path in reusable})
        for chunk in chunks
    ]
    made: dict[str, OutputResult] = {}
    if workers == 1 or len(outputs) < WORTH_PROCESSES:
        for job in jobs:
            made |= run_job(job)
            progress(len(job.outputs))
        return made
    # The main process only waits, so each core gets a process.
    pool = ProcessPoolExecutor(
        workers, mp_context=get_context(_start_method()), initializer=_start_worker, initargs=(os.getpid(),)
    )
    try:
        for future in as_completed([pool.submit(run_job, job) for job in jobs]):
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


def run_job(job: OutputJob) -> dict[str, OutputResult]:
    """Makes and writes the outputs of a job in the current process."""
    made = {}
    for output in job.outputs:
        raw, words = make(output, job.site)
        entry = job.reusable.get(output.path)
        before = (f"{job.previous}/{output.path}", entry) if entry else None
        made[output.path] = OutputResult(*write_or_link(f"{job.build}/{output.path}", raw, words, output.inputs, before))
    return made


def _start_method() -> str:
    """With fork, a worker inherits all loaded modules at no cost, but also locks that other threads hold. It is used only where
    that is safe: on Linux, with no other thread running. Elsewhere a worker starts empty and loads the modules itself."""
    return "fork" if sys.platform.startswith("linux") and threading.active_count() == 1 else "spawn"


def _start_worker(parent: int) -> None:
    """Runs first in a worker. The worker ends when the parent ends for any reason, and ignores Ctrl-C, which the parent handles."""
    if set_death_signal := die_with_parent(signal.SIGKILL, parent=parent):
        set_death_signal()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.umask(0o022)
