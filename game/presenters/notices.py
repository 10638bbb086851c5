"""A page of a character's notices, by day."""

from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils import timezone
from msgspec import Struct

from game.models import Notice
from game.models.notice_choice import CHAT, CLAN, FRIEND, KINDS, LETTER, MISSIONS, RAID_BEGINS, RAID_PAYS, REWARD, STAFF


class KindWords(Struct, frozen=True):
    """icon: of static/img/icons.svg. word: on a notice. about: what notices of this kind say."""

    kind: str
    icon: str
    word: str
    about: str


_WORDS = {
    LETTER: ("mail", "Letter", "A letter came for you, or one of yours came back."),
    RAID_BEGINS: ("flame", "Raid", "A raid that you wanted to hear about opens."),
    RAID_PAYS: ("gold", "Raid paid", "A raid is over, and your share is in your purse."),
    MISSIONS: ("missions", "Missions", "In the evening: rewards of the day that you have not claimed."),
    REWARD: ("trophy", "Reward", "You earned something, such as a place in a season."),
    CLAN: ("banner", "Clan", "Who joins and who leaves, what the bank pays out, and wars."),
    FRIEND: ("people", "Friend", "Somebody wants to be your friend, your pupil or your mentor."),
    CHAT: ("speech", "Chat", "Somebody named you in a room."),
    STAFF: ("lock", "Staff", "What the staff did to your account or your goods, and why."),
}
KIND_WORDS = {kind: KindWords(kind, *_WORDS[kind]) for kind in KINDS}


class NoticeView(Struct, frozen=True):
    id: int
    kind: KindWords
    text: str
    link: str
    at: datetime
    is_new: bool


class NoticeDay(Struct, frozen=True):
    """title: "Today", "Yesterday", or the date in words."""

    day: date
    title: str
    notices: list[NoticeView]


class NoticesPage(Struct, frozen=True):
    """days: newest first. new: ids of the unread notices on the page. next: id before which the next page begins. chosen: the only
    kind on the page, "" for all."""

    days: list[NoticeDay]
    new: list[int]
    next: int | None
    chosen: str
    kinds: list[KindWords]


def notices_page(notices: list[Notice], size: int, chosen: str, now: datetime) -> NoticesPage:
    """notices: up to `size` and one more, which says that there is another page."""
    shown = notices[:size]
    today = timezone.localdate(now)
    days = [
        NoticeDay(day, _title(day, today), [notice_view(n) for n in group])
        for day, group in groupby(shown, key=lambda n: timezone.localdate(n.at))
    ]
    new = [n.pk for n in shown if n.read_at is None]
    return NoticesPage(days, new, shown[-1].pk if len(notices) > size else None, chosen, list(KIND_WORDS.values()))


def notice_view(notice: Notice) -> NoticeView:
    words = KIND_WORDS.get(notice.kind, KIND_WORDS[STAFF])
    return NoticeView(notice.pk, words, notice.text, notice.link, notice.at, notice.read_at is None)


def _title(day: date, today: date) -> str:
    if today - day < timedelta(days=1):
        return "Today"
    if today - day < timedelta(days=2):
        return "Yesterday"
    return f"{day:%A} {day.day} {day:%B %Y}"
