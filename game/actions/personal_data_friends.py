"""Personal data of friends, mentors, drafts and circulars: how each is exported and erased. Part of personal_data.py."""

from django.db.models import Q, QuerySet

from accounts.registries.personal_data import Users, delete, register
from game.models import Circular, FriendRequest, Friendship, HiddenSeen, Mentorship, StoredDraft


def register_friends() -> None:
    """Friendships, requests and drafts are deleted by `forget`, under the lock of each character (friends_forget.py)."""
    register(
        Friendship, about="Your friends, by the characters that you know.",
        find=lambda users: Friendship.objects.filter(Q(one__user_id__in=users) | Q(other__user_id__in=users)),
        fields=("one__name", "other__name", "at"), reason="They are deleted when your characters' names are taken out.",
    )  # fmt: skip
    register(
        FriendRequest, about="Who asked to be a friend, a mentor or a pupil: you, or others you.",
        find=lambda users: FriendRequest.objects.filter(Q(asker__user_id__in=users) | Q(asked__user_id__in=users)),
        fields=("kind", "asker__name", "asked__name", "at", "closed_at"),
        reason="They are deleted when your characters' names are taken out.",
    )  # fmt: skip
    register(
        Mentorship, about="Your mentors and pupils.",
        find=lambda users: Mentorship.objects.filter(Q(mentor__user_id__in=users) | Q(pupil__user_id__in=users)),
        fields=("mentor__name", "pupil__name", "at", "pupil_level", "rose_at"),
        reason="Those of a mentor are deleted when the name is taken out, those of a pupil within ten minutes after it.",
    )  # fmt: skip
    register(
        HiddenSeen, about="That your friends do not see when you were here.",
        find=lambda users: HiddenSeen.objects.filter(user_id__in=users), fields=("at",),
        erase=delete(lambda users: HiddenSeen.objects.filter(user_id__in=users)),
    )  # fmt: skip
    register(
        StoredDraft, about="Letters that you did not send yet.",
        find=lambda users: StoredDraft.objects.filter(character__user_id__in=users),
        fields=("character__name", "to", "subject", "text", "answers", "saved_at"),
        erase=delete(lambda users: StoredDraft.objects.filter(character__user_id__in=users)),
    )  # fmt: skip
    register(
        Circular, about="Letters that you sent to many at once.", find=_circulars,
        fields=("sender__name", "about", "subject", "letters", "at"), erase=lambda users: _circulars(users).update(subject=""),
    )  # fmt: skip


def _circulars(users: Users) -> QuerySet[Circular]:
    return Circular.objects.filter(sender__user_id__in=users)
