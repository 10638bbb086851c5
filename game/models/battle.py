"""A fight with all its inputs: anyone can replay it blow for blow."""

from django.db import models
from django.db.models.functions import Now


class Battle(models.Model):
    """inputs: rules.battle.BattleInputs as {encounters, hunter, prey}, and event if one changed the reward; outcome:
    rules.battle.HuntOutcome as {prey, fight, xp, gold, loot}. The key "prey" is the stored name of the monster."""

    character = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="battles", db_index=False)
    place = models.CharField(max_length=60)
    monster = models.CharField(max_length=60)
    won = models.BooleanField()
    xp = models.PositiveIntegerField("XP")
    gold = models.PositiveIntegerField()
    levels = models.PositiveSmallIntegerField(default=0, help_text="Levels won by it.")
    seed = models.ForeignKey("game.DiceSeed", on_delete=models.PROTECT, related_name="battles", db_index=False)
    nonce = models.PositiveIntegerField()
    rules_version = models.PositiveSmallIntegerField()
    content_hash = models.CharField(max_length=16)
    inputs = models.JSONField()
    outcome = models.JSONField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seed", "nonce"], name="a_nonce_is_used_once")]
        indexes = [models.Index(fields=["character", "-id"], name="battles_of_character")]  # queries/battle.py

    def __str__(self) -> str:
        return f"battle {self.pk}"
