"""What can go wrong with a build, in one sentence each; whatever it is, the build that is served stays as it was."""

import contextlib
import errno
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool


class BuildError(Exception):
    """Tells in one sentence what is wrong and what to do about it."""


@contextlib.contextmanager
def told_in_a_sentence() -> Iterator[None]:
    """Turn what the disk or the kernel refuses into a BuildError."""
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
            sentence = f"{error.strerror or error}{where}: mend this and build again."
        raise BuildError(f"{sentence} Nothing was switched.") from error
