"""An event of the world: for a time, hunts give more or less. Blood Moons follow the calendar; the staff make others."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from game.models.ids import EventId
from game.rules.tuning import EVENT_PERCENT_LEAST, EVENT_PERCENT_MOST

LONGEST = timedelta(days=31)
_BOUNDS = (EVENT_PERCENT_LEAST, EVENT_PERCENT_MOST)


class GameEvent(models.Model):
    """It is on from starts_at until ends_at, by the database's clock, unless it was stopped (stopped_at). No job begins or ends it.

    xp_percent, gold_percent, drop_percent: 100 changes nothing. marked: slugs of monsters that it is about; an empty list means
    all of them. A slug may have left the catalogue since. made_by: None for a Blood Moon. reason: why it was made, for the staff.
    """

    BLOOD_MOON, STAFF = "blood_moon", "staff"
    KINDS = {BLOOD_MOON: "Blood Moon", STAFF: "by the staff"}
    TITLE_MAX, TEXT_MAX = 60, 400

    if TYPE_CHECKING:
        id: models.BigAutoField[int, EventId]
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    title = models.CharField(max_length=TITLE_MAX)
    text = models.CharField(max_length=TEXT_MAX, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    xp_percent = models.PositiveSmallIntegerField("XP percent", default=100)
    gold_percent = models.PositiveSmallIntegerField(default=100)
    drop_percent = models.PositiveSmallIntegerField(default=100)
    marked = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["blood_moon", "staff"]), name="event_kind_is_known"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="event_times_in_order"),
            models.CheckConstraint(
                condition=Q(xp_percent__range=_BOUNDS, gold_percent__range=_BOUNDS, drop_percent__range=_BOUNDS),
                name="event_percents_in_bounds",
            ),
            # queries/event_now.py looks no further back
            models.CheckConstraint(condition=Q(ends_at__lte=F("starts_at") + LONGEST), name="an_event_lasts_a_month_at_most"),
            models.UniqueConstraint(
                fields=["kind", "starts_at"], condition=Q(kind="blood_moon"), name="a_blood_moon_rises_once"
            ),
        ]
        indexes = [
            # queries/event_now.py: what is on; queries/event.py: what is on or comes
            models.Index(fields=["ends_at", "starts_at"], name="events_not_over", condition=Q(stopped_at__isnull=True)),
            # queries/event.py: what is over
            models.Index(fields=["-starts_at"], name="events_by_start"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.pk})"
