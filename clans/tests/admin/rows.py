"""Makers of rows for the lists of clans in the admin."""

import itertools
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from clans.models import Clan, Dues, DuesPayment, Member, War, Webhook, WebhookReport, Withdrawal
from clans.tests.make import new_tag
from clans.tests.wars import make_war
from game.models import Character, LedgerAccount
from game.tests.make import make_user

_numbers = itertools.count(1)
SECRETS: tuple[str, ...] = ("secret-of-a-webhook",)


def clans(count: int) -> list[Clan]:
    """Clans without a past, each with a leader."""
    made = []
    for _ in range(count):
        number, tag = next(_numbers), new_tag()
        leader = Character.objects.create(
            user=make_user(), name=f"RowLead{number}", skeleton=f"rowlead{number}", faction="vampire", class_slug="courtblade"
        )
        account = LedgerAccount.objects.create(kind=LedgerAccount.CLAN)
        clan = Clan.objects.create(
            name=f"Row_{number}_x", skeleton=f"row_{number}_x", tag=tag, faction="vampire", account=account, leader=leader,
            founder=leader,
        )  # fmt: skip
        Member.objects.create(clan=clan, character=leader, rank="leader")
        made.append(clan)
    return made


def _each(model: Any, count: int, **fields: Callable[[Clan], Any]) -> list[Any]:
    rows = [model(clan=clan, **{name: value(clan) for name, value in fields.items()}) for clan in clans(count)]
    return list(model.objects.bulk_create(rows))


def _hooks(count: int) -> list[Webhook]:
    return _each(
        Webhook, count, url=lambda c: "https://example.org/", secret=lambda c: "secret-of-a-webhook", threshold=lambda c: 1,
        set_by=lambda c: c.leader,
    )  # fmt: skip


ROWS: dict[Any, Callable[[int], Any]] = {
    War: lambda n: [make_war() for _ in range(n)],
    Withdrawal: lambda n: _each(Withdrawal, n, asked_by=lambda c: c.leader, asset=lambda c: "gold", quantity=lambda c: 60_000),
    Dues: lambda n: _each(Dues, n, gold=lambda c: 5, set_by=lambda c: c.leader),
    DuesPayment: lambda n: _each(
        DuesPayment, n, character=lambda c: c.leader, week=lambda c: timezone.now().date(), owed=lambda c: 5, paid=lambda c: 5
    ),
    Webhook: _hooks,
    WebhookReport: lambda n: [
        WebhookReport.objects.create(webhook=hook, kind="donation", moves=[{"asset": "gold", "quantity": 5}], worth=5)
        for hook in _hooks(n)
    ],
}
