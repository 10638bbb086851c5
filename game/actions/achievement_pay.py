"""Paying for achievements: each reward once, as a letter of the city with the gold in its escrow."""

from itertools import groupby

from django.db import connection
from msgspec import Struct

from accounts.queries.sql_parts import ACCOUNT
from game.actions.city_letters import CityLetter, deliver_all
from game.actions.transaction import in_transaction
from game.content import catalogue
from game.models.ids import CharacterId
from game.models.notice_choice import REWARD

SOURCE = "faucet:achievement"
BATCH = 1_000
"""Rewards of one transaction."""


class AchievementReward(Struct, frozen=True):
    achievement: str
    character: CharacterId
    gold: int


def pay_achievements() -> int:
    """Pay what is owed, in batches, and return how many rewards. Two at once share the work, and one that is stopped pays whole batches
    or nothing of them. A reward waits while its player is suspended, or has closed the account or deleted the character."""
    paid = 0
    while batch := in_transaction(_pay_batch):
        paid += batch
    return paid


def _pay_batch() -> int:
    """One statement, and four for each achievement of which a reward is in the batch."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"batch": BATCH})
        rewards = sorted(
            (AchievementReward(*row) for row in cursor.fetchall()), key=lambda one: (one.achievement, one.character)
        )
    for slug, group in groupby(rewards, lambda one: one.achievement):
        letters = [_letter(one) for one in group]
        deliver_all(letters, kind=REWARD, source=SOURCE, reason="achievement", reference=f"achievement:{slug}")
    return len(rewards)


def _letter(reward: AchievementReward) -> CityLetter:
    known = catalogue().achievements.get(reward.achievement)
    name = known.name if known else reward.achievement
    text = (
        f"The clerks have entered you under “{name}”. It is a short entry, and they are proud of the handwriting.\n\n"
        f"{reward.gold:,} gold lie in this letter. The city pays late, but it pays.\n\n"
        "What else is written about you stands at /play/achievements/."
    )
    return CityLetter(reward.character, f"Achievement: {name}", text, reward.gold)


# Served by achievements_to_pay. The character's lock keeps an erasure away until its letter is written.
_TAKE = f"""WITH due AS MATERIALIZED (
    SELECT e.id FROM game_earnedachievement e JOIN game_character c ON c.id = e.character_id JOIN ({ACCOUNT}) u ON u.id = c.user_id
    WHERE e.gold > 0 AND e.paid_at IS NULL AND c.deleted_at IS NULL AND u.is_active
        AND (u.banned_until IS NULL OR u.banned_until <= statement_timestamp())
    ORDER BY e.id LIMIT %(batch)s FOR NO KEY UPDATE OF e, c SKIP LOCKED
)
UPDATE game_earnedachievement e SET paid_at = statement_timestamp() FROM due WHERE e.id = due.id
RETURNING e.achievement, e.character_id, e.gold"""  # noqa: S608 (constants of the code)
