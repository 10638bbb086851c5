"""Leaders who are banned or away."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from clans.actions.departures import pass_on_leads, replace_banned_leader
from clans.models import Clan
from clans.tests.make import leader_of, make_clan, make_member, rank_of
from game.models import Character, Notice

pytestmark = pytest.mark.django_db(transaction=True)


def _away(character: Character, days: int) -> None:
    Character.objects.filter(pk=character.pk).update(seen_at=timezone.now() - timedelta(days=days))


def test_a_leader_who_is_away_gets_a_week_and_then_the_next_leads() -> None:
    clan = make_clan()
    officer, leader = make_member(clan, rank="officer"), leader_of(clan)
    _away(leader, 31)
    assert (pass_on_leads().warned, pass_on_leads().warned) == (1, 0), "the notice is given once"
    assert Notice.objects.filter(character=leader, kind="clan").count() == 1
    assert pass_on_leads().succeeded == 0
    Clan.objects.filter(pk=clan.pk).update(leader_warned_at=timezone.now() - timedelta(days=8))
    assert pass_on_leads().succeeded == 1
    assert (leader_of(clan), rank_of(leader)) == (officer, "officer")


def test_a_leader_who_comes_back_keeps_the_lead_and_one_who_comes_too_late_gets_nothing_back() -> None:
    clan = make_clan()
    make_member(clan, rank="officer")
    leader = leader_of(clan)
    _away(leader, 31)
    pass_on_leads()
    _away(leader, 0)
    Clan.objects.filter(pk=clan.pk).update(leader_warned_at=timezone.now() - timedelta(days=8))
    pass_on_leads()
    clan.refresh_from_db()
    assert (leader_of(clan), clan.leader_warned_at) == (leader, None)


def test_a_banned_leader_is_replaced_at_once() -> None:
    clan = make_clan()
    member, leader = make_member(clan), leader_of(clan)
    assert leader.user is not None
    leader.user.banned_until = timezone.now() + timedelta(days=30)
    leader.user.save()
    with transaction.atomic():
        replace_banned_leader(leader.user.pk)
    assert leader_of(clan) == member
    with transaction.atomic():
        replace_banned_leader(leader.user.pk)
    assert leader_of(clan) == member
