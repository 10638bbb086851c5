"""What ends between characters: friendships, requests, mentorships. And the bonus of a mentor, computed from the pupils that are left."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Q, QuerySet

from game.models import FriendRequest, Friendship, Mentorship
from game.models.ids import CharacterId
from game.rules.friends import MENTOR_BONUS, MENTOR_HOURS


def end_mentorships(those: QuerySet[Mentorship]) -> int:
    """End these, and compute the bonus of their mentors again. The caller holds the locks of the mentors. Three statements."""
    mentors = sorted(set(those.values_list("mentor_id", flat=True)))
    ended: int = those.delete()[0] if mentors else 0
    set_bonuses([CharacterId(mentor) for mentor in mentors])
    return ended


def end_between(some: Sequence[CharacterId], others: Sequence[CharacterId]) -> None:
    """End everything between one of these characters and one of those. The caller holds the locks of all. Five statements."""
    Friendship.objects.filter(Q(one_id__in=some, other_id__in=others) | Q(one_id__in=others, other_id__in=some)).delete()
    FriendRequest.objects.filter(Q(asker_id__in=some, asked_id__in=others) | Q(asker_id__in=others, asked_id__in=some)).delete()
    end_mentorships(
        Mentorship.objects.filter(Q(mentor_id__in=some, pupil_id__in=others) | Q(mentor_id__in=others, pupil_id__in=some))
    )


def set_bonuses(mentors: Sequence[CharacterId]) -> int:
    """Write the bonus that each of these mentors has now, where it is another. Returns how many changed. One statement; the caller
    holds their locks, and has locked them in a statement before: this one must see what was committed until then."""
    if not mentors:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_SET, {"mentors": list(mentors), "bonus": MENTOR_BONUS, "hours": MENTOR_HOURS})
        count: int = cursor.rowcount
    return count


BONUS = """CASE WHEN EXISTS (SELECT FROM game_mentorship m
    WHERE m.mentor_id = c.id AND m.rose_at > statement_timestamp() - %(hours)s * interval '1 hour') THEN %(bonus)s ELSE 0 END"""
"""The bonus of the character `c`, as a part of statements. Served by a_seat_has_one_pupil."""
_SET = f"""UPDATE game_character c SET mentor_bonus = {BONUS}
    WHERE c.id = ANY (%(mentors)s) AND c.mentor_bonus <> {BONUS}"""  # noqa: S608 (a constant of the code)
