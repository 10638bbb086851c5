"""A person's part in clans: a row in every table that leads to a user (game/tests/person.py)."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from clans.actions.applications import apply
from clans.models import (
    Clan,
    ClanRaidShare,
    Dues,
    DuesPayment,
    Invitation,
    Member,
    ShareLink,
    WarScore,
    WarStanding,
    Webhook,
    WebhookReport,
    Withdrawal,
    WithdrawalSignature,
)
from clans.tests.make import leader_of, make_clan, make_member
from clans.tests.wars import make_rich_clan, make_war
from game.models import Character, Raid
from game.tests.make import by


def live_in_clans(user: User, hero: Character) -> None:
    """The hero leads a clan that is at war, after others asked and invited in vain."""
    other = make_clan()
    apply(by(hero), clan=other.id, text=f"I am {hero.name}")
    Invitation.objects.create(clan=other, character=hero, made_by=leader_of(other))
    clan = make_rich_clan(faction=hero.faction)
    make_member(clan, character=hero)
    Member.objects.filter(clan=clan, rank="leader").update(rank="officer")
    Member.objects.filter(character=hero).update(rank="leader")
    Clan.objects.filter(pk=clan.pk).update(leader=hero)
    now = timezone.now()
    ShareLink.objects.create(clan=clan, code="person", made_by=hero, expires_at=now + timedelta(days=1))
    Dues.objects.create(clan=clan, gold=5, set_by=hero)
    DuesPayment.objects.create(clan=clan, character=hero, week=now.date(), owed=5, paid=0)
    hook = Webhook.objects.create(clan=clan, url="https://example.org/", secret="x", threshold=1, set_by=hero)
    WebhookReport.objects.create(webhook=hook, kind="donation", actor=hero, moves=[], worth=1)
    asked = Withdrawal.objects.create(clan=clan, asked_by=hero, asset="gold", quantity=60_000)
    WithdrawalSignature.objects.create(withdrawal=asked, character=hero, user=user)
    war = make_war(clan)
    WarScore.objects.create(war=war, at=now, attacker=1, defender=0)
    WarStanding.objects.get_or_create(clan=clan, defaults={"rating": 1000})
    if (raid := Raid.objects.first()) is not None:
        ClanRaidShare.objects.create(clan=clan, raid=raid, points=1)
