"""Letters: what an account sent today, the two folders, one letter, a recipient by name, and what has to go back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower
from msgspec import Struct

from accounts.models.ids import UserId
from game.models import Character, Letter
from game.models.ids import CharacterId, LetterId
from game.queries.blocks import BETWEEN
from game.rules.errors import GameError
from game.rules.mail import LettersSent
from vvw_site.foundation.database.statement import Statement


class HeldToSend(Struct, frozen=True, array_like=True):
    """A holding that is to be attached."""

    id: int
    item: str
    quantity: int
    stacked: bool
    slot: str | None
    upgrade: int


class BeforeSending(Struct, frozen=True, array_like=True):
    """What an action reads before it sends a letter. blocked: one of the two has blocked the other. answers: whether the letter that
    it answers was between the same two."""

    sent: LettersSent
    blocked: bool
    answers: bool
    holdings: list[HeldToSend]


def before_sending(
    *, user: UserId, sender: CharacterId, recipient: CharacterId, answers: LetterId | None, holdings: list[int]
) -> BeforeSending:
    """What the account sent in the last 24 hours, and the sender's holdings among these ids. One statement."""
    found: BeforeSending = _BEFORE.row(user=user, sender=sender, recipient=recipient, answers=answers, holdings=holdings)
    return found


# Served by letters_of_the_day, letters_between, one_block_per_pair and the primary keys. A letter between characters of one account
# is to no stranger. Circulars have a limit of their own (queries/circular.py).
_BEFORE = Statement(f"""
WITH own AS (SELECT id FROM game_character WHERE user_id = %(user)s), day AS (
    SELECT l.sent_at, NOT EXISTS (
        SELECT FROM game_letter a WHERE a.sender_id = l.recipient_id AND a.recipient_id = l.sender_id
    ) AND l.recipient_id NOT IN (SELECT id FROM own) AS is_stranger
    FROM game_letter l WHERE l.sender_id IN (SELECT id FROM own) AND l.sent_at > now() - interval '1 day'
        AND NOT l.is_circular
)
SELECT json_build_array(
    json_build_array(
        (SELECT count(*) FROM day), (SELECT coalesce(ceil(extract(epoch FROM min(sent_at) + interval '1 day' - now())), 0) FROM day),
        (SELECT count(*) FROM day WHERE is_stranger),
        (SELECT coalesce(ceil(extract(epoch FROM min(sent_at) + interval '1 day' - now())), 0) FROM day WHERE is_stranger),
        EXISTS (SELECT FROM game_letter WHERE sender_id = %(recipient)s AND recipient_id = %(sender)s)
            OR %(recipient)s IN (SELECT id FROM own)
    ),
    {BETWEEN.format(one="%(user)s", other="(SELECT user_id FROM game_character WHERE id = %(recipient)s)")},
    %(answers)s::bigint IS NULL OR EXISTS (
        SELECT FROM game_letter WHERE id = %(answers)s::bigint
        AND (sender_id, recipient_id) IN ((%(sender)s, %(recipient)s), (%(recipient)s, %(sender)s))
    ),
    (SELECT coalesce(json_agg(json_build_array(h.id, h.item, h.quantity, h.stacked, h.slot, h.upgrade)), '[]')
     FROM game_holding h WHERE h.id = ANY (%(holdings)s::bigint[]) AND h.character_id = %(sender)s)
)::text
""", BeforeSending)  # noqa: S608 (a constant of the code)  # fmt: skip


def inbox(character: CharacterId, limit: int, before: int | None = None) -> list[Letter]:
    """Letters to the character, newest first, with their senders; `before` an id for the next page. One statement."""
    letters = Letter.objects.filter(recipient_id=character, deleted_by_recipient_at__isnull=True).select_related("sender")
    return _page(letters, limit, before)


def sent(character: CharacterId, limit: int, before: int | None = None) -> list[Letter]:
    """Letters of the character, newest first, with their recipients. One statement."""
    letters = Letter.objects.filter(sender_id=character, deleted_by_sender_at__isnull=True).select_related("recipient")
    return _page(letters, limit, before)


def unread_letters(character: CharacterId) -> int:
    """One statement."""
    return Letter.objects.filter(recipient_id=character, read_at__isnull=True, deleted_by_recipient_at__isnull=True).count()


def access_letter(character: CharacterId, letter: LetterId) -> Letter:
    """A letter that the character sent or received and did not delete, with both sides and the letter that it answers. One
    statement. GameError not_found."""
    mine = Q(recipient_id=character, deleted_by_recipient_at__isnull=True) | Q(
        sender_id=character, deleted_by_sender_at__isnull=True
    )
    found = Letter.objects.filter(mine, pk=letter).select_related("sender", "recipient", "answers").first()
    if found is None:
        raise GameError("not_found", "There is no such letter.", field="id")
    return found


def letters_of_log(letters: Iterable[int]) -> dict[int, Letter]:
    """Letters by id, with both sides, for movements of the ledger that name them. One statement; none without ids."""
    return Letter.objects.select_related("sender", "recipient").in_bulk(list(letters))


def to_be_returned(now: datetime, limit: int) -> list[LetterId]:
    """Open letters whose time is over, or whose recipient was erased; the oldest first. One statement."""
    late = Letter.objects.filter(state=Letter.OPEN).filter(Q(expires_at__lte=now) | Q(recipient__user__isnull=True))
    return [LetterId(pk) for pk in late.order_by("expires_at", "pk").values_list("pk", flat=True)[:limit]]


def sides_of(letters: Iterable[LetterId]) -> dict[LetterId, list[CharacterId]]:
    """The recipient and, unless the city wrote it, the sender of each of these letters; removed ones are left out. One statement."""
    found = Letter.objects.filter(pk__in=list(letters)).order_by("pk").values_list("pk", "recipient_id", "sender_id")
    return {LetterId(pk): [CharacterId(side) for side in sides if side is not None] for pk, *sides in found}


def conversation(letter: Letter, limit: int = 20) -> list[Letter]:
    """The letters between the same two characters that are nearest to this one, which is included, oldest first: earlier ones, and
    those of the day after it. Staff see no later ones. One statement."""
    if letter.sender_id is None:
        return [letter]
    pair = Q(sender_id=letter.sender_id, recipient_id=letter.recipient_id) | Q(
        sender_id=letter.recipient_id, recipient_id=letter.sender_id
    )
    until = letter.sent_at + timedelta(days=1)
    near = Letter.objects.filter(pair, sent_at__lte=until).annotate(distance=(F("pk") - letter.pk) * (F("pk") - letter.pk))
    return sorted(near.select_related("sender", "recipient").order_by("distance")[:limit], key=lambda found: found.pk)


def recipient_named(name: str, *, deleted: bool | None = False) -> Character:
    """The character to write to, by its name in any case. deleted: whether it must be deleted; None for either. One statement.
    GameError not_found (to).
    """
    living = {} if deleted is None else {"deleted_at__isnull": not deleted}
    # Served by name_unique_without_case. Postgres refuses a NUL in a parameter.
    named = Character.objects.annotate(lower=Lower("name")).filter(lower=name.strip().lower(), user__isnull=False, **living)
    found = None if "\0" in name else named.first()
    if found is None:
        raise GameError("not_found", "Nobody goes by that name.", field="to")
    return found


def _page(letters: QuerySet[Letter], limit: int, before: int | None) -> list[Letter]:
    if before is not None:
        letters = letters.filter(pk__lt=before)
    return list(letters.order_by("-pk")[:limit])
