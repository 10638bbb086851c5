"""Charter and crest of a clan."""

import pytest

from accounts.models import User
from clans.actions.charter import choose_crest, render_charters_again, write_charter
from clans.models import Clan, ClanLogEntry
from clans.queries.card import clan_card
from clans.tests.make import leader_of, make_clan, make_member
from game.tests.letters import refusal
from game.tests.make import by, make_character
from vvw_site.foundation.database.clock import database_now

pytestmark = pytest.mark.django_db


def test_an_officer_writes_the_charter_which_is_rendered_once() -> None:
    clan = make_clan()
    officer = make_member(clan, rank="officer")
    assert write_charter(by(officer), text="# We\r\nhunt <b>alone</b>").characters == 22
    clan.refresh_from_db()
    assert clan.charter == "# We\nhunt <b>alone</b>"
    assert clan.charter_html == "<h3>We</h3>\n<p>hunt &lt;b&gt;alone&lt;/b&gt;</p>\n"
    assert [entry.kind for entry in ClanLogEntry.objects.filter(clan=clan, actor=officer)] == ["joined", "charter"]
    assert write_charter(by(officer), text=" ").characters == 0
    clan.refresh_from_db()
    assert (clan.charter, clan.charter_html) == ("", "")


def test_who_may_not_write_is_refused() -> None:
    clan = make_clan()
    initiate, muted = make_member(clan), make_member(clan, rank="officer")
    User.objects.filter(characters=muted).update(muted_until=database_now().replace(year=2100))
    assert refusal(lambda: write_charter(by(initiate), text="x"))[0] == "forbidden"
    assert refusal(lambda: write_charter(by(muted), text="x"))[0] == "forbidden"
    assert refusal(lambda: write_charter(by(make_character()), text="x"))[0] == "no_clan"
    assert refusal(lambda: write_charter(by(leader_of(clan)), text="x" * 4_001)) == ("invalid", "text")
    assert refusal(lambda: choose_crest(by(initiate), charge="wolf", colours="rust"))[0] == "forbidden"
    assert refusal(lambda: choose_crest(by(leader_of(clan)), charge="dog", colours="rust")) == ("invalid", "charge")
    clan.refresh_from_db()
    assert (clan.charter, clan.crest) == ("", {})


def test_a_crest_is_chosen_and_given_up_again() -> None:
    clan = make_clan()
    leader = leader_of(clan)
    assert choose_crest(by(leader), charge="wolf", colours="rust").crest == f"{clan.tag}-wolf-rust"
    assert Clan.objects.get(pk=clan.pk).crest == {"charge": "wolf", "colours": "rust"}
    assert choose_crest(by(leader), charge="", colours="").crest == clan.tag
    assert Clan.objects.get(pk=clan.pk).crest == {}
    assert ClanLogEntry.objects.filter(clan=clan, kind="crest").count() == 2


def test_all_charters_are_rendered_again_and_a_second_run_changes_nothing() -> None:
    clans = [make_clan() for _ in range(3)]
    Clan.objects.filter(pk__in=[clans[0].pk, clans[1].pk]).update(charter="*x*", charter_html="old")
    Clan.objects.filter(pk=clans[1].pk).update(charter_html="<p><em>x</em></p>\n")
    assert (render_charters_again(), render_charters_again()) == (1, 0)
    assert [Clan.objects.get(pk=c.pk).charter_html for c in clans] == ["<p><em>x</em></p>\n"] * 2 + [""]


@pytest.mark.django_db(transaction=True)
def test_each_change_drops_what_readers_see() -> None:
    clan = make_clan()
    leader = leader_of(clan)
    assert (clan_card(clan.tag).size, clan_card(clan.tag).charter_html, clan_card(clan.tag).picture) == (1, "", clan.tag)
    write_charter(by(leader), text="We hunt.")
    assert clan_card(clan.tag).charter_html == "<p>We hunt.</p>\n"
    choose_crest(by(leader), charge="moon", colours="ice")
    assert clan_card(clan.tag).picture == f"{clan.tag}-moon-ice"
    member = make_member(clan)
    assert [m.name for m in clan_card(clan.tag.lower()).members] == [leader.name, member.name]
