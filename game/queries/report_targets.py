"""What can be reported. Each kind says who may report it, who answers for it, and what staff see around it. Later features register theirs."""

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct

from game.models import Character, Letter
from game.models.ids import CharacterId, LetterId
from game.queries.mail import access_letter, conversation
from game.rules.errors import GameError
from game.rules.report import REASONS
from vvw_site.foundation.converters import ID_MAX


class Reported(Struct, frozen=True):
    """about: who answers for it. name: that character's. page: where the reporter found it, and returns to. quote: what the reporter
    sees, if it may be changed later (300 characters at most), which is kept with the report; a text that stays where it is needs none."""

    about: CharacterId
    name: str
    page: str
    quote: str = ""


class ContextLine(Struct, frozen=True):
    """One line of what staff see: who wrote it (None: the city) and when. is_reported: this line is the target itself."""

    who: Character | None
    at: datetime
    text: str
    title: str = ""
    is_reported: bool = False


class ReportTarget(Struct, frozen=True):
    """kind: the part of a target before the colon; the part after it is `key`, of 40 characters at most.

    title: in a sentence ("this letter"). find: what the character would report, in one statement; it raises GameError not_found where
    the character cannot see the thing, and forbidden where it cannot be reported. context: for staff, the oldest line first, in one
    statement; empty when the thing is gone. reasons: keys of rules.report.REASONS.
    """

    kind: str
    title: str
    find: Callable[[str, CharacterId], Reported]
    context: Callable[[str], Sequence[ContextLine]]
    reasons: tuple[str, ...] = tuple(REASONS)


_targets: dict[str, ReportTarget] = {}


def register(target: ReportTarget) -> None:
    _targets[target.kind] = target


def report_targets() -> dict[str, ReportTarget]:
    """All kinds by their name."""
    return dict(_targets)


def target_of(target: str) -> tuple[ReportTarget, str]:
    """The kind and the key of "letter:12". GameError invalid."""
    kind, _, key = target.partition(":")
    if kind not in _targets or not 0 < len(key) <= 40 or not key.isprintable():
        raise GameError("invalid", "There is nothing of that kind that could be reported.", field="target")
    return _targets[kind], key


def find_reported(target: str, reporter: CharacterId) -> tuple[ReportTarget, Reported]:
    """What the character would report. One statement. GameError: invalid, not_found, forbidden."""
    kind, key = target_of(target)
    return kind, kind.find(key, reporter)


def context_of(target: str) -> Sequence[ContextLine]:
    """What staff see of a target and around it. One statement. Empty for a kind that no longer exists."""
    kind, _, key = target.partition(":")
    return _targets[kind].context(key) if kind in _targets else []


def number_in(key: str) -> int:
    """A key that is a number. GameError not_found."""
    if not (key.isascii() and key.isdecimal() and int(key) <= ID_MAX):
        raise GameError("not_found", "There is no such thing, or you cannot see it.", field="target")
    return int(key)


def _letter(key: str, reporter: CharacterId) -> Reported:
    found = access_letter(reporter, LetterId(number_in(key)))
    if found.recipient_id != reporter:
        raise GameError("forbidden", "You wrote this letter. Only the one who received it can report it.", field="id")
    if found.sender is None:
        raise GameError("forbidden", "This letter is from the city. Letters of the city cannot be reported.", field="id")
    return Reported(CharacterId(found.sender.pk), found.sender.name, f"/play/mail/{key}/")


def _around_letter(key: str) -> Sequence[ContextLine]:
    found = Letter.objects.filter(pk=int(key)).select_related("sender", "recipient").first()
    letters = conversation(found) if found is not None else []
    return [ContextLine(one.sender, one.sent_at, one.text, one.subject, one.pk == int(key)) for one in letters]


def _character(key: str, reporter: CharacterId) -> Reported:
    found = Character.objects.filter(pk=number_in(key), deleted_at=None, user__isnull=False).first()
    if found is None:
        raise GameError("not_found", "Nobody goes by that name.", field="target")
    if Character.objects.filter(pk=reporter, user=found.user).exists():
        raise GameError("forbidden", "That is you. Nobody reports themselves.", field="target")
    return Reported(found.id, found.name, f"/characters/{found.name}/", found.name)


def _character_now(key: str) -> Sequence[ContextLine]:
    """The account's other characters are named too: who misuses one name may misuse the next."""
    owner = Character.objects.filter(pk=int(key)).values("user_id")
    rows = Character.objects.filter(user__isnull=False, user_id__in=owner).order_by("created_at", "pk")
    return [
        ContextLine(one, one.created_at, f"{one.name}, level {one.level}", "", one.pk == int(key)) for one in rows
    ]  # fmt: skip


register(ReportTarget("letter", "this letter", _letter, _around_letter))
register(ReportTarget("character", "this name", _character, _character_now, ("insult", "staff", "spam", "other")))
register(ReportTarget("profile", "this player", _character, _character_now, ("cheat", "insult", "fraud", "other")))
