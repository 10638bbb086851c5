"""Reading the ledger: a holder's log, and the history of an instance."""

from collections.abc import Iterable

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from game.models import Character, Transfer
from game.models.holder import character_of, of, of_escrow
from game.models.ids import AccountId, CharacterId, HoldingId
from game.models.transfer import GOLD

# The conditions of partial indexes, as constants of the statement. Statements are planned once for all their values: where
# such a condition is a value (`source__startswith="character:"`), Postgres cannot know it and reads the whole ledger.
FROM_A_CHARACTER = RawSQL("game_transfer.source LIKE 'character:%%'", [], output_field=BooleanField())
TO_A_CHARACTER = RawSQL("game_transfer.destination LIKE 'character:%%'", [], output_field=BooleanField())
FROM_AN_ACCOUNT = RawSQL(
    "(game_transfer.source LIKE 'escrow:%%' OR game_transfer.source LIKE 'clan:%%')", [], output_field=BooleanField()
)
TO_AN_ACCOUNT = RawSQL(
    "(game_transfer.destination LIKE 'escrow:%%' OR game_transfer.destination LIKE 'clan:%%')", [], output_field=BooleanField()
)
OF_AN_UPGRADE = RawSQL("game_transfer.reason = 'upgrade'", [], output_field=BooleanField())


def log_of(character: CharacterId, limit: int = 50, before: int | None = None) -> list[Transfer]:
    """A character's movements, newest first; `before` an id for the next page. One statement."""
    holder = of(character)
    both = []
    for side in (sent_by(holder), received_by(holder)):
        rows = Transfer.objects.filter(side)
        if before is not None:
            rows = rows.filter(pk__lt=before)
        both.append(rows.order_by("-pk")[:limit])
    return list(both[0].union(both[1], all=True).order_by("-pk")[:limit])


def sent_by(character: str) -> Q:
    """The movements from a character, by its code as a holder; from their index, newest first."""
    return Q(FROM_A_CHARACTER, source=character)


def received_by(character: str) -> Q:
    return Q(TO_A_CHARACTER, destination=character)


def through_escrow(escrow: AccountId) -> Q:
    """The movements into and out of an escrow. From two indexes."""
    code = of_escrow(escrow)
    return sent_by_account(code) | received_by_account(code)


def sent_by_account(code: str) -> Q:
    """The movements from an escrow or a clan, by its code as a holder; from their index, newest first."""
    return Q(FROM_AN_ACCOUNT, source=code)


def received_by_account(code: str) -> Q:
    return Q(TO_AN_ACCOUNT, destination=code)


def of_gold() -> Q:
    """The movements of gold."""
    return Q(asset=GOLD)


def history_of(holding: HoldingId) -> Q:
    """The movements and upgrades of one instance. From two indexes."""
    return Q(holding=holding) | of_upgrades(holding)


def of_upgrades(holding: HoldingId) -> Q:
    """The payments for upgrades of one instance."""
    return Q(OF_AN_UPGRADE, reference=f"holding:{holding}")


def history_steps(holding: HoldingId, limit: int = 200) -> list[Transfer]:
    """The movements and upgrades of one instance, newest first. One statement."""
    sides = Transfer.objects.filter(holding=holding), Transfer.objects.filter(of_upgrades(holding))
    both = [rows.order_by("-pk")[:limit] for rows in sides]
    return list(both[0].union(both[1], all=True).order_by("-pk")[:limit])


def characters_in(movements: Iterable[Transfer]) -> dict[CharacterId, Character]:
    """The characters that movements name, by id. One statement; none without movements."""
    holders = {holder for moved in movements for holder in (moved.source, moved.destination)}
    ids = {character for holder in holders if (character := character_of(holder)) is not None}
    return {character.id: character for character in Character.objects.filter(pk__in=ids)}
