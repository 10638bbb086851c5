"""Failures of backups, as one sentence that tells the operator what to do."""


class BackupError(Exception):
    """The text is one sentence for a person."""


def lines_of(error: Exception) -> list[str]:
    """What an error of the driver says, never empty. Of a statement the first line tells why."""
    return [line.strip() for line in str(error).strip().splitlines()] or [type(error).__name__]


def reason_of(error: Exception) -> str:
    """Why a connection failed: what its last host said, without the advice in the lines below."""
    lines = lines_of(error)
    told = next((line for line in reversed(lines) if "failed: " in line), lines[0])
    return told.rpartition("failed: ")[2].removeprefix("FATAL:").strip()
