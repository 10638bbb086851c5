"""CPU time of processes and their descendants, from /proc (Linux)."""

import os
from collections.abc import Iterable
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def parents() -> dict[int, int]:
    """The parent's id of each running process, by process id."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            found[int(entry.name)] = int(fields[1])
    return found


def family(roots: Iterable[int]) -> set[int]:
    """The processes and all their descendants."""
    above, members = parents(), set(roots)
    grown = True
    while grown:
        more = {pid for pid, parent in above.items() if parent in members and pid not in members}
        members |= more
        grown = bool(more)
    return members


def seconds(roots: Iterable[int]) -> float:
    """CPU seconds of the processes and their descendants, including ended ones that their parents have waited for."""
    ticks = sum(sum(map(int, fields[11:15])) for pid in family(roots) if (fields := _stat(pid)))
    return ticks / TICK


def named(word: str) -> list[int]:
    """The processes whose program has this name, without their descendants."""
    above = parents()
    found = {pid for pid in above if Path(_command(pid).split(" ")[0].rstrip(":")).name == word}
    return sorted(pid for pid in found if above[pid] not in found)


def _stat(pid: int) -> list[str]:
    """The fields after the name: state, parent, … utime, stime, cutime, cstime at 11 to 14. [] if the process has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
