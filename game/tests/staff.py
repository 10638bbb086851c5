"""Members of the staff for tests, and their orders with a reason and a key."""

import itertools
from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import User
from accounts.queries.rank import Rank
from game.actions.staff_action import StaffActor
from game.tests.make import make_user

_keys = itertools.count(1)


def make_staff(rank: Rank) -> User:
    user = make_user(is_staff=rank > Rank.PLAYER, is_superuser=rank == Rank.SUPERUSER)
    if Rank.PLAYER < rank < Rank.SUPERUSER:
        user.groups.add(Group.objects.get(name=rank.title))
    return user


def by(actor: User, reason: str = "a good reason", key: str = "") -> StaffActor:
    return StaffActor(actor.id, reason, key or f"staff-key-{next(_keys)}")


def in_days(days: float) -> datetime:
    return timezone.now() + timedelta(days=days)
