"""A duration as text."""


def duration_text(seconds: int) -> str:
    """For example "42 seconds", "12 minutes", "23 hours"."""
    if seconds < 90:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    if seconds <= 7200:
        return f"{-(-seconds // 60)} minutes"
    return f"{-(-seconds // 3600)} hours"
