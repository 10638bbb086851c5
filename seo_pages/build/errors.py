"""What can go wrong with a build, in one sentence each. The served build stays as it was in every case."""

import contextlib
import errno
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool


class BuildError(Exception):
    """One sentence for the operator: what is wrong and what to do about it."""


@contextlib.contextmanager
def as_build_error() -> Iterator[None]:
    """Turns errors of the disk and of the kernel into a BuildError."""
    try:
        yield
    except BrokenProcessPool as error:
        raise BuildError("A process of the build was killed (was memory short?). Nothing was switched; build again.") from error
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            sentence = f"The disk is full{where}: free some space and build again."
        elif error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            sentence = f"No permission{where}: give the folder to the user who builds, or name another with --out."
        elif error.errno in (errno.ENOTDIR, errno.EEXIST):
            sentence = f"A file is where a folder should be{where}: name another folder with --out."
        else:
            sentence = f"{error.strerror or error}{where}: fix this and build again."
        raise BuildError(f"{sentence} Nothing was switched.") from error
