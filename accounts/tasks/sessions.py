"""Sweeping sessions that have run out, and the list of them that people see."""

from allauth.usersessions.models import UserSession
from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone


@shared_task(name="accounts.tasks.sweep_sessions")
def sweep_sessions() -> int:
    """Deletes what is past its day; returns how many sessions that were."""
    ended, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    alive = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=alive).delete()
    return ended
