"""Reports of what people wrote: one row per target, reason and day, with everyone who reported it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from game.rules.report import REASONS


class Report(models.Model):
    """target: "letter:12". day: counted from 1970. reporters: how many people filed it; each has one ReportFiling."""

    OPEN, CLOSED = "open", "closed"

    target = models.CharField(max_length=60)
    reason = models.CharField(max_length=20, choices=list(REASONS.items()))
    day = models.PositiveIntegerField()
    about = models.ForeignKey(
        "game.Character", null=True, on_delete=models.PROTECT, related_name="reports_about", help_text="Who wrote it."
    )
    reporters = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, default=OPEN, choices=[(s, s) for s in (OPEN, CLOSED)])
    first_at = models.DateTimeField(db_default=Now())
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reports_closed")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "reason", "day"], name="one_report_per_target_reason_and_day"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True) | Q(state="closed", closed_at__isnull=False),
                name="a_closed_report_says_when",
            ),
        ]
        # admin/report.py: the queue
        indexes = [models.Index(fields=["-reporters", "id"], name="reports_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"{self.target}: {self.reason}"


class ReportFiling(models.Model):
    """One person's report, with an optional remark."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="filings")
    reporter = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="reports_filed")
    remark = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "reporter"], name="one_filing_per_reporter")]

    def __str__(self) -> str:
        return f"filing {self.pk}"
