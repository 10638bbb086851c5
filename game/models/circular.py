"""One text that a player sent to many, such as a clan. Each recipient has a letter of it; this row counts them."""

from django.db import models
from django.db.models.functions import Now

from game.rules.mail import SUBJECT_MAX


class Circular(models.Model):
    """about: whom it was sent to, such as "clan:12". letters: how many got it."""

    sender = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="circulars", db_index=False)
    about = models.CharField(max_length=60)
    subject = models.CharField(max_length=SUBJECT_MAX)
    letters = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            # queries/circular.py: how many an account sent in a day
            models.Index(fields=["sender", "-at"], name="circulars_of_the_day"),
        ]

    def __str__(self) -> str:
        return f"circular {self.pk}"
