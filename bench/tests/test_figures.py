"""Figures are stored by machine and only compared with those of the same machine."""

from pathlib import Path

from bench import figures
from bench.client import Tally, percentiles
from bench.session import knee_of

HERE = {"cpu": "one", "cores": 2, "memory_gib": 4}


def test_the_fingerprint_is_stable_and_differs_between_machines() -> None:
    assert figures.fingerprint(figures.machine()) == figures.fingerprint(figures.machine())
    assert figures.fingerprint(HERE) != figures.fingerprint(HERE | {"cores": 4})


def test_stored_figures_are_found_by_machine_and_run(tmp_path: Path) -> None:
    figures.keep(HERE, "session", {"rps": 100.0}, "abc", "2026-01-01", tmp_path)
    figures.keep(HERE, "hunts", {"ratio_to_limit": 0.5}, "abc", "2026-01-01", tmp_path)
    assert figures.stored(HERE, "session", tmp_path) == {"rps": 100.0}
    assert figures.stored(HERE, "knee", tmp_path) is None
    assert figures.stored(HERE | {"cores": 4}, "session", tmp_path) is None


def test_more_requests_are_better_and_more_milliseconds_are_worse() -> None:
    lines = figures.compared({"rps": 150.0, "p99": 30.0, "p50": 10.2}, {"rps": 100.0, "p99": 20.0, "p50": 10.0})
    assert [line.rsplit("   ", 1)[1] for line in lines] == ["50 % better", "50 % worse", "the same"]


def test_the_knee_is_where_p99_rises_and_requests_per_second_do_not() -> None:
    runs = [{"users": u, "rps": r, "p99": p} for u, r, p in ((50, 500, 90), (100, 700, 120), (200, 710, 300), (500, 700, 900))]
    assert knee_of(runs) == 100
    assert knee_of(runs[:2]) is None


def test_a_409_counts_as_a_lost_race_and_not_as_an_error() -> None:
    tally = Tally(0.0, float("inf"))
    for status in (200, 409, 500, 0):
        tally.record("hunt", 0.0, status)
    assert (dict(tally.lost), dict(tally.errors)) == ({"hunt": 1}, {"hunt:500": 1, "hunt:0": 1})


def test_percentiles_of_a_hundred_values() -> None:
    assert percentiles([float(n) for n in range(100)]) == {"p50": 50.0, "p95": 95.0, "p99": 99.0}
