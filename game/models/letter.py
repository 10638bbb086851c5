"""A letter between two characters, or from the city. Its attachments lie in an escrow until they are claimed or go back."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from game.models.ids import LetterId
from game.rules.mail import SUBJECT_MAX, TEXT_MAX


class Letter(models.Model):
    """sender: None for a letter from the city (staff, rewards). state says where the attachments are.

    attachments: a list of rules.mail.Attachment, as they were when the letter was sent. expires_at: when unclaimed attachments go
    back. is_circular: one of many with the same text (models/circular.py); its sender has no copy of it. Each side deletes its own
    copy; actions/letter_copies.py removes a letter without copies.
    """

    PLAIN, OPEN, CLAIMED, TAKEN_BACK, RETURNED, PASSED_ON = (
        "plain", "open", "claimed", "taken_back", "returned", "passed_on",
    )  # fmt: skip
    STATES = {
        PLAIN: "nothing attached", OPEN: "unclaimed", CLAIMED: "claimed", TAKEN_BACK: "taken back by the sender",
        RETURNED: "returned to the sender", PASSED_ON: "given to the recipient, because the sender is gone",
    }  # fmt: skip

    if TYPE_CHECKING:
        id: models.BigAutoField[int, LetterId]
    sender = models.ForeignKey(
        "game.Character", null=True, on_delete=models.PROTECT, related_name="letters_sent", db_index=False
    )
    recipient = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="letters", db_index=False)
    subject = models.CharField(max_length=SUBJECT_MAX)
    text = models.CharField(max_length=TEXT_MAX)
    answers = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="replies")
    escrow = models.OneToOneField("game.LedgerAccount", null=True, on_delete=models.PROTECT, related_name="letter")
    attachments = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=PLAIN, choices=list(STATES.items()))
    sent_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    deleted_by_sender_at = models.DateTimeField(null=True)
    deleted_by_recipient_at = models.DateTimeField(null=True)
    is_circular = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sender__isnull=True) | ~Q(sender=F("recipient")), name="nobody_writes_to_themselves"
            ),
            models.CheckConstraint(
                condition=Q(state="plain", escrow__isnull=True, expires_at__isnull=True)
                | (~Q(state="plain") & Q(escrow__isnull=False, expires_at__isnull=False)),
                name="attachments_lie_in_an_escrow",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["plain", "open"]) & Q(settled_at__isnull=True))
                | (~Q(state__in=["plain", "open"]) & Q(settled_at__isnull=False)),
                name="a_settled_letter_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(deleted_by_sender_at__isnull=True, deleted_by_recipient_at__isnull=True),
                name="unclaimed_letters_are_not_deleted",
            ),
        ]
        indexes = [
            # queries/mail.py: the inbox and the sent folder, newest first
            models.Index(
                fields=["recipient", "-id"], name="letters_received", condition=Q(deleted_by_recipient_at__isnull=True)
            ),
            models.Index(fields=["sender", "-id"], name="letters_sent", condition=Q(deleted_by_sender_at__isnull=True)),
            # queries/mail.py: the number of unread letters
            models.Index(
                fields=["recipient"], name="letters_unread",
                condition=Q(read_at__isnull=True, deleted_by_recipient_at__isnull=True),
            ),
            # queries/mail.py: whether one ever wrote to the other, and the letters of the last day; the foreign keys
            models.Index(fields=["sender", "recipient"], name="letters_between"),
            models.Index(fields=["sender", "-sent_at"], name="letters_of_the_day"),
            models.Index(fields=["recipient"], name="letters_to"),
            # actions/letter_return.py: what has to go back
            models.Index(fields=["expires_at"], name="letters_unclaimed", condition=Q(state="open")),
            # actions/letter_copies.py: letters without copies
            models.Index(
                fields=["id"], name="letters_unseen",
                condition=Q(deleted_by_recipient_at__isnull=False)
                & (Q(sender__isnull=True) | Q(deleted_by_sender_at__isnull=False)),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"letter {self.pk}"

    @property
    def is_unclaimed(self) -> bool:
        return self.state == self.OPEN
