"""Inserts accounts for load measurements in bulk. The ledger has a transfer for all their items and gold.

Each account has one character of level 1 to 60 with six equipped items, four more in the bag, three open missions, and energy
that never runs out.
"""

import json
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils import timezone

from game.actions.fairness import new_seed
from game.actions.missions import tasks_for
from game.content import catalogue
from game.content.schema import Item
from game.models.ids import CharacterId
from game.queries.missions import day_of
from game.rules import tuning

WORN = ("weapon", "head", "body", "hands", "legs", "feet")
ENERGY = 1_000_000_000
GOLD = 1_000


def present(prefix: str) -> int:
    """Number of existing accounts with this prefix. They are numbered from 1 without gaps."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user WHERE username ~ %s", [f"^{prefix}[0-9]+$"])
        count: int = cursor.fetchone()[0]
    return count


def make_accounts(*, first: int, last: int, prefix: str, password: str) -> None:
    """Create the accounts `first` to `last` (both included) in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SEED, {
            "first": first, "last": last, "prefix": prefix, "name": prefix.capitalize(), "password": make_password(password),
            "outfits": json.dumps(_outfits()), "bag": _bag(), "energy": ENERGY, "gold": GOLD,
            "day": day_of(timezone.now()), "missions": json.dumps(_missions()),
            "seeds": json.dumps([_seeds() for _ in range(first, last + 1)]),
        })  # fmt: skip


def analyse() -> None:
    """Refresh the statistics of Postgres' planner."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE accounts_user, game_character, game_diceseed, game_holding, game_transfer, game_missiontask")


def _outfits() -> list[dict[str, Any]]:
    """A row for each level and class: attributes as a player would spend them, equipment and loadout."""
    content, rows = catalogue(), []
    classes = sorted((c for c in content.classes.values() if c.faction), key=lambda c: c.slug)
    for level in range(1, tuning.LEVEL_MAX + 1):
        for index, of in enumerate(classes):
            points = (level - 1) * tuning.POINTS_PER_LEVEL
            spent: dict[str, int] = {str(name): start for name, start in of.start.items()}
            spent[of.main] += points // 2
            spent["vit"] += points // 4
            spent["lck"] += points - points // 2 - points // 4
            learnt = [s.slug for s in content.class_skills[of.slug] if s.level <= level]
            pieces = [_best(slot, level, of.faction) for slot in WORN]
            rows.append({
                "level": level, "nth": index, "class": of.slug, "faction": of.faction, **spent,
                "worn": [i.slug for i in pieces], "lasts": [i.durability for i in pieces],
                "loadout": learnt[: tuning.LOADOUT_SIZE],
            })  # fmt: skip
    return rows


def _best(slot: str, level: int, faction: str | None) -> Item:
    """The common item of the highest level for a slot that a character of this level and faction may wear."""
    fitting = [i for i in catalogue().items.values() if i.slot == slot and i.level <= level and i.faction in (None, faction)]
    return max(fitting, key=lambda i: (i.rarity == "common", i.level, i.slug))


def _bag() -> list[str]:
    """Four items that stack, the same for all accounts."""
    stacking = sorted((i for i in catalogue().items.values() if i.stacks), key=lambda i: (i.level, i.slug))
    return [i.slug for i in stacking[:4]]


def _seeds() -> dict[str, str]:
    """The encrypted seeds and their hashes for a character's first DiceSeed row."""
    seed = new_seed(CharacterId(0))
    return {name: getattr(seed, name) for name in ("encrypted_seed", "commit", "encrypted_next", "next_commit")}


def _missions() -> list[dict[str, Any]]:
    return [{"mission": t.mission, "target": t.target, "gold": t.gold, "xp": t.xp} for t in tasks_for(CharacterId(1), 1, 0)]


_SEED = """
WITH outfit AS (
    SELECT * FROM json_to_recordset(%(outfits)s::json) AS o(level int, nth int, class text, faction text, str int, dex int,
        "int" int, vit int, lck int, wis int, worn text[], lasts int[], loadout text[])
), classes AS (
    SELECT count(DISTINCT nth) AS n FROM outfit
), account AS (
    INSERT INTO accounts_user (username, password, email, is_superuser, is_staff, is_active, is_guest, date_joined, ban_reason,
        terms_version, privacy_version)
    SELECT %(prefix)s::text || lpad(g::text, 6, '0'), %(password)s::text, '', false, false, true, false, now(), '', 100, 100
    FROM generate_series(%(first)s::int, %(last)s::int) g
    RETURNING id, substr(username, length(%(prefix)s::text) + 1) AS digits
), fighter AS (
    INSERT INTO game_character (user_id, name, skeleton, faction, class_slug, emblem, level, xp, gold, unspent, strength,
        dexterity, intellect, vitality, luck, wisdom, energy, hp, loadout, place, hunts, kills, gold_earned, streak_days,
        streak_day)
    SELECT a.id, %(name)s::text || a.digits, translate(lower(%(name)s::text || a.digits), '01i345789_', 'olleastbg'),
        o.faction, o.class, a.digits::int %% 24, o.level, 0, %(gold)s::bigint, 0, o.str, o.dex, o."int", o.vit, o.lck, o.wis,
        %(energy)s::int, 1000000, o.loadout, 'old-mill', 0, 0, %(gold)s::bigint, 0, 0
    FROM account a, classes c, outfit o
    WHERE o.level = 1 + a.digits::int %% 60 AND o.nth = a.digits::int / 60 %% c.n
    RETURNING id, level, class_slug
), dice AS (
    INSERT INTO game_diceseed (character_id, server_seed, encrypted_seed, commit, encrypted_next, next_commit, client_seed,
        next_nonce)
    SELECT f.id, '', s.encrypted_seed, s.commit, s.encrypted_next, s.next_commit, 'load', 0
    FROM (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM fighter) f
    JOIN ROWS FROM (json_to_recordset(%(seeds)s::json)
        AS (encrypted_seed text, commit text, encrypted_next text, next_commit text)) WITH ORDINALITY
        AS s(encrypted_seed, commit, encrypted_next, next_commit, nth) USING (nth)
), worn AS (
    SELECT f.id AS character, w.item, w.durability, (ARRAY['weapon', 'head', 'body', 'hands', 'legs', 'feet'])[w.nth] AS slot
    FROM fighter f JOIN outfit o ON o.level = f.level AND o.class = f.class_slug,
        unnest(o.worn, o.lasts) WITH ORDINALITY AS w(item, durability, nth)
), held AS (
    INSERT INTO game_holding (character_id, item, quantity, stacked, slot, durability, worn_from, upgrade)
    SELECT character, item, 1, false, slot, durability, 0, 0 FROM worn
    UNION ALL
    SELECT f.id, b.item, 5, true, NULL, 0, NULL, 0 FROM fighter f, unnest(%(bag)s::text[]) AS b(item)
    RETURNING id, character_id, item, quantity, stacked
), task AS (
    INSERT INTO game_missiontask (character_id, mission, day, target, progress, gold, xp)
    SELECT f.id, m.mission, %(day)s::int, m.target, 0, m.gold, m.xp
    FROM fighter f, json_to_recordset(%(missions)s::json) AS m(mission text, target int, gold int, xp int)
)
INSERT INTO game_transfer (source, destination, asset, quantity, holding, reason, reference)
SELECT 'faucet:start', 'character:' || character_id, item, quantity, CASE WHEN stacked THEN NULL ELSE id END, 'load', ''
FROM held
UNION ALL
SELECT 'faucet:start', 'character:' || id, 'gold', %(gold)s::bigint, NULL, 'load', '' FROM fighter
"""
