"""Failures of backups, as one sentence that tells the operator what to do."""


class BackupError(Exception):
    """The text is one sentence for a person."""
