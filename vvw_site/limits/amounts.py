"""Figures of limits in words."""

SIZES = ((1024**3, "GB"), (1024**2, "MB"), (1024, "KB"), (1, "bytes"))
SPANS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def span(seconds: float) -> str:
    """`24 hours`, `2 minutes`, `0.5 seconds`; days only from the second on."""
    for length, name in SPANS:
        many = seconds / length
        if many == int(many) and many >= (2 if name == "day" else 1):
            return f"{many:,.0f} {name}{'s' * (many != 1)}"
    return f"{seconds:g} seconds"


def window(seconds: float) -> str:
    """`a minute`, `an hour`, `5 seconds`: what stands after “in”."""
    return {"1 minute": "a minute", "1 hour": "an hour", "1 second": "a second"}.get(words := span(seconds), words)


def times(limit: int, seconds: float) -> str:
    """`5 in a minute`."""
    return f"{limit:,} in {window(seconds)}"


def size(length: int) -> str:
    """A number of bytes: `64 KB`, `1 MB`, `2 GB`."""
    unit, name = next((unit, name) for unit, name in SIZES if length % unit == 0)
    return f"{length // unit:,} {name}"


def seconds_of(text: str) -> float:
    """A time as nginx and Compose write it: `15s`, `5m`. ValueError."""
    units = {"s": 1, "m": 60, "h": 3_600}
    if text[-1:] not in units:
        raise ValueError(f"{text!r} has no unit that is known here.")
    return float(text[:-1]) * units[text[-1]]


def bytes_of(text: str) -> int:
    """A size as nginx, Redis and Compose write it: `1m`, `256mb`, `2g`. ValueError."""
    units = {"k": 1024, "m": 1024**2, "g": 1024**3}
    short = text.lower().removesuffix("b")
    if short[-1:] not in units:
        raise ValueError(f"{text!r} has no unit that is known here.")
    return int(short[:-1]) * units[short[-1]]
