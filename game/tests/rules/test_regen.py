"""Values that refill with time."""

from hypothesis import given
from hypothesis import strategies as st

from game.rules import regen, tuning


@given(st.integers(0, 200), st.integers(0, 10**6), st.integers(0, 10**6))
def test_energy_never_falls_with_time_and_never_passes_its_maximum(value: int, first: int, more: int) -> None:
    early, late = regen.energy(value, 0, first), regen.energy(value, 0, first + more)
    assert value <= early.value <= late.value <= max(value, tuning.ENERGY_MAX)


@given(st.integers(0, 119), st.lists(st.integers(1, 500), min_size=1, max_size=30))
def test_reading_energy_often_loses_no_second(value: int, steps: list[int]) -> None:
    now, read = 0, regen.Refill(value, 0, 0)
    for step in steps:
        now += step
        read = regen.energy(read.value, read.at, now)
    assert read.value == regen.energy(value, 0, now).value


@given(st.integers(0, 5000), st.integers(1, 5000), st.lists(st.integers(0, 20), min_size=1, max_size=20))
def test_health_never_falls_with_time(value: int, hp_max: int, steps: list[int]) -> None:
    now, read = 0, regen.Refill(value, 0, 0)
    for step in steps:
        now += step
        later = regen.health(read.value, read.at, now, hp_max)
        assert min(read.value, hp_max) <= later.value <= hp_max
        read = later
