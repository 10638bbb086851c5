"""Paying for seasons: each frozen reward once, as a letter of the city with the gold in its escrow."""

from itertools import groupby

from django.db import connection
from msgspec import Struct

from accounts.queries.sql_parts import ACCOUNT
from game.actions.city_letters import CityLetter, deliver_all
from game.actions.transaction import in_transaction
from game.models.ids import CharacterId
from game.models.notice_choice import REWARD
from game.queries.board_kinds import board_kinds

SOURCE = "faucet:season"
BATCH = 1_000
"""Rewards of one transaction."""


class RewardToPay(Struct, frozen=True):
    """season: its number. is_erased: the account is gone for good."""

    id: int
    season: int
    board: str
    rank: int
    character: CharacterId
    gold: int
    title: str
    score: int
    is_erased: bool


def pay_seasons() -> dict[str, int]:
    """Pay what ended seasons owe, in batches. Two at once share the work, and one that is stopped pays whole batches or nothing of
    them. Counts: paid, erased (accounts that get nothing; their rewards count as paid).

    A reward waits while its player is suspended, or has closed the account or deleted the character: a later run pays it if that ends.
    """
    counts = {"paid": 0, "erased": 0}
    while batch := in_transaction(_pay_batch):
        counts["paid"] += sum(not one.is_erased for one in batch)
        counts["erased"] += sum(one.is_erased for one in batch)
    return counts


def _pay_batch() -> list[RewardToPay]:
    """What it paid. One statement, and four for each season of which a reward is in the batch."""
    rewards = _take()
    alive = [one for one in rewards if not one.is_erased]
    for season, group in groupby(alive, lambda one: one.season):
        letters = [_letter(one) for one in group]
        deliver_all(letters, kind=REWARD, source=SOURCE, reason="season", reference=f"season:{season}")
    return rewards


def _take() -> list[RewardToPay]:
    """The next rewards, marked as paid and locked with their characters until the commit. What another transaction has locked is
    left for the next run, so nothing waits here. The character's lock keeps an erasure away until its letter is written."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, {"batch": BATCH})
        return sorted((RewardToPay(*row) for row in cursor.fetchall()), key=lambda one: (one.season, one.id))


def _letter(reward: RewardToPay) -> CityLetter:
    board = board_kinds().get(reward.board)
    title, unit = (board.title, board.season_unit or board.unit) if board else (reward.board, "points")
    text = (
        f"Season {reward.season} is over, and the clerks have stopped counting. On the board “{title}” you stand in place "
        f"{reward.rank:,} with {reward.score:,} {unit}. That makes you: {reward.title.lower()}.\n\n"
        f"The city does not love its champions, but it pays them. {reward.gold:,} gold lie in this letter; take them out "
        f"before they go stale.\n\nYour name is written down at /hall/{reward.season}/."
    )
    return CityLetter(reward.character, f"Season {reward.season}, {title}: place {reward.rank:,}", text, reward.gold)


# Served by season_rewards_to_pay.
_TAKE = f"""WITH due AS MATERIALIZED (
    SELECT r.id, r.season_id, r.board, r.rank, c.user_id IS NULL AS is_erased
    FROM game_seasonreward r JOIN game_character c ON c.id = r.character_id LEFT JOIN ({ACCOUNT}) u ON u.id = c.user_id
    WHERE r.paid_at IS NULL AND (c.user_id IS NULL OR (c.deleted_at IS NULL AND u.is_active
        AND (u.banned_until IS NULL OR u.banned_until <= statement_timestamp())))
    ORDER BY r.id LIMIT %(batch)s
    FOR NO KEY UPDATE OF r, c SKIP LOCKED
)
UPDATE game_seasonreward r SET paid_at = statement_timestamp()
FROM due JOIN game_season s ON s.id = due.season_id
    LEFT JOIN game_seasonrank k ON k.season_id = due.season_id AND k.board = due.board AND k.rank = due.rank
WHERE r.id = due.id
RETURNING r.id, s.number, r.board, r.rank, r.character_id, r.gold, r.title, coalesce(k.score, 0), due.is_erased"""  # noqa: S608 (constants of the code)
