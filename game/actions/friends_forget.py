"""Taking a character out of the lists of its friends, when its name and owner are removed."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from game.actions.friends_end import end_mentorships
from game.models import FriendRequest, Friendship, Mentorship, StoredDraft
from game.models.ids import CharacterId


def leave_friends(characters: Sequence[CharacterId]) -> None:
    """End all friendships and requests of these characters, what they are as mentors, and delete their drafts. The caller holds their
    locks. What they are as pupils is ended by the job within ten minutes, because that changes a mentor, who is not locked here
    (mentors_job.py)."""
    Friendship.objects.filter(Q(one_id__in=characters) | Q(other_id__in=characters)).delete()
    FriendRequest.objects.filter(Q(asker_id__in=characters) | Q(asked_id__in=characters)).delete()
    StoredDraft.objects.filter(character_id__in=characters).delete()
    end_mentorships(Mentorship.objects.filter(mentor_id__in=characters))


def unname_notices(character: CharacterId, known_as: str, name: str) -> None:
    """Replace the name in the notices of others that begin with it. Served by notices_of_friends."""
    with connection.cursor() as cursor:
        cursor.execute(_UNNAME, {"link": f"/play/friends/#c{character}", "known_as": known_as, "name": name})


_UNNAME = """UPDATE game_notice SET text = left(%(name)s || substr(text, length(%(known_as)s) + 1), 300)
WHERE kind = 'friend' AND link = %(link)s AND starts_with(text, %(known_as)s || ' ')"""
