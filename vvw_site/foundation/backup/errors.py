"""Failures of backups, as one sentence that tells the operator what to do."""


class BackupError(Exception):
    """The text is one sentence for a person."""


def lines_of(error: Exception) -> list[str]:
    """What an error of the driver says, never empty. Of a failed connection the last line tells why, of a statement the first."""
    return [line.strip() for line in str(error).strip().splitlines()] or [type(error).__name__]
