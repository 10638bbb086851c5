"""A character of high level teaches one of low level. While the pupil gains levels, the mentor's hunts bring more XP."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from game.rules.friends import PUPILS_MOST


class Mentorship(models.Model):
    """seat: which of the mentor's pupils it is, from 1. pupil_level: the pupil's level as the job saw it last. rose_at: when the job
    last saw that it was higher than before; actions/mentors_job.py gives the mentor the bonus for some days from then on."""

    mentor = models.ForeignKey("game.Character", on_delete=models.PROTECT, related_name="pupils", db_index=False)
    pupil = models.OneToOneField("game.Character", on_delete=models.PROTECT, related_name="mentor")
    seat = models.PositiveSmallIntegerField()
    pupil_level = models.PositiveSmallIntegerField()
    at = models.DateTimeField(db_default=Now())
    rose_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mentor", "seat"], name="a_seat_has_one_pupil"),
            models.CheckConstraint(condition=Q(seat__range=(1, PUPILS_MOST)), name="a_mentor_has_few_pupils"),
            models.CheckConstraint(condition=~Q(mentor=F("pupil")), name="nobody_teaches_themselves"),
        ]

    def __str__(self) -> str:
        return f"mentorship {self.pk}"
