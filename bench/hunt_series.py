"""`python bench/hunt_series.py`: what hunts of one action cost beside as many single hunts, in CPU of this process and in time.

Both run as actions in this process on an instance of its own, in turns, without pauses and with energy that does not run out.
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench.instance import SETTINGS, Instance
from tools.terminal import CHECKOUT, exit_on_error
from vvw_site.foundation.ports import free_port

TIMES = 10
Hunts = Callable[[int], int]


def measured(hunts: Hunts, characters: Sequence[int]) -> tuple[float, float]:
    """Microseconds of CPU, and of time, for each hunt that was made."""
    cpu, clock = time.process_time(), time.perf_counter()
    made = sum(hunts(character) for character in characters)
    return (time.process_time() - cpu) / made * 1e6, (time.perf_counter() - clock) / made * 1e6


def main() -> None:
    os.chdir(CHECKOUT)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with Instance(free_port(), options.accounts, "bench-series") as instance:
        instance.start()
        os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
        import django

        django.setup()
        from game.actions import hunt_series as series
        from game.actions.actor import Actor
        from game.actions.hunt import hunt
        from game.models import Character
        from game.models.ids import CharacterId

        series.finds = lambda outcome: False  # type: ignore[attr-defined]  # as many hunts in both
        Character.objects.update(energy=100_000, hp=1_000_000, vitality=400, strength=400)
        characters = list(Character.objects.values_list("pk", flat=True)[: options.accounts])

        def single(character: int) -> int:
            for _ in range(TIMES):
                hunt(Actor(CharacterId(character)), place="old-mill")
            return TIMES

        def together(character: int) -> int:
            return len(series.hunt_series(Actor(CharacterId(character)), place="old-mill", times=TIMES).hunts)

        measured(single, characters[:20]), measured(together, characters[:20])
        rounds = [(measured(single, characters), measured(together, characters)) for _ in range(options.rounds)]
        for name, which in (("CPU", 0), ("time", 1)):
            ones, tens = ([one[n][which] for one in rounds] for n in (0, 1))
            ratio = statistics.median(b / a for a, b in zip(ones, tens, strict=True))
            print(
                f"{name} of a hunt: single {statistics.median(ones):.0f} µs, ten at once {statistics.median(tens):.0f} µs, ratio {ratio:.2f}"
            )


if __name__ == "__main__":
    with exit_on_error():
        main()
