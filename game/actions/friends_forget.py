"""Taking a character out of the lists of its friends, when its name and owner are removed."""

from collections.abc import Mapping, Sequence

from django.db.models import Q

from game.actions.friends_end import end_mentorships
from game.actions.notice_names import replace_in_notices
from game.models import FriendRequest, Friendship, Mentorship, StoredDraft
from game.models.ids import CharacterId
from game.rules.raid_fold import Renamed


def leave_friends(characters: Sequence[CharacterId]) -> None:
    """End all friendships and requests of these characters, what they are as mentors, and delete their drafts. The caller holds their
    locks. What they are as pupils is ended by the job within ten minutes, because that changes a mentor, who is not locked here
    (mentors_job.py)."""
    Friendship.objects.filter(Q(one_id__in=characters) | Q(other_id__in=characters)).delete()
    FriendRequest.objects.filter(Q(asker_id__in=characters) | Q(asked_id__in=characters)).delete()
    StoredDraft.objects.filter(character_id__in=characters).delete()
    end_mentorships(Mentorship.objects.filter(mentor_id__in=characters))


def unname_notices(names: Mapping[CharacterId, Renamed]) -> None:
    """Replace the names in the notices of others that begin with them. One statement. Served by notices_of_friends."""
    replace_in_notices(names, where="n.kind = 'friend' AND n.link = '/play/friends/#c' || d.id")
