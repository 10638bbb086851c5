"""Weekly dues of a clan, and what each member paid of them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from clans.models.clan import Clan
from clans.rules.treasury import DUES_MOST


class Dues(models.Model):
    """A row once a clan has set dues. A change counts from the Monday after it. gold: a week; 0: none."""

    clan = models.OneToOneField(Clan, on_delete=models.CASCADE, related_name="dues")
    gold = models.BigIntegerField()
    set_by = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="+", db_index=False)
    set_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "dues"
        constraints = [models.CheckConstraint(condition=Q(gold__range=(0, DUES_MOST)), name="dues_within_bounds")]

    def __str__(self) -> str:
        return f"dues of clan {self.clan_id}"


class DuesPayment(models.Model):
    """What a member owed and paid for a week. paid: all of it or 0, because nobody is brought into debt. week: its Monday."""

    clan = models.ForeignKey(Clan, on_delete=models.CASCADE, related_name="dues_payments", db_index=False)
    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="dues_payments")
    week = models.DateField()
    owed = models.BigIntegerField()
    paid = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clan", "week", "character"], name="dues_once_per_week_and_member"),
            models.CheckConstraint(condition=Q(paid=0) | Q(paid=models.F("owed")), name="dues_are_paid_whole"),
        ]

    def __str__(self) -> str:
        return f"dues payment {self.pk}"
