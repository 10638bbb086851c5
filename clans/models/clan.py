"""A clan: name, tag, crest, charter, bank. Its row is locked by whoever changes its members, ranks or leader."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from clans.models.ids import ClanId
from clans.rules.clan import ADMISSIONS
from clans.rules.crest import crest_slug, stored_crest
from clans.rules.level import LEVEL_MOST


class Clan(models.Model):
    """leader: None once it is disbanded. size: how many members it has. holds_names: whether name and tag are still taken; a disbanded
    clan keeps them for 30 days. crest: what it was drawn from (rules/crest.py). charter_html: the charter as it was rendered on saving.
    contribution: what its level comes from. perks: slugs of rules/perk.py that it bought.
    leader_warned_at: when a leader who is away was given notice."""

    if TYPE_CHECKING:
        id: models.BigAutoField[int, ClanId]
    name = models.CharField(max_length=20)
    skeleton = models.CharField(max_length=40, help_text="The name with look-alike letters folded together.")
    tag = models.CharField(max_length=3)
    faction = models.CharField(max_length=10, choices=[("vampire", "Vampire"), ("werewolf", "Werewolf")])
    admission = models.CharField(max_length=12, default="application", choices=list(ADMISSIONS.items()))
    crest = models.JSONField(default=dict)
    charter = models.TextField(blank=True)
    charter_html = models.TextField(blank=True)
    account = models.OneToOneField("game.LedgerAccount", on_delete=models.PROTECT, related_name="clan")
    leader = models.ForeignKey("game.Character", null=True, on_delete=models.PROTECT, related_name="leads")
    founder = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="founded")
    size = models.PositiveIntegerField(default=1)
    level = models.PositiveSmallIntegerField(default=1)
    contribution = models.BigIntegerField(default=0)
    perks = ArrayField(models.CharField(max_length=20), default=list, db_default=[], blank=True)
    founded_at = models.DateTimeField(db_default=Now())
    disbanded_at = models.DateTimeField(null=True)
    holds_names = models.BooleanField(default=True)
    leader_warned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # queries/ladder.py: the living clans in the two orders of the list
            models.Index(
                fields=["-level", "-contribution", "id"], name="ladder_by_level", condition=Q(disbanded_at__isnull=True)
            ),
            models.Index(
                fields=["-size", "-contribution", "id"], name="ladder_by_size", condition=Q(disbanded_at__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(Lower("name"), condition=Q(holds_names=True), name="clan_name_unique_without_case"),
            models.UniqueConstraint(fields=["skeleton"], condition=Q(holds_names=True), name="clan_name_has_no_look_alike"),
            models.UniqueConstraint(fields=["tag"], condition=Q(holds_names=True), name="clan_tag_unique"),
            models.CheckConstraint(condition=Q(tag__regex=r"^[A-Z]{3}$"), name="clan_tag_has_three_letters"),
            models.CheckConstraint(condition=Q(faction__in=["vampire", "werewolf"]), name="clan_faction_is_known"),
            models.CheckConstraint(condition=Q(admission__in=list(ADMISSIONS)), name="clan_admission_is_known"),
            models.CheckConstraint(condition=Q(level__range=(1, LEVEL_MOST)), name="clan_level_within_bounds"),
            models.CheckConstraint(condition=Q(contribution__gte=0), name="clan_contribution_never_negative"),
            # Together with one_leader_per_clan and the trigger of migration 0001: a clan always has exactly one leader.
            models.CheckConstraint(
                condition=Q(disbanded_at__isnull=True, leader__isnull=False, size__gte=1)
                | Q(disbanded_at__isnull=False, leader__isnull=True, size=0),
                name="a_clan_has_a_leader_until_it_is_disbanded",
            ),
            models.CheckConstraint(
                condition=Q(holds_names=True) | Q(disbanded_at__isnull=False), name="a_living_clan_holds_its_names"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} [{self.tag}]"

    @property
    def picture(self) -> str:
        """The crest's name in the address of its picture."""
        return crest_slug(self.tag, stored_crest(self.crest))
