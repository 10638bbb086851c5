"""A player's own statistics: asked for, computed by the worker, and kept."""

from django.db import models
from django.db.models import Q


class PlayerStats(models.Model):
    """state: pending until the worker takes it, running until leased_until; then another worker may take it up again.
    attempts: since it was asked for. progress: the sums so far (queries/stats.py: StatsSums), counted up to the battle counted_to;
    a computation goes on from them. data: the sums that were complete at computed_at, empty before. All times are the database's."""

    PENDING, RUNNING, DONE, FAILED = "pending", "running", "done", "failed"
    STATES = {PENDING: "pending", RUNNING: "running", DONE: "done", FAILED: "failed"}

    character = models.OneToOneField("game.Character", on_delete=models.CASCADE, related_name="own_stats")
    state = models.CharField(max_length=10, choices=list(STATES.items()))
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    computed_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    counted_to = models.BigIntegerField(default=0)
    progress = models.JSONField(default=dict)
    data = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "player stats"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["pending", "running", "done", "failed"]), name="stats_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="running", leased_until__isnull=False) | (~Q(state="running") & Q(leased_until__isnull=True)),
                name="running_stats_are_leased",
            ),
            models.CheckConstraint(condition=~Q(state="done") | Q(computed_at__isnull=False), name="done_stats_say_when"),
        ]
        indexes = [
            # actions/stats.py: the next to compute; queries/stats.py: how many come before
            models.Index(fields=["asked_at", "id"], name="stats_to_compute", condition=Q(state__in=["pending", "running"]))
        ]

    def __str__(self) -> str:
        return f"statistics of {self.character_id}"
