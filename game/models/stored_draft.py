"""A letter that is not sent yet, as its writer left it. Staff do not see it. Gold and items are chosen when it is sent."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from game.rules.mail import DRAFT_SUBJECT_MAX, DRAFT_TEXT_MAX, DRAFT_TO_MAX, DRAFTS_MOST


class StoredDraft(models.Model):
    """number: from 1, by character. answers: the id of the letter that it answers, which may be gone by now."""

    character = models.ForeignKey("game.Character", on_delete=models.CASCADE, related_name="drafts", db_index=False)
    number = models.PositiveSmallIntegerField()
    to = models.CharField(max_length=DRAFT_TO_MAX)
    subject = models.CharField(max_length=DRAFT_SUBJECT_MAX)
    text = models.CharField(max_length=DRAFT_TEXT_MAX)
    answers = models.BigIntegerField(null=True)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            # queries/drafts.py: a character's drafts
            models.UniqueConstraint(fields=["character", "number"], name="a_draft_has_a_number_of_its_own"),
            models.CheckConstraint(condition=Q(number__range=(1, DRAFTS_MOST)), name="a_character_keeps_few_drafts"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"
