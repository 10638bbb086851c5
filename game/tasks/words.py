"""A job's counts as one line."""

from collections.abc import Mapping


def counted(counts: Mapping[str, int]) -> str:
    """Such as `receipts 12, tokens 3`, without the zeros."""
    return ", ".join(f"{name} {count:,}" for name, count in counts.items() if count) or "nothing to do"
