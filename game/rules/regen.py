"""Clockless time: a value that refills is stored as (value, at) and computed when it is read. Times are whole seconds."""

from msgspec import Struct

from game.rules import tuning


class Refill(Struct, frozen=True):
    """value now; at: the moment the value stands for, part of a point not yet whole kept; full_in: seconds to full."""

    value: int
    at: int
    full_in: int


def energy(value: int, at: int, now: int) -> Refill:
    """Energy at `now`. A store above the maximum (a gift) stays and does not refill."""
    most, step = tuning.ENERGY_MAX, tuning.ENERGY_SECONDS
    if value >= most:
        return Refill(value, now, 0)
    won = max(0, now - at) // step
    if value + won >= most:
        return Refill(most, now, 0)
    at += won * step
    return Refill(value + won, at, (most - value - won) * step - (now - at))


def health(value: int, at: int, now: int, hp_max: int) -> Refill:
    """Health at `now`: a full bar takes HEALTH_FULL_SECONDS from nothing."""
    if value >= hp_max:
        return Refill(hp_max, now, 0)
    won = max(0, now - at) * hp_max // tuning.HEALTH_FULL_SECONDS
    if value + won >= hp_max:
        return Refill(hp_max, now, 0)
    missing = hp_max - value - won
    return Refill(value + won, now if won else at, -(-missing * tuning.HEALTH_FULL_SECONDS // hp_max))


def spend(store: Refill, cost: int) -> tuple[int, int] | None:
    """(value, at) after spending, or None when there is not enough."""
    return (store.value - cost, store.at) if store.value >= cost else None


def wait_for(store: Refill, cost: int, now: int) -> int:
    """Seconds until energy reaches `cost`; 0 when it is there."""
    if store.value >= cost:
        return 0
    return (cost - store.value) * tuning.ENERGY_SECONDS - (now - store.at)
