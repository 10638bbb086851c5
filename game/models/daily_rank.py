"""Once a day everybody is ranked on every board; the ranks of those who play are kept for eight weeks."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class RankCount(models.Model):
    """One count of all ranks. day: counted from 1970, UTC. boards: "kills:season" and so on, in the order of DailyRank.ranks.
    characters: how many are ranked on each board, in the same order."""

    day = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    boards = ArrayField(models.CharField(max_length=45))
    characters = ArrayField(models.PositiveIntegerField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day"], name="ranks_are_counted_once_a_day")]

    def __str__(self) -> str:
        return f"ranks of day {self.day}"


class DailyRank(models.Model):
    """A character's ranks in a count; 0 where it is not ranked. The keys have no constraint in the database, because a million
    rows are written at once; a character's row is never deleted, and a count only with its ranks.

    The primary key serves all three reads: a character's ranks over time, one rank, and the deletion of a count.
    """

    pk = models.CompositePrimaryKey("count", "character")
    count = models.ForeignKey(RankCount, on_delete=models.CASCADE, related_name="ranks", db_index=False, db_constraint=False)
    character = models.ForeignKey(
        "game.Character", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    ranks = ArrayField(models.IntegerField())

    def __str__(self) -> str:
        return f"ranks of {self.character_id}"
