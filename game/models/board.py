"""The boards as they were counted last: one snapshot for each board and scope, and its first thousand characters."""

from django.db import models
from django.db.models import Deferrable, Q


class BoardSnapshot(models.Model):
    """board: a slug of queries/board_kinds.py. scope: all_time or season. season: the number of the season that was on, for its
    scope. characters: how many are ranked. removals: how often somebody was taken off since. There is one for each board and
    scope; a count replaces them all in one transaction.

    histogram: pairs [highest score, characters] of each part of the world, from the lowest scores to the highest; the parts
    have about the same size, and are finer at the top.
    """

    ALL_TIME, SEASON = "all_time", "season"
    SCOPES = (ALL_TIME, SEASON)

    board = models.CharField(max_length=30)
    scope = models.CharField(max_length=10)
    season = models.PositiveIntegerField(null=True)
    taken_at = models.DateTimeField()
    characters = models.PositiveIntegerField()
    removals = models.PositiveIntegerField(default=0, db_default=0)
    histogram = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="all_time", season__isnull=True) | Q(scope="season", season__isnull=False),
                name="board_scope_is_known",
            ),
        ]
        # queries/board.py: the newest of a board
        indexes = [models.Index(fields=["board", "scope", "-id"], name="newest_board")]

    def __str__(self) -> str:
        return f"{self.board}, {self.scope}"


class BoardEntry(models.Model):
    """A character on a snapshot. score: what it is ranked by. value: what pages show. The character's key has no constraint in
    the database: the count locks no character, and a character's row is never deleted."""

    snapshot = models.ForeignKey(BoardSnapshot, on_delete=models.CASCADE, related_name="entries", db_index=False)
    rank = models.PositiveIntegerField()
    character = models.ForeignKey(
        "game.Character", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    score = models.BigIntegerField()
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            # Checked at the end of a statement, because a removal moves many ranks at once.
            models.UniqueConstraint(
                fields=["snapshot", "rank"], name="one_character_per_rank", deferrable=Deferrable.IMMEDIATE
            ),
            models.UniqueConstraint(fields=["character", "snapshot"], name="a_character_has_one_rank_on_a_board"),
            models.CheckConstraint(condition=Q(rank__gte=1, score__gt=0), name="a_rank_is_earned"),
        ]

    def __str__(self) -> str:
        return f"rank {self.rank}"
