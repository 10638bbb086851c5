"""Reports of what people wrote: one row per target, reason and day, with everyone who reported it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from game.rules.report import REASONS


class Report(models.Model):
    """target: "letter:12". day: counted from 1970. reporters: how many people filed it; each has one ReportFiling.

    quote: what a reporter saw, where that may change, such as a name. trust: the sum of that of its filings. urgency: the order of
    the queue (rules/report_score.py). outcome: of a closed report. Until claimed_until, the one who claimed it decides it.
    """

    OPEN, CLOSED = "open", "closed"
    UPHELD, DISMISSED = "upheld", "dismissed"

    target = models.CharField(max_length=60)
    reason = models.CharField(max_length=20, choices=list(REASONS.items()))
    day = models.PositiveIntegerField()
    about = models.ForeignKey(
        "game.Character", null=True, on_delete=models.PROTECT, related_name="reports_about", help_text="Who wrote it."
    )
    quote = models.CharField(max_length=300, blank=True, default="", db_default="")
    reporters = models.PositiveIntegerField(default=0)
    trust = models.FloatField(default=0.0, db_default=0.0)
    urgency = models.FloatField(default=0.0, db_default=0.0)
    state = models.CharField(max_length=10, default=OPEN, choices=[(s, s) for s in (OPEN, CLOSED)])
    outcome = models.CharField(
        max_length=10, blank=True, default="", db_default="", choices=[(s, s) for s in (UPHELD, DISMISSED)]
    )
    first_at = models.DateTimeField(db_default=Now())
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reports_claimed"
    )
    claimed_until = models.DateTimeField(null=True)
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
        indexes = [models.Index(fields=["-urgency", "id"], name="reports_by_urgency", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"{self.target}: {self.reason}"


class ReportFiling(models.Model):
    """One person's report, with an optional remark. trust: by the reporter's record at that moment (rules/report_score.py)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="filings")
    reporter = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="reports_filed")
    remark = models.CharField(max_length=300, blank=True)
    trust = models.FloatField(default=1.0, db_default=1.0)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "reporter"], name="one_filing_per_reporter")]

    def __str__(self) -> str:
        return f"filing {self.pk}"
