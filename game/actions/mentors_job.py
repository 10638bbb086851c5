"""The job of mentors: it sees which pupils gained levels, ends the pairs that have reached their end, and sets the mentors' bonuses.

A hunt writes nothing for it. The bonus is 15 percent while one of the mentor's pupils was seen to gain a level within the last 72
hours. Each step has a fixed number of statements in a transaction of its own, and finds nothing to do the second time.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from game.actions.friends import link_to
from game.actions.friends_end import BONUS, end_mentorships, set_bonuses
from game.actions.notices import NewNotice, notify_all
from game.actions.transaction import TransactionContext
from game.models import FriendRequest, Mentorship
from game.models.ids import CharacterId
from game.models.notice_choice import FRIEND
from game.rules.friends import MENTOR_BONUS, MENTOR_GAP, MENTOR_HOURS, REST_DAYS, can_teach

OPEN_DAYS = 60
"""A request that nobody answered is deleted after so long."""


def tend_mentors(now: datetime | None = None) -> dict[str, int]:
    """Counts: rose (pupils with a new level), ended, bonuses (that changed), requests (old ones, deleted)."""
    now = now or timezone.now()
    return {"rose": _see_levels(), "ended": _end(now), "bonuses": _bonuses(), "requests": _old_requests(now)}


def _see_levels() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_ROSE)
        count: int = cursor.rowcount
    return count


@transaction.atomic
def _end(now: datetime) -> int:
    """End the pairs whose gap has closed, and those with somebody who is gone or suspended. Both sides of a closed gap are told."""
    due = Mentorship.objects.filter(_due(now))
    mentors = set(due.values_list("mentor_id", flat=True))
    if not mentors:
        return 0
    TransactionContext().lock_characters([CharacterId(mentor) for mentor in mentors])
    rows = list(due.filter(mentor_id__in=mentors).select_related("mentor", "pupil").order_by("pk"))
    end_mentorships(Mentorship.objects.filter(pk__in=[row.pk for row in rows]))
    told = []
    for row in rows:
        mentor, pupil = row.mentor, row.pupil
        if not can_teach(mentor.level, pupil.level) and mentor.deleted_at is None and pupil.deleted_at is None:
            told.append(NewNotice(mentor.id, FRIEND, f"{pupil.name} has learnt what you could teach.", link_to(pupil.id)))
            told.append(NewNotice(pupil.id, FRIEND, f"{mentor.name} has nothing left to teach you.", link_to(mentor.id)))
    notify_all(told)
    return len(rows)


def _due(now: datetime) -> Q:
    gone = Q(mentor__deleted_at__isnull=False) | Q(pupil__deleted_at__isnull=False)
    suspended = Q(mentor__user__banned_until__gt=now) | Q(pupil__user__banned_until__gt=now)
    return Q(mentor__level__lt=F("pupil__level") + MENTOR_GAP) | gone | suspended


@transaction.atomic
def _bonuses() -> int:
    """The candidates are locked first, and the bonus is computed after that: an action that ends a pair holds the mentor's lock."""
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, {"bonus": MENTOR_BONUS, "hours": MENTOR_HOURS})
        candidates = [CharacterId(pk) for (pk,) in cursor.fetchall()]
    if not candidates:
        return 0
    TransactionContext().lock_characters(candidates)
    return set_bonuses(candidates)


def _old_requests(now: datetime) -> int:
    closed = FriendRequest.objects.filter(closed_at__lt=now - timedelta(days=REST_DAYS)).delete()[0]
    never = FriendRequest.objects.filter(closed_at=None, at__lt=now - timedelta(days=OPEN_DAYS)).delete()[0]
    return closed + never


_ROSE = """UPDATE game_mentorship m SET pupil_level = c.level, rose_at = statement_timestamp()
FROM game_character c WHERE c.id = m.pupil_id AND c.level > m.pupil_level"""
# Whoever ends a pair sets the bonus in the same transaction, so that only mentors can have another one than they should.
_CANDIDATES = f"""SELECT c.id FROM game_character c
WHERE c.id IN (SELECT mentor_id FROM game_mentorship) AND c.mentor_bonus <> {BONUS}"""  # noqa: S608
