"""Copies that leave the machine: encrypted with age to public keys, and sent by a command of the operator.

The key that opens them is not on this machine. The format is age's own, so the program `age` opens them too.
"""

import contextlib
import gzip
import os
import shlex
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import pyrage

from .archive import SEGMENT, Archive, error_of, sync
from .config import BackupConfig
from .errors import BackupError

SECONDS = 6 * 3600
"""How long one copy may take to send."""


def new_identity() -> tuple[str, str]:
    """A secret key and its public key, as age writes them."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def check(config: BackupConfig) -> None:
    """Raises BackupError if copies could not be sent, or would be sent unencrypted."""
    if not config.copy_command:
        return
    words = template(config.copy_command)
    if not any("{file}" in word for word in words):
        raise BackupError("BACKUP_COPY_COMMAND must contain {file}, the copy that it sends ({name} is its name).")
    if not config.recipients:
        raise BackupError(
            "BACKUP_RECIPIENTS is empty, so copies would leave the machine unencrypted: `manage.py backup --new-key` prints a key."
        )
    recipients(config)


def template(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError as error:
        raise BackupError(f"BACKUP_COPY_COMMAND cannot be split into words ({error}): close each quote.") from error


def recipients(config: BackupConfig) -> "list[pyrage.x25519.Recipient]":
    found = []
    for number, text in enumerate(config.recipients, 1):
        try:
            found.append(pyrage.x25519.Recipient.from_str(text.strip()))
        except pyrage.RecipientError as error:
            raise BackupError(f"Entry {number} of BACKUP_RECIPIENTS is not a public key of age (`age1…`): {error}.") from error
    return found


def send_new(config: BackupConfig, say: Callable[[str], None] = lambda words: None) -> int:
    """Send each backup and each full segment that was not sent yet, oldest first. Returns how many were sent.

    What fails stays, and is tried again by the next run. Raises BackupError.
    """
    check(config)
    if not config.copy_command:
        return 0
    archive = Archive(config.root)
    sent, outbox = config.root / "sent", config.root / "outbox"
    count = 0
    try:
        with archive.locked("copies"):
            sent.mkdir(exist_ok=True, mode=0o700)
            shutil.rmtree(outbox, ignore_errors=True)
            outbox.mkdir(mode=0o700)
            for name, source in to_send(archive).items():
                if (sent / name).exists():
                    continue
                say(f"sending {name}")
                seal(source, outbox / name, config)
                send(config, outbox / name)
                (sent / name).touch()
                sync(sent)
                (outbox / name).unlink()
                count += 1
    except OSError as error:
        raise error_of(error) from error
    return count


def to_send(archive: Archive) -> dict[str, Path]:
    """Source of each copy by its name."""
    found = {f"base_{one.name}.tar.gz.age": archive.folder(one.name) for one in archive.backups()}
    for path in sorted(archive.wal.glob("*/*")):
        if SEGMENT.fullmatch(path.name) or path.suffix == ".history":
            found[f"wal_{path.parent.name}_{path.name}.gz.age"] = path
    return found


def seal(source: Path, target: Path, config: BackupConfig) -> None:
    """Compress and encrypt a file or a folder as a stream. Raises BackupError, OSError."""
    read, write = os.pipe()
    failed: list[BaseException] = []

    def compress() -> None:
        try:
            with os.fdopen(write, "wb") as pipe, gzip.GzipFile(fileobj=pipe, mode="wb", compresslevel=1, mtime=0) as out:
                if source.is_dir():
                    with tarfile.open(fileobj=out, mode="w|") as tar:
                        tar.add(source, arcname=source.name)
                else:
                    with source.open("rb") as file:
                        shutil.copyfileobj(file, out)
        except Exception as error:  # told below, in the thread that waits
            failed.append(error)

    thread = threading.Thread(target=compress, daemon=True)
    thread.start()
    with os.fdopen(read, "rb") as pipe, target.open("wb") as out:
        pyrage.encrypt_io(pipe, out, recipients(config))
        out.flush()
        os.fsync(out.fileno())
    thread.join()
    if failed:
        target.unlink(missing_ok=True)
        raise failed[0]


def send(config: BackupConfig, file: Path) -> None:
    """Run the operator's command, without a shell. Raises BackupError if it fails."""
    command = [word.replace("{file}", str(file)).replace("{name}", file.name) for word in template(config.copy_command)]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False, timeout=SECONDS
        )
    except OSError as error:
        raise BackupError(f"BACKUP_COPY_COMMAND cannot be run: {command[0]}: {error.strerror}.") from error
    except subprocess.TimeoutExpired:
        raise BackupError(f"The copy {file.name} was not sent in {SECONDS // 3600} hours: see to {command[0]}.") from None
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "it says nothing").splitlines()[-1]
        raise BackupError(f"The copy {file.name} was not sent: {command[0]} exited with {done.returncode}: {said}")


