"""The pages of wars, pressed as a player without scripts presses them; the same statements for two fighters and two hundred."""

from datetime import timedelta

import pytest
from django.test import Client

from clans.actions.war_job import tend_wars
from clans.models import Clan, War, WarSide
from clans.tests.make import leader_of, make_clan, make_crowd
from clans.tests.views.test_home import player_of, send
from clans.tests.wars import count_now, end_in_time, fill_bank, make_rich_clan, make_running_war, make_war, move, win_hunts
from game.tests.views.browsers import Player, make_player, page_of, statements_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db


def leading(gold: int = 10_000) -> tuple[Player, Clan]:
    player = make_player(level=10, gold=900)
    clan = make_clan(leader=player.character)
    fill_bank(clan, gold)
    return player, clan


def test_a_leader_declares_war_and_the_other_answers() -> None:
    one, _ = leading()
    other, defender = leading()
    assert "Declare war for 1,000 gold" in page_of(one.client, "/play/clan/war/")
    page = send(one.client, "/play/clan/war/", "/play/clan/war/", tag=defender.tag.lower())
    assert "War is declared" in page and "It begins in" in page and "sharpen their claws" in page
    assert "To the war" in page_of(one.client, "/play/clan/war/")
    assert "The winner gets both" in send(other.client, "/play/clan/war/", "/play/clan/war/answer/")
    assert "2,000 gold are at stake" in page_of(Client(), f"/clans/wars/{War.objects.get().pk}/")


@pytest.mark.parametrize(("tag", "gold", "words"), [
    ("ZZZ", 10_000, "There is no clan with that tag"), ("", 10_000, "There is no clan"), ("own", 10_000, "That is your own clan"),
    ("other", 10, "The fee is 1,000 gold, and the bank of"), ("<b>", 10_000, "There is no clan"),
])  # fmt: skip
def test_a_refused_declaration_shows_the_form_with_what_was_typed(tag: str, gold: int, words: str) -> None:
    player, clan = leading(gold)
    typed = {"own": clan.tag, "other": make_rich_clan().tag}.get(tag, tag)
    form = form_to(player.client, "/play/clan/war/", "/play/clan/war/")
    answer = player.client.post(form.action, form.data(tag=typed))
    shown = answer.content.decode()
    assert (
        answer.status_code in (400, 404, 409)
        and words in shown
        and 'aria-invalid="true"' in shown
        and 'value="<b>"' not in shown
    )


def test_a_member_without_the_right_sees_no_form() -> None:
    page = page_of(player_of(make_rich_clan()).client, "/play/clan/war/")
    assert "Your rank cannot declare war" in page and 'action="/play/clan/war/"' not in page


def test_the_page_of_a_war_shows_score_curve_and_fighters_to_anybody() -> None:
    war = make_running_war()
    hunter = leader_of(WarSide.objects.get(side="attacker").clan)
    win_hunts(hunter, 3)
    count_now(war)
    page = page_of(Client(), f"/clans/wars/{war.pk}/")
    assert (
        "The war is on" in page
        and "It ends in" in page
        and hunter.name.replace("_", "") in page.replace("<wbr>", "").replace("_", "")
    )
    assert 'class="war-line war-line--attacker" d="M0 1000H' in page and "Nobody has points yet" in page
    assert Client().get(f"/clans/wars/{war.pk + 1}/").status_code == 404


def test_a_war_that_is_over_is_in_the_history_the_ladder_and_the_log() -> None:
    player, clan = leading()
    foe = make_rich_clan()
    war = make_war(clan, foe)
    end_in_time(war)
    win_hunts(player.character, 2, ago=timedelta(minutes=40))
    tend_wars()
    assert "war-result--won" in page_of(player.client, "/play/clan/war/")
    ladder = page_of(player.client, "/clans/ladder/")
    assert ladder.index(clan.tag) < ladder.index(foe.tag) and "1,016" in ladder and "(yours)" in ladder
    log = page_of(player.client, "/play/clan/log/")
    assert "declared war on" in log and "was won" in log
    assert "won</h2>" in page_of(Client(), f"/clans/wars/{war.pk}/")


def test_an_empty_ladder_says_so() -> None:
    assert "No war has ended yet" in page_of(Client(), "/clans/ladder/")


@pytest.mark.parametrize(("page", "budget"), [("/clans/wars/{}/", 6), ("/play/clan/war/", 7), ("/clans/ladder/", 5)])
def test_a_page_takes_the_same_statements_for_a_few_fighters_and_two_hundred(page: str, budget: int) -> None:
    counted = []
    for number in (1, 100):
        player, clan = leading()
        foe = make_rich_clan()
        for side in (clan, foe):
            make_crowd(side, number)
        war = move(make_war(clan, foe), began=timedelta(hours=2))
        win_hunts(player.character, 1)
        count_now(war)
        address = page.format(war.pk)
        player.client.get(address)
        counted.append(statements_of(lambda p=player, a=address: p.client.get(a)))  # type: ignore[misc]
    assert counted == [budget, budget]
