"""How a season ended: the final ranks of each character, and the first hundred of each board."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from game.rules.season_reward import PLACES


class SeasonResult(models.Model):
    """A character that was ranked on a board at least. ranks, scores: in the order of the season's boards; rank None: not ranked.

    The foreign keys are not checked by the database, for the reason that SeasonBaseline gives.
    """

    season = models.ForeignKey(
        "game.Season", on_delete=models.PROTECT, related_name="results", db_index=False, db_constraint=False
    )
    character = models.ForeignKey(
        "game.Character", on_delete=models.PROTECT, related_name="season_results", db_index=False, db_constraint=False
    )
    ranks = ArrayField(models.IntegerField(null=True))
    scores = ArrayField(models.BigIntegerField())

    class Meta:
        # In the order in which results are written. queries/hall.py finds the seasons of a character by it: there are few seasons. It is given
        # as expressions because of those the database has an index, which a migration can build while people play, and no constraint.
        constraints = [models.UniqueConstraint("season", "character", name="one_result_in_each_season")]

    def __str__(self) -> str:
        return f"result of {self.character_id} in season {self.season_id}"


class SeasonRank(models.Model):
    """A place in the hall of fame. name: as it was when the season ended; empty once the account was erased."""

    season = models.ForeignKey("game.Season", on_delete=models.PROTECT, related_name="ranks", db_index=False)
    board = models.CharField(max_length=20)
    rank = models.PositiveSmallIntegerField()
    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="season_ranks", db_index=False)
    name = models.CharField(max_length=20, blank=True)
    score = models.BigIntegerField()

    class Meta:
        constraints = [
            # queries/hall.py: a board of a season
            models.UniqueConstraint(fields=["season", "board", "rank"], name="one_character_per_season_place"),
            # actions/forget.py: the places of a character
            models.UniqueConstraint(fields=["character", "season", "board"], name="one_season_place_per_board"),
            models.CheckConstraint(condition=Q(rank__range=(1, PLACES)), name="season_place_within_the_first_hundred"),
            models.CheckConstraint(condition=Q(score__gt=0), name="season_score_is_above_nothing"),
        ]

    def __str__(self) -> str:
        return f"place {self.rank} of {self.board} in season {self.season_id}"
