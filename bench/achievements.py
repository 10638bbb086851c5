"""`python bench/achievements.py`: how long the fold of achievements takes, and the count of how rare they are.

Fills a separate instance with characters (200,000; --drop removes it at the end). First everything is awarded at once, as the command
does it, with a notice for each character. Then a walk finds nothing that changed, and one finds characters that hunted once more.
"""

import argparse
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from bench import cpu
from bench.instance import Instance, run_python
from tools.terminal import CHECKOUT, UserError, exit_on_error, step
from vvw_site.foundation.ports import free_port
from vvw_site.foundation.services.instance_paths import instance_paths

INSTANCE = "bench-achievements"
HUNTERS = 20_000
"""Characters that hunt between two walks: more than a job's three minutes see on a busy night."""


def hunt_once(count: int) -> None:
    """A battle for so many characters, whose rows are written with it, by SQL alone."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_HUNT, {"count": count})
        cursor.execute("VACUUM ANALYZE game_battle, game_character, game_diceseed")


def timed(name: str, work: Callable[[], object], server: int) -> None:
    used, began = cpu.seconds([server]), time.perf_counter()
    said = work()
    took = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}: {took:.2f} s, {cpu.seconds([server]) - used:.2f} s of the server's CPU; worker {peak:.0f} MiB at most; {said}"
    )


def main() -> int:
    os.chdir(CHECKOUT)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=200_000)
    parser.add_argument("--drop", action="store_true", help="delete the instance at the end")
    options = parser.parse_args()
    with Instance(free_port(), 0, INSTANCE) as instance:
        instance.hold_services()
        if not instance.lease:
            raise UserError("This samples the CPU of the embedded Postgres: run it without DATABASE_URL.")
        with step("Migrations"):
            run_python(["manage.py", "migrate", "--noinput", "-v0"])
        import django

        from vvw_site.foundation.database import time_limit

        time_limit.lift()  # as a worker does
        django.setup()
        from bench.many_characters import make_characters
        from game.actions.achievement_fold import fold_achievements
        from game.actions.achievement_rarity import count_rarity

        with step(f"{options.characters:,} characters"):
            make_characters(options.characters)
        server = instance.server_pids()["postgres"][0]
        timed("award everything", lambda: fold_achievements(seconds=3_600), server)
        timed("walk, nothing changed", fold_achievements, server)
        with step(f"{HUNTERS:,} hunts"):
            hunt_once(HUNTERS)
        timed("walk, after these hunts", fold_achievements, server)
        timed("count how rare they are", count_rarity, server)
    if options.drop:
        shutil.rmtree(instance_paths(INSTANCE).home, ignore_errors=True)
    return 0


# A fight of ten blows, about as long as a real one.
_HUNT = """WITH hunter AS MATERIALIZED (
    SELECT id FROM game_character WHERE user_id IS NOT NULL AND deleted_at IS NULL ORDER BY id %% 7919, id LIMIT %(count)s::int
), seed AS (
    INSERT INTO game_diceseed (character_id, server_seed, commit, encrypted_seed, encrypted_next, next_commit, client_seed, next_nonce,
        created_at)
    SELECT id, '', lpad(id::text, 64, '0'), 'x', 'x', 'x', 'x', 1, now() FROM hunter RETURNING id, character_id
), battle AS (
    INSERT INTO game_battle (character_id, place, monster, won, xp, gold, levels, seed_id, nonce, rules_version, content_hash, inputs,
        outcome, at)
    SELECT character_id, 'old-mill', 'flour-rat', true, 5, 7, 0, id, 0, 2, 'x', '{}', jsonb_build_object('prey', 'flour-rat', 'xp', 5,
        'gold', 7, 'loot', '[["cellar-draught", 1]]'::jsonb, 'fight', jsonb_build_object('won', true, 'rounds', 5, 'hp', '[9, 0]'::jsonb,
        'blows', (SELECT jsonb_agg(jsonb_build_array(n, n %% 2, 'attack', CASE WHEN n %% 5 = 0 THEN 'crit' ELSE 'hit' END, 9,
            jsonb_build_array(50 - n, 40 - n))) FROM generate_series(1, 10) n))), now()
    FROM seed RETURNING character_id
)
UPDATE game_character c SET hunts = c.hunts + 1, kills = c.kills + 1 FROM battle b WHERE c.id = b.character_id"""


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vvw_site.settings.bench")
    with exit_on_error():
        sys.exit(main())
