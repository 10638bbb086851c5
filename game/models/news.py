"""The news of the city: what happened, once for each happening, with the people as references."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from game.models.ids import NewsId


class NewsEntry(models.Model):
    """kind: of queries/news_kinds.py. key: what it is about, within its kind. at: when it happened.

    text: plain text with {0}, {1} … for the people, whose ids are in `people`, and behind them for the subjects, whose codes ("clan:12")
    are in `subjects` (queries/news_subjects.py). Names are read when it is shown, so no name is stored here, and an erased one is gone
    at once. link: a path of this site. hidden_at: the staff hid it.
    written_by: of an entry of the staff; its text has no people.
    """

    TITLE_MAX, TEXT_MAX = 100, 400

    if TYPE_CHECKING:
        id: models.BigAutoField[int, NewsId]
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    at = models.DateTimeField(db_default=Now())
    text = models.CharField(max_length=TEXT_MAX)
    link = models.CharField(max_length=200, blank=True)
    people = ArrayField(models.BigIntegerField(), default=list, db_default=[], blank=True)
    subjects = ArrayField(models.CharField(max_length=40), default=list, db_default=[], blank=True)
    recorded_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    hidden_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "news entries"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="a_happening_is_told_once"),
            models.CheckConstraint(condition=~Q(text=""), name="news_say_something"),
        ]
        indexes = [
            # queries/news.py: a page, newest first
            models.Index(fields=["-at", "-id"], name="news_shown", condition=Q(hidden_at__isnull=True)),
            # a page of one kind
            models.Index(fields=["kind", "-at", "-id"], name="news_of_kind", condition=Q(hidden_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"news {self.pk}"


class NewsPosition(models.Model):
    """Up to where a source of news was read: the id of a row, or the highest figure that was told."""

    name = models.CharField(max_length=20, primary_key=True)
    value = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
