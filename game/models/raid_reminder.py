"""Who wants to be told when a raid opens."""

from django.db import models
from django.db.models.functions import Now


class RaidReminder(models.Model):
    """A character that gets a notice when a window's raid opens."""

    character = models.ForeignKey("game.Character", on_delete=models.CASCADE, related_name="raid_reminders", db_index=False)
    window = models.DateTimeField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["character", "window"], name="one_reminder_per_window")]
        # actions/raid_open.py: whom to tell; actions/sweep.py: old ones
        indexes = [models.Index(fields=["window"], name="reminders_of_window")]

    def __str__(self) -> str:
        return f"reminder of {self.character_id}"
