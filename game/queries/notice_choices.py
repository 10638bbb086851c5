"""What a user chose about notices."""

from accounts.models.ids import UserId
from game.models import NoticeChoice
from game.models.notice_choice import KINDS, MAIL, PAGE


def kinds_by_mail(user: UserId) -> list[str]:
    """The kinds that the daily mail tells of, in the order of KINDS. One statement."""
    return [kind for kind, channel in choices_of(user).items() if channel == MAIL]


def choices_of(user: UserId) -> dict[str, str]:
    """The channel of every kind, in the order of KINDS. One statement."""
    chosen = dict(NoticeChoice.objects.filter(user_id=user).values_list("kind", "channel"))
    return {kind: chosen.get(kind, PAGE) for kind in KINDS}
