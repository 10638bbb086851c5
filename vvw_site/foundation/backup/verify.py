"""A backup is what its manifest says: by `pg_verifybackup`, or by the same checks where that program does not run.

The pip package of the embedded servers has a `pg_verifybackup` 18 that crashes at its start, whatever it is asked.
"""

import hashlib
import subprocess
from pathlib import Path

import msgspec

from .errors import BackupError
from .programs import Programs, run, split_password

NOT_LISTED = {"backup_manifest", "postgresql.auto.conf", "standby.signal", "recovery.signal"}
"""Files that may be there without being in the manifest, besides the write-ahead log."""


def verify(programs: Programs, data: Path, name: str) -> None:
    """Every file has the checksum of the manifest, and the log of the backup is complete. Raises BackupError."""
    try:
        if runs(programs.path("pg_verifybackup")):
            run([programs.path("pg_verifybackup"), "--exit-on-error", data], split_password("")[1])
        else:
            check_manifest(programs, data)
    except BackupError as error:
        raise BackupError(f"The backup {name} is damaged and is not used: {error}") from error


def runs(program: Path) -> bool:
    return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0


def check_manifest(programs: Programs, data: Path) -> None:
    """The manifest's own checksum, size and SHA-256 of each file, files that are missing or too many, and the log's records."""
    try:
        raw = (data / "backup_manifest").read_bytes()
        manifest = msgspec.json.decode(raw)
        signed = raw[: raw.rindex(b'"Manifest-Checksum"')]
        checksum, listed, spans = manifest["Manifest-Checksum"], manifest["Files"], manifest["WAL-Ranges"]
    except (OSError, ValueError, KeyError) as error:
        raise BackupError(f"backup_manifest cannot be read ({error})") from error
    if hashlib.sha256(signed).hexdigest() != checksum:
        raise BackupError("backup_manifest does not have its own checksum")
    names = {_name(entry) for entry in listed}
    for entry in listed:
        _check_file(data, entry)
    for path in data.rglob("*"):
        name = str(path.relative_to(data))
        if path.is_file() and not name.startswith("pg_wal/") and name not in names | NOT_LISTED:
            raise BackupError(f"{name} is not in the manifest")
    for span in spans:
        run(
            [
                programs.path("pg_waldump"), "--quiet", f"--path={data / 'pg_wal'}", f"--timeline={span['Timeline']}",
                f"--start={span['Start-LSN']}", f"--end={span['End-LSN']}",
            ],
            split_password("")[1],
        )  # fmt: skip


def _name(entry: dict[str, str]) -> str:
    return entry["Path"] if "Path" in entry else bytes.fromhex(entry["Encoded-Path"]).decode(errors="surrogateescape")


def _check_file(data: Path, entry: dict[str, str]) -> None:
    name = _name(entry)
    try:
        with (data / name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BackupError(f"{name} cannot be read ({error.strerror})") from error
    if entry["Checksum-Algorithm"] != "SHA256" or found != entry["Checksum"]:
        raise BackupError(f"{name} does not have its checksum")
