"""Values that refill with time. They are stored as (value, at) and computed when read. Times are whole seconds."""

from msgspec import Struct

from game.rules import tuning


class Refill(Struct, frozen=True):
    """value: now. at: the time up to which refilling is counted; the part of a point since then is not lost. full_in: seconds."""

    value: int
    at: int
    full_in: int


def energy(value: int, at: int, now: int) -> Refill:
    """Energy at `now`. A value above the maximum (after a tonic or a gift) stays and does not refill."""
    most, step = tuning.ENERGY_MAX, tuning.ENERGY_SECONDS
    if value >= most:
        return Refill(value, now, 0)
    gained = max(0, now - at) // step
    if value + gained >= most:
        return Refill(most, now, 0)
    at += gained * step
    return Refill(value + gained, at, (most - value - gained) * step - (now - at))


def health(value: int, at: int, now: int, hp_max: int) -> Refill:
    """Health at `now`. It refills from 0 to full in HEALTH_FULL_SECONDS."""
    if value >= hp_max:
        return Refill(hp_max, now, 0)
    gained = max(0, now - at) * hp_max // tuning.HEALTH_FULL_SECONDS
    if value + gained >= hp_max:
        return Refill(hp_max, now, 0)
    missing = hp_max - value - gained
    return Refill(value + gained, now if gained else at, -(-missing * tuning.HEALTH_FULL_SECONDS // hp_max))


def spend(store: Refill, cost: int) -> tuple[int, int] | None:
    """(value, at) after spending, or None if there is not enough."""
    return (store.value - cost, store.at) if store.value >= cost else None


def wait_for(store: Refill, cost: int, now: int) -> int:
    """Seconds until energy reaches `cost`; 0 if it has."""
    if store.value >= cost:
        return 0
    return (cost - store.value) * tuning.ENERGY_SECONDS - (now - store.at)
