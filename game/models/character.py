"""A player's character. Its gold is a balance of the ledger; energy and health are (value, at) pairs."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now

from game.models.ids import CharacterId
from game.rules import tuning


class Character(models.Model):
    """Attributes are points without gear. user is None after the account was erased; the ledger keeps the row as a holder.

    version: of the row as it was read (Postgres' xmin), where the reader asked for it; actions/optimistic_action.py needs it.
    has_others: whether the account has other characters, also ones deleted lately; None where the reader did not ask.
    raid_now: the raid that was on when the row was read (queries/raid_now.py: RaidNow), where the reader asked for it.
    events_now: the events of the world that were on then (queries/event_now.py: EventNow).
    unread: how many notices and letters are unread (queries/notices.py: Unread), where the reader asked for it.
    """

    if TYPE_CHECKING:
        id: models.BigAutoField[int, CharacterId]
    version: str | None = None
    has_others: bool | None = None
    raid_now: Any = None
    events_now: Any = ()
    unread: Any = None

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="characters")
    name = models.CharField(max_length=20)
    skeleton = models.CharField(max_length=40, help_text="The name with look-alike letters folded together.")
    faction = models.CharField(max_length=10, choices=[("vampire", "Vampire"), ("werewolf", "Werewolf")])
    class_slug = models.CharField("class", max_length=60)
    emblem = models.PositiveSmallIntegerField(default=0)
    level = models.PositiveSmallIntegerField(default=1)
    xp = models.BigIntegerField("XP", default=0)
    gold = models.BigIntegerField(default=0)
    unspent = models.PositiveIntegerField(default=0, help_text="Attribute points to spend.")
    strength = models.PositiveSmallIntegerField(default=10)
    dexterity = models.PositiveSmallIntegerField(default=10)
    intellect = models.PositiveSmallIntegerField(default=10)
    vitality = models.PositiveSmallIntegerField(default=10)
    luck = models.PositiveSmallIntegerField(default=10)
    wisdom = models.PositiveSmallIntegerField(default=10)
    energy = models.PositiveIntegerField(default=tuning.ENERGY_MAX)
    energy_at = models.DateTimeField(db_default=Now())
    hp = models.IntegerField(default=1_000_000, help_text="Health at hp_at; above the maximum it reads as full.")
    hp_at = models.DateTimeField(db_default=Now())
    loadout = ArrayField(models.CharField(max_length=60), default=list, size=tuning.LOADOUT_SIZE, blank=True)
    place = models.CharField(max_length=60, blank=True, help_text="Where it hunted last.")
    hunts = models.PositiveIntegerField(default=0)
    kills = models.PositiveIntegerField(default=0)
    raid_hits = models.PositiveIntegerField(default=0, db_default=0, help_text="Hits on the bosses of raids.")
    raid_damage = models.BigIntegerField(default=0, db_default=0, help_text="Damage in raids that were paid for.")
    gold_earned = models.BigIntegerField(default=0)
    streak_days = models.PositiveSmallIntegerField(default=0)
    streak_day = models.PositiveIntegerField(default=0, help_text="Day of the last claimed mission, counted from 1970.")
    title = models.CharField(
        max_length=60, blank=True, default="", db_default="", help_text="The title that it wears, by slug."
    )
    clan_tag = models.CharField(
        max_length=3, blank=True, default="", db_default="", help_text="Written by clans, above this app."
    )
    clan_bonus = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="Percent more XP, from its clan.")
    mentor_bonus = models.PositiveSmallIntegerField(default=0, db_default=0, help_text="Percent more XP, as a mentor.")
    creation_key = models.CharField(max_length=64, null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now())
    seen_at = models.DateTimeField(db_default=Now())
    hunted_at = models.DateTimeField(null=True, editable=False, help_text="When it hunted last.")
    hunted_times = models.PositiveSmallIntegerField(
        default=1, db_default=1, editable=False, help_text="How many hunts its last action of hunting made."
    )
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("name"), name="name_unique_without_case"),
            models.UniqueConstraint(fields=["skeleton"], name="name_has_no_look_alike"),
            models.UniqueConstraint(fields=["user", "creation_key"], name="character_made_once_per_key"),
            models.CheckConstraint(condition=Q(gold__gte=0), name="gold_never_negative"),
            models.CheckConstraint(condition=Q(xp__gte=0), name="xp_never_negative"),
            models.CheckConstraint(condition=Q(hp__gte=0), name="hp_never_negative"),
            models.CheckConstraint(condition=Q(level__range=(1, tuning.LEVEL_MAX)), name="level_within_1_and_60"),
            models.CheckConstraint(condition=Q(faction__in=["vampire", "werewolf"]), name="faction_is_known"),
            models.CheckConstraint(
                condition=Q(clan_bonus__lte=tuning.BONUS_MOST, mentor_bonus__lte=tuning.BONUS_MOST),
                name="bonuses_within_15_percent",
            ),
        ]
        indexes = [
            # There is none on what a hunt changes (level, xp, kills, gold, seen_at): with one, each hunt would update every
            # index of the row. The leaderboards read the whole table instead, every five minutes (actions/boards.py).
            # actions/sweep.py: characters that cannot be restored any more
            models.Index(fields=["deleted_at"], name="character_deleted", condition=Q(deleted_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def fights(self) -> int:
        """What wears equipment: hunts and hits in raids."""
        return self.hunts + self.raid_hits

    @property
    def earned(self) -> int:
        """Gold that was earned: gold_earned without the gold with which the character began."""
        return max(0, self.gold_earned - tuning.START_GOLD)

    @property
    def attributes(self) -> dict[str, int]:
        """Points by the rules' names."""
        return {
            "str": self.strength,
            "dex": self.dexterity,
            "int": self.intellect,
            "vit": self.vitality,
            "lck": self.luck,
            "wis": self.wisdom,
        }

    @attributes.setter
    def attributes(self, points: dict[str, int]) -> None:
        for name, field in ATTRIBUTE_FIELDS.items():
            setattr(self, field, points[name])


ATTRIBUTE_FIELDS = {
    "str": "strength",
    "dex": "dexterity",
    "int": "intellect",
    "vit": "vitality",
    "lck": "luck",
    "wis": "wisdom",
}
"""The rules' attribute names and the columns that hold them."""
