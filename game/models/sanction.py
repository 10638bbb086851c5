"""What the staff imposed on an account: warnings, mutes, suspensions, bans. The account's own columns say what holds now."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from game.rules.sanctions import BAN, BANNING, KINDS, MUTE, SUSPENSION, WARNING


class Sanction(models.Model):
    """reason: as the player reads it. text: the prewritten one that it came from. staff: None for one from before this table.
    ends_at: None for a warning and for what has no end. lifted_why: by an appeal, by the staff, or replaced by a shorter one."""

    APPEAL, STAFF, REPLACED = "appeal", "staff", "replaced"
    LIFTED = {APPEAL: "after an appeal", STAFF: "by the staff", REPLACED: "replaced by another"}

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sanctions", db_index=False)
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    reason = models.CharField(max_length=300, blank=True)
    text = models.ForeignKey("game.SanctionText", null=True, on_delete=models.SET_NULL, related_name="+")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="sanctions_imposed")
    report = models.ForeignKey("game.Report", null=True, on_delete=models.PROTECT, related_name="sanctions")
    starts_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="sanctions_lifted"
    )
    lifted_why = models.CharField(max_length=10, blank=True, choices=list(LIFTED.items()))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="sanction_kind_is_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=(WARNING, BAN)) | Q(ends_at__isnull=True), name="warnings_and_bans_have_no_end"
            ),
            models.CheckConstraint(condition=~Q(kind=SUSPENSION) | Q(ends_at__isnull=False), name="a_suspension_has_an_end"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="a_sanction_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_why="") | (Q(lifted_at__isnull=False) & ~Q(lifted_why="")),
                name="a_lifted_sanction_says_why",
            ),
        ]
        # queries/sanctions.py: of one account, the latest first
        indexes = [models.Index(fields=["user", "-id"], name="sanctions_of_user")]

    def __str__(self) -> str:
        return f"{KINDS[self.kind]} {self.pk}"


STATE_KINDS = {"banned_until": BANNING, "muted_until": (MUTE,)}
"""The columns of the account that follow from its sanctions, with their kinds."""
