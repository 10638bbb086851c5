"""Judges how much room a disk has."""

from vvw_site.doctor.finding import Fault

FULL = 16 * 2**20
"""Bytes: with less, the next build or the next mail may fail."""
LOW = 2**30
"""Bytes: with less, it is time to look."""


def disk_fault(name: str, path: str, *, free: int, inodes: int | None, low: int = LOW) -> Fault | None:
    """free: bytes that an unprivileged process may still write. inodes: how many files it may create; None on a disk without a
    number of them."""
    remedy = "Free some space or move it to a larger disk."
    if free < FULL:
        return Fault(f"The disk of {name} ({path}) is full: {free / 2**20:,.0f} MB are free.", remedy, stops=True)
    if inodes == 0:
        return Fault(f"The disk of {name} ({path}) can hold no more files.", "Delete files that nobody needs.", stops=True)
    if free < low:
        return Fault(f"The disk of {name} ({path}) is nearly full: {free / 2**20:,.0f} MB are free.", remedy)
    return None