def open_copies(folder: Path, identity_file: Path, into: Path, say: Callable[[str], None] = lambda words: None) -> int:
    """Decrypt all copies in `folder` into an archive at `into`. Returns how many. What is there already stays.

    identity_file: lines of age's secret keys; others are ignored. Raises BackupError for a wrong key or a damaged copy.
    """
    identities = read_identities(identity_file)
    archive = Archive(into)
    archive.make()
    copies = sorted(folder.glob("*.age"))
    if not copies:
        raise BackupError(f"{folder} has no copies (`*.age`).")
    try:
        with archive.locked("backup"):
            archive.remove_drafts()
            for copy in copies:
                say(f"opening {copy.name}")
                open_copy(copy, identities, archive)
    except OSError as error:
        raise error_of(error) from error
    return len(copies)


def read_identities(path: Path) -> "list[pyrage.x25519.Identity]":
    try:
        lines = [line.strip() for line in path.read_text().splitlines() if line.startswith("AGE-SECRET-KEY-")]
        found = [pyrage.x25519.Identity.from_str(line) for line in lines]
    except OSError as error:
        raise BackupError(f"The key {path} cannot be read: {error.strerror}.") from error
    except pyrage.IdentityError as error:
        raise BackupError(f"The key in {path} is damaged: {error}.") from error
    if not found:
        raise BackupError(f"{path} has no secret key of age (a line that begins with AGE-SECRET-KEY-).")
    return found


def open_copy(copy: Path, identities: "list[pyrage.x25519.Identity]", archive: Archive) -> None:
    kind, _, rest = copy.name.partition("_")
    plain = archive.root / "opened.new"
    try:
        with copy.open("rb") as source, plain.open("wb") as out:
            pyrage.decrypt_io(source, out, identities)
        with plain.open("rb") as opened:
            if kind == "base":
                _unpack(opened, rest.removesuffix(".tar.gz.age"), archive)
            else:
                _put(opened, *rest.removesuffix(".gz.age").split("_"), archive=archive)
    except pyrage.DecryptError as error:
        raise BackupError(
            f"{copy} does not open with this key ({error}): use the key of one of its BACKUP_RECIPIENTS."
        ) from error
    except (OSError, EOFError, tarfile.TarError, ValueError) as error:
        if isinstance(error, OSError) and error.errno:
            raise
        raise BackupError(f"{copy} is damaged and was not opened ({error}): fetch it again.") from error
    finally:
        plain.unlink(missing_ok=True)


def _unpack(opened: BinaryIO, name: str, archive: Archive) -> None:
    if archive.folder(name).exists():
        return
    with tarfile.open(fileobj=opened, mode="r|gz") as tar:
        # An attribute and no argument, which Debian 12's Python 3.11.2 does not know; `_within` does what its filter would.
        tar.extraction_filter = getattr(tarfile, "data_filter", None)
        tar.extractall(draft := archive.base / f"{name}.new", members=_within(tar))  # noqa: S202 (checked by _within)
    (draft / name).rename(archive.folder(name))
    with contextlib.suppress(OSError):
        draft.rmdir()


def _within(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """Files and folders that stay below the folder in which they are unpacked: whoever has the public key could send another copy."""
    for member in tar:
        parts = PurePosixPath(member.name).parts
        if not (member.isfile() or member.isdir()) or ".." in parts or parts[:1] == ("/",):
            raise BackupError(f"The copy holds {member.name!r}, which no backup has: it was not made here.")
        yield member


def _put(opened: BinaryIO, folder: str, name: str, *, archive: Archive) -> None:
    target = archive.wal / folder / name
    target.parent.mkdir(exist_ok=True, mode=0o700)
    with gzip.GzipFile(fileobj=opened) as source, (draft := target.with_name("opened.new")).open("wb") as out:
        shutil.copyfileobj(source, out)
    draft.rename(target)
