"""A mission that was dealt to a character: its progress, and whether its reward was claimed."""

from django.db import models
from django.db.models import F, Q


class DailyMission(models.Model):
    """day: days since 1970-01-01 UTC. target and rewards are copied when dealt, so that a change of content is fair."""

    character = models.ForeignKey("game.Character", on_delete=models.CASCADE, related_name="missions", db_index=False)
    mission = models.CharField(max_length=60)
    day = models.PositiveIntegerField()
    target = models.PositiveIntegerField()
    progress = models.PositiveIntegerField(default=0)
    gold = models.PositiveIntegerField()
    xp = models.PositiveIntegerField("XP")
    claimed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="When the evening's notice told of the reward.")

    class Meta:
        db_table = "game_missiontask"  # the table keeps its name: the version before runs beside this one during a deploy
        constraints = [
            models.UniqueConstraint(fields=["character", "day", "mission"], name="a_mission_once_a_day"),
            models.CheckConstraint(condition=Q(progress__lte=F("target")), name="progress_within_target"),
            models.CheckConstraint(condition=Q(target__gte=1), name="a_mission_asks_something"),
            models.CheckConstraint(
                condition=Q(claimed_at__isnull=True) | Q(progress=F("target")), name="only_done_missions_are_claimed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mission} {self.progress}/{self.target}"
