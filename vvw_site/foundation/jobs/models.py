"""What each job did in each of its windows, and the runs that the staff asked for and that are not over."""

from django.db import models
from django.db.models import F, Q


class JobRun(models.Model):
    """window: when it began. attempts: how often it was started in this window. leased_until: until then a running one is taken to
    be alive; its process renews this. seconds: of the last attempt. message: one line on what it did, or the error.
    asked_by: the staff member who started the last attempt, or empty. failures: attempts that failed or whose process died.
    succeeded_at: when an attempt last did its work. All times are the database's own."""

    RUNNING, DONE, FAILED = "running", "done", "failed"
    STATES = {RUNNING: "running", DONE: "done", FAILED: "failed"}

    job = models.CharField(max_length=60)
    window = models.DateTimeField()
    state = models.CharField(max_length=10, choices=list(STATES.items()))
    attempts = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    leased_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    seconds = models.FloatField(null=True)
    failures = models.PositiveIntegerField(default=0, db_default=0)
    succeeded_at = models.DateTimeField(null=True)
    message = models.CharField(max_length=500, blank=True)
    asked_by = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "window"], name="a_job_has_one_run_per_window"),
            models.CheckConstraint(condition=Q(state__in=["running", "done", "failed"]), name="job_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="running", ended_at__isnull=True) | (~Q(state="running") & Q(ended_at__gte=F("started_at"))),
                name="an_ended_run_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job} of {self.window:%Y-%m-%d %H:%M}"


class JobRequest(models.Model):
    """The staff asked for a run of the job. until: the message is in the queue, or its run goes on, until then at the latest; a run
    moves it on while it works, and deletes the row at its end. One for each job, so that a job is not queued twice."""

    job = models.CharField(max_length=60, primary_key=True)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.job}, asked for by {self.asked_by}"
