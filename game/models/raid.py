"""A raid: one appearance of a world boss, from the gathering to its end."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from game.models.ids import RaidId


class Raid(models.Model):
    """state: "open" until an action has settled the raid; what people see meanwhile is computed (rules/raid.py: state_at).

    window: of a scheduled raid. health: the boss's health at the start, below hp_max if it kept damage from an earlier raid.
    hp, number, counted, hunters, vampire, werewolf, top, latest: what the last fold counted (rules/raid_fold.py: RaidTally).
    seq: counts the updates that the room was sent. target, phases: the boss as the content had it when the raid was made.
    gold: what a hit is worth. All times are the database's own.
    """

    OPEN, WON, ESCAPED, CALLED_OFF = "open", "won", "escaped", "called_off"
    STATES = {OPEN: "open", WON: "won", ESCAPED: "escaped", CALLED_OFF: "called off"}

    if TYPE_CHECKING:
        id: models.BigAutoField[int, RaidId]
    boss = models.CharField(max_length=60)
    window = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, default=OPEN, choices=list(STATES.items()))
    opened_at = models.DateTimeField(db_default=Now())
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True, help_text="Why it was called off.")
    hp_max = models.BigIntegerField()
    health = models.BigIntegerField()
    hp = models.BigIntegerField()
    target = models.JSONField()
    phases = models.JSONField()
    rules_version = models.PositiveSmallIntegerField()
    gold = models.PositiveIntegerField()
    seq = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0)
    hunters = models.PositiveIntegerField(default=0)
    vampire = models.BigIntegerField(default=0)
    werewolf = models.BigIntegerField(default=0)
    top = models.JSONField(default=list)
    latest = models.JSONField(default=list)
    killing_hit = models.BigIntegerField(null=True)
    folded_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window"], name="a_window_has_one_raid"),
            models.CheckConstraint(condition=Q(state__in=["open", "won", "escaped", "called_off"]), name="raid_state_is_known"),
            models.CheckConstraint(
                condition=Q(hp__gte=0, hp__lte=F("health"), health__gt=0, health__lte=F("hp_max")), name="raid_health_in_order"
            ),
            models.CheckConstraint(
                condition=Q(hp=F("health") - F("vampire") - F("werewolf")), name="raid_damage_is_the_health_that_is_gone"
            ),
            models.CheckConstraint(
                condition=Q(opened_at__lte=F("starts_at"), starts_at__lt=F("ends_at")), name="raid_times_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state="open")
                | Q(state="won", hp=0, killing_hit__isnull=False)
                | (Q(state__in=["escaped", "called_off"]) & Q(hp__gt=0, killing_hit__isnull=True)),
                name="a_won_raid_has_a_killing_blow",
            ),
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True) | (~Q(state="open") & Q(ended_at__isnull=False)),
                name="an_ended_raid_says_when",
            ),
        ]
        indexes = [
            # queries/raid.py: the raids that are on; few rows
            models.Index(fields=["id"], name="raids_open", condition=Q(state="open")),
            # actions/raid_open.py: the last raid of a boss
            models.Index(fields=["boss", "-id"], name="raids_of_boss"),
            # actions/raid_pay.py: what has to be paid
            models.Index(fields=["id"], name="raids_unpaid", condition=~Q(state="open") & Q(paid_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"raid {self.pk}"
