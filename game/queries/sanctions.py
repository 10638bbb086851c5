"""Sanctions and their appeals: those of one account, one of them, and the record from which the next step follows."""

from datetime import datetime, timedelta

from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from accounts.models.ids import UserId
from game.models import Appeal, Sanction
from game.rules.errors import GameError
from game.rules.sanctions import APPEAL_DAYS, BANNING, NO_REPORTS, PastSanction

# A constant of the statement, as in queries/report.py, so that appeals_open serves the list.
APPEAL_IS_OPEN = RawSQL("game_appeal.state = 'open'", [], output_field=BooleanField())


def sanctions_of(user: UserId, limit: int) -> list[Sanction]:
    """With their appeals, the latest first. One statement."""
    return list(Sanction.objects.filter(user_id=user).select_related("appeal", "staff").order_by("-pk")[:limit])


def access_sanction(user: UserId, sanction: int) -> Sanction:
    """A sanction of the user, with its appeal. One statement. GameError not_found."""
    found = Sanction.objects.filter(user_id=user, pk=sanction).select_related("appeal").first()
    if found is None:
        raise GameError("not_found", "There is no such sanction against you.", field="id")
    return found


def sanction_by_id(sanction: int) -> Sanction | None:
    """Of an account that is not erased, with its account and its appeal. For whoever holds its link. One statement."""
    found = Sanction.objects.filter(pk=sanction, user__erased_at=None)
    return found.select_related("user", "appeal").first()


def appeal_of(sanction: Sanction) -> Appeal | None:
    """No statement for a sanction that was read with its appeal."""
    return getattr(sanction, "appeal", None)


def appeal_until(sanction: Sanction) -> datetime:
    return sanction.starts_at + timedelta(days=APPEAL_DAYS)


def why_no_appeal(sanction: Sanction, now: datetime) -> str:
    """Why the sanction cannot be appealed, in a sentence; "" when it can."""
    if appeal_of(sanction) is not None:
        return "You have appealed this already. There is one appeal for each sanction."
    if sanction.lifted_at is not None:
        return "It was lifted, so there is nothing left to appeal."
    if now > appeal_until(sanction):
        return f"The {APPEAL_DAYS} days for an appeal are over."
    return ""


def is_active(now: datetime) -> Q:
    """The sanctions that hold at that moment. A warning has no time in which it holds."""
    return Q(lifted_at=None) & (Q(ends_at=None) | Q(ends_at__gt=now))


def record_of(user: UserId) -> list[PastSanction]:
    """One statement."""
    rows = Sanction.objects.filter(user_id=user).values_list("kind", "starts_at", "ends_at", "lifted_at")
    return [
        PastSanction(kind, starts.timestamp(), ends.timestamp() if ends else None, lifted is not None)
        for kind, starts, ends, lifted in rows
    ]


def banning_sanction(user: UserId, now: datetime) -> Sanction | None:
    """The latest sanction that keeps the account from logging in, with its appeal. One statement."""
    held = Sanction.objects.filter(is_active(now), user_id=user, kind__in=BANNING)
    return held.select_related("appeal").order_by("-pk").first()


def is_barred_from_reports(user: UserId, now: datetime) -> bool:
    """One statement."""
    return Sanction.objects.filter(is_active(now), user_id=user, kind=NO_REPORTS).exists()
