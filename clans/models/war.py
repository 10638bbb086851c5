"""A war between two clans: its times, its escrow, its sides, its fighters, and the curve of its score."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from clans.models.clan import Clan
from clans.models.ids import WarId
from clans.rules.war import OUTCOMES, SIDES


class War(models.Model):
    """Open from its declaration until it is settled; it begins after the notice. escrow: holds what both sides paid. places: how many
    fighters of each side count. begun_at: when its beginning was told. counted_to: deeds up to this moment are counted. floors: by source of
    points (queries/war_sources.py), an id up to which no row has to be read again. reason: of the staff, if they ended it."""

    OPEN, ENDED = "open", "ended"

    if TYPE_CHECKING:
        id: models.BigAutoField[int, WarId]
    state = models.CharField(max_length=10, default=OPEN, choices=[(OPEN, "Open"), (ENDED, "Ended")])
    escrow = models.OneToOneField("game.LedgerAccount", on_delete=models.PROTECT, related_name="war")
    fee = models.PositiveIntegerField()
    places = models.PositiveSmallIntegerField()
    declared_at = models.DateTimeField(db_default=Now())
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True)
    counted_to = models.DateTimeField()
    floors = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True, choices=[(o, o.capitalize()) for o in OUTCOMES])
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True, outcome="")
                | Q(state="ended", ended_at__isnull=False, outcome__in=OUTCOMES),
                name="an_ended_war_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(begins_at__gt=models.F("declared_at"), ends_at__gt=models.F("begins_at")),
                name="a_war_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(fee__gt=0), name="a_war_has_a_fee"),
        ]
        # actions/war_job.py: wars to begin, to count and to settle
        indexes = [models.Index(fields=["ends_at"], name="open_wars", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"war {self.pk}"


class WarSide(models.Model):
    """One of the two clans of a war. paid: into the escrow. got: out of it. level: the average of its fighters at the declaration. score: of
    its best fighters. rating: before and after. by: who declared or answered."""

    war = models.ForeignKey(War, on_delete=models.PROTECT, related_name="sides", db_index=False)
    clan = models.ForeignKey(Clan, on_delete=models.PROTECT, related_name="war_sides", db_index=False)
    side = models.CharField(max_length=10, choices=[(side, side.capitalize()) for side in SIDES])
    is_open = models.BooleanField(default=True)
    by = models.ForeignKey("game.Character", null=True, on_delete=models.PROTECT, related_name="+")
    paid = models.PositiveIntegerField(default=0)
    got = models.PositiveIntegerField(default=0)
    fighters = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    score = models.BigIntegerField(default=0)
    rating_before = models.IntegerField(null=True)
    rating_after = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["war", "side"], name="a_war_has_one_clan_on_each_side"),
            models.UniqueConstraint(fields=["clan"], condition=Q(is_open=True), name="one_open_war_per_clan"),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="war_side_is_known"),
        ]
        # queries/war.py: the wars of a clan, the newest first
        indexes = [models.Index(fields=["clan", "-war"], name="wars_of_clan")]

    def __str__(self) -> str:
        return f"{self.side} of war {self.war_id}"


class WarFighter(models.Model):
    """Who was a member of a side when war was declared. left_at: since when nothing counts any more, because he or she left the clan."""

    war = models.ForeignKey(War, on_delete=models.PROTECT, related_name="fighters", db_index=False)
    side = models.ForeignKey(WarSide, on_delete=models.PROTECT, related_name="rows", db_index=False)
    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="wars", db_index=False)
    points = models.BigIntegerField(default=0)
    left_at = models.DateTimeField(null=True)

    class Meta:
        # also actions/war_fighters.py: the open war of somebody who leaves
        constraints = [models.UniqueConstraint(fields=["character", "war"], name="one_side_per_fighter")]
        # queries/war.py: the fighters of a war
        indexes = [models.Index(fields=["war", "-points"], name="fighters_of_war")]

    def __str__(self) -> str:
        return f"fighter {self.character_id} of war {self.war_id}"


class WarScore(models.Model):
    """A point of the curve: both scores after a count that changed one of them."""

    war = models.ForeignKey(War, on_delete=models.CASCADE, related_name="curve", db_index=False)
    at = models.DateTimeField()
    attacker = models.BigIntegerField()
    defender = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["war", "at"], name="one_score_per_moment")]

    def __str__(self) -> str:
        return f"score of war {self.war_id}"


class WarStanding(models.Model):
    """A clan's place among all: its rating (rules/war.py: rated) and its wars. A row from its first settled war on."""

    clan = models.OneToOneField(Clan, primary_key=True, on_delete=models.CASCADE, related_name="standing")
    rating = models.IntegerField()
    wins = models.PositiveIntegerField(default=0)
    losses = models.PositiveIntegerField(default=0)
    draws = models.PositiveIntegerField(default=0)
    points = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(rating__gte=0), name="a_rating_is_never_negative")]
        # queries/war_ladder.py: the first places
        indexes = [models.Index(fields=["-rating", "clan"], name="clans_by_rating")]

    def __str__(self) -> str:
        return f"standing of clan {self.clan_id}"
