"""The form in which players say about what they want to hear, and where."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from game.models.notice_choice import CHANNELS, MAIL, NONE, STAFF
from game.presenters.notices import KIND_WORDS, KindWords

CHANNEL_WORDS = {"page": "On the page", "mail": "Also by mail", "none": "Not at all"}


class ChannelOption(Struct, frozen=True):
    """why_not: why it cannot be chosen; "" if it can."""

    channel: str
    word: str
    is_chosen: bool
    why_not: str


class KindChoice(Struct, frozen=True):
    kind: KindWords
    options: list[ChannelOption]


class NoticeChoicesPage(Struct, frozen=True):
    """address: the verified one to which digests go; None without one."""

    choices: list[KindChoice]
    address: str | None
    is_guest: bool
    by_mail: bool


class UnsubscribePage(Struct, frozen=True):
    """state: "unknown" for a link that is not whole, "ask", or "done". kinds: of which the daily mail tells now. stopped: the only kind
    that was just stopped, None for all."""

    state: str
    kinds: list[KindWords] = []
    stopped: KindWords | None = None


def unsubscribe_page(kinds: Sequence[str], *, stopped: str | None) -> UnsubscribePage:
    """stopped: the kind that was just stopped, "" for all kinds, None for nothing yet. Of a kind that there is not, nothing was."""
    words, done = [KIND_WORDS[kind] for kind in kinds], stopped == "" or stopped in KIND_WORDS
    return UnsubscribePage("done" if done else "ask", words, KIND_WORDS.get(stopped or ""))


def notice_choices_page(chosen: Mapping[str, str], address: str | None, *, is_guest: bool) -> NoticeChoicesPage:
    """chosen: the channel of every kind."""
    choices = [
        KindChoice(words, [
            ChannelOption(channel, CHANNEL_WORDS[channel], chosen[kind] == channel, _why_not(kind, channel, address))
            for channel in CHANNELS
        ])
        for kind, words in KIND_WORDS.items()
    ]  # fmt: skip
    return NoticeChoicesPage(choices, address, is_guest, MAIL in chosen.values())


def _why_not(kind: str, channel: str, address: str | None) -> str:
    if kind == STAFF and channel == NONE:
        return "always shown"
    return "see above" if channel == MAIL and address is None else ""
