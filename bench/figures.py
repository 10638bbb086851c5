"""Stored figures by machine, and the comparison of new ones with them. Only figures of the same machine are compared."""

import hashlib
import json
import os
import platform
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "figures"
MORE_IS_BETTER = {"rps", "hunts_per_second", "ratio_to_limit"}
NOISE = 5
"""Percent: a smaller difference is reported as "same"."""


def machine() -> dict[str, object]:
    """The properties that determine speed: processor, cores, memory in whole GiB."""
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        models = [line.partition(":")[2].strip() for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = models[0] if models else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {"cpu": model, "cores": os.cpu_count() or 1, "memory_gib": round(memory / 2**30)}


def fingerprint(of: dict[str, object]) -> str:
    """A short, stable name for a machine."""
    return hashlib.sha256(json.dumps(of, sort_keys=True).encode()).hexdigest()[:12]


def file_of(of: dict[str, object], folder: Path = FOLDER) -> Path:
    return folder / f"{fingerprint(of)}.json"


def stored(of: dict[str, object], what: str, folder: Path = FOLDER) -> dict[str, float] | None:
    """The stored figures of the run `what` on this machine, None if there are none."""
    try:
        found: dict[str, float] | None = json.loads(file_of(of, folder).read_text())["runs"].get(what, {}).get("figures")
        return found
    except (OSError, ValueError, KeyError):
        return None


def keep(of: dict[str, object], what: str, figures: dict[str, float], commit: str, day: str, folder: Path = FOLDER) -> Path:
    """Store the figures of the run `what` for this machine. They replace earlier ones of the same name."""
    path = file_of(of, folder)
    contents = json.loads(path.read_text()) if path.exists() else {"machine": of, "runs": {}}
    contents["runs"][what] = {"commit": commit, "day": day, "figures": figures}
    folder.mkdir(exist_ok=True)
    path.write_text(json.dumps(contents, indent=2, sort_keys=True) + "\n")
    return path


def compared(now: dict[str, float], before: dict[str, float]) -> list[str]:
    """A line for each figure that both have: old value, new value, and the change in percent."""
    lines = []
    for name, value in now.items():
        was = before.get(name)
        if not was or value is None:
            continue
        change = (value / was - 1) * 100
        gain = change if name.split()[0] in MORE_IS_BETTER else -change
        word = "the same" if abs(change) < NOISE else f"{abs(change):.0f} % {'better' if gain > 0 else 'worse'}"
        lines.append(f"  {name:<26}{was:>10,.2f} -> {value:>10,.2f}   {word}")
    return lines
