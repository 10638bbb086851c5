"""Perks: bought once with the clan's gold, and what each does."""

import pytest

from clans.actions.perks import buy_perk
from clans.actions.share_links import make_link
from clans.models import Clan, ClanLogEntry, ShareLink
from clans.rules.level import members_most
from clans.rules.perk import PERKS, invitations_most, link_terms, room_of
from clans.tests.make import leader_of, make_clan, make_member
from clans.tests.wars import bank_of, make_rich_clan
from game.models import Transfer
from game.rules.errors import GameError
from game.tests.make import by

pytestmark = pytest.mark.django_db


def refused(clan: Clan, perk: str) -> str:
    with pytest.raises(GameError) as error:
        buy_perk(by(leader_of(clan)), perk=perk)
    return error.value.code


def test_a_perk_is_paid_once_and_stays() -> None:
    clan = make_rich_clan(gold=5_000)
    bought = buy_perk(by(leader_of(clan), "perk-key-0001"), perk="heralds")
    assert buy_perk(by(leader_of(clan), "perk-key-0001"), perk="heralds") == bought
    assert (bought.gold, bank_of(clan)) == (1_000, 1_000)
    assert refused(clan, "heralds") == "nothing_to_do"
    assert Transfer.objects.get(reason="clan_perk").destination == "sink:clan"
    assert ClanLogEntry.objects.get(kind="perk").detail["title"] == "Heralds"
    clan.refresh_from_db()
    assert invitations_most(clan.perks) == 100


def test_a_refusal_says_why() -> None:
    clan = make_rich_clan(gold=1_000_000)
    assert refused(clan, "nothing") == "not_found"
    assert refused(clan, "hall") == "level_too_low"
    Clan.objects.filter(pk=clan.pk).update(level=9)
    assert refused(clan, "cellar") == "not_done"
    poor = make_clan(level=9)
    assert refused(poor, "hall") == "not_enough_gold"
    with pytest.raises(GameError) as error:
        buy_perk(by(make_member(clan)), perk="hall")
    assert error.value.code == "forbidden"


def test_a_longer_table_makes_room_for_more() -> None:
    clan = make_rich_clan(gold=200_000)
    Clan.objects.filter(pk=clan.pk).update(level=9, size=members_most(9))
    with pytest.raises(GameError) as error:
        make_member(clan)
    assert error.value.code == "clan_full"
    for perk in ("hall", "gallery", "cellar"):
        buy_perk(by(leader_of(clan)), perk=perk)
    make_member(clan)
    assert room_of(9, [*PERKS]) == members_most(9) + 12
    Clan.objects.filter(pk=clan.pk).update(size=2)


def test_a_seal_makes_links_last() -> None:
    clan = make_rich_clan()
    Clan.objects.filter(pk=clan.pk).update(level=2)
    make_link(by(leader_of(clan)))
    buy_perk(by(leader_of(clan)), perk="seal")
    make_link(by(leader_of(clan)))
    short, long = ShareLink.objects.order_by("pk")
    assert [(one.expires_at - one.made_at).days for one in (short, long)] == [14, 28]
    assert [one.uses_most for one in (short, long)] == [25, 50] and link_terms(["seal"]) == (28, 50)


def test_every_perk_comes_after_one_that_a_clan_can_buy_earlier() -> None:
    for perk in PERKS.values():
        assert not perk.after or PERKS[perk.after].level <= perk.level
