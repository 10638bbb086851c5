"""Applications to clans."""

import pytest

from clans.actions import applications
from clans.models import Application, Clan, Invitation
from clans.rules.joining import APPLICATIONS_MOST
from clans.tests.make import block, leader_of, make_clan, make_member, rank_of
from game.models import Character, Notice
from game.tests.letters import refusal
from game.tests.make import by, make_character

pytestmark = pytest.mark.django_db


def applied(clan: Clan, applicant: Character, text: str = "") -> int:
    return applications.apply(by(applicant), clan=clan.id, text=text).application


def test_an_application_waits_and_those_who_may_accept_are_told() -> None:
    clan = make_clan()
    officer, initiate = make_member(clan, rank="officer"), make_member(clan)
    newcomer = make_character()
    pk = applied(clan, newcomer, "  Let me\nin. ")
    assert Application.objects.get(pk=pk).text == "Let me in."
    told = set(Notice.objects.filter(kind="clan", text__contains="asks to join").values_list("character_id", flat=True))
    assert told == {leader_of(clan).id, officer.id} and initiate.id not in told


def test_who_is_accepted_is_a_member_and_everything_else_lapses() -> None:
    clan, other = make_clan(), make_clan()
    newcomer = make_character()
    pk, elsewhere = applied(clan, newcomer), applied(other, newcomer)
    Invitation.objects.create(clan=other, character=newcomer, made_by=leader_of(other))
    officer = make_member(clan, rank="officer")
    applications.accept(by(officer), application=pk, applicant=newcomer.id)
    newcomer.refresh_from_db()
    assert (rank_of(newcomer), newcomer.clan_tag) == ("initiate", clan.tag)
    assert Application.objects.get(pk=elsewhere).state == "lapsed"
    assert Invitation.objects.get(clan=other).state == "lapsed"
    assert (
        refusal(lambda: applications.accept(by(leader_of(other)), application=elsewhere, applicant=newcomer.id))[0]
        == "nothing_to_do"
    )


def test_ten_applications_wait_at_most() -> None:
    newcomer = make_character()
    clans = [make_clan() for _ in range(APPLICATIONS_MOST + 1)]
    for clan in clans[:-1]:
        applied(clan, newcomer)
    assert refusal(lambda: applied(clans[-1], newcomer))[0] == "too_much"
    assert refusal(lambda: applied(clans[0], newcomer))[0] == "nothing_to_do"
    applications.withdraw(by(newcomer), application=Application.objects.order_by("pk").values_list("pk", flat=True)[0])
    assert applied(clans[-1], newcomer)


@pytest.mark.parametrize(("admission", "faction", "code"), [
    ("invitation", "vampire", "forbidden"), ("open", "vampire", "forbidden"), ("application", "werewolf", "wrong_faction"),
])  # fmt: skip
def test_one_cannot_apply_where_it_is_of_no_use(admission: str, faction: str, code: str) -> None:
    clan = make_clan(admission=admission)
    assert refusal(lambda: applied(clan, make_character(faction=faction)))[0] == code


def test_a_text_that_is_too_long_is_refused_by_its_field() -> None:
    clan = make_clan()
    assert refusal(lambda: applied(clan, make_character(), "x" * 301)) == ("invalid", "text")


def test_nobody_decides_for_another_clan_or_without_the_right() -> None:
    clan, other = make_clan(), make_clan()
    newcomer = make_character()
    pk, initiate = applied(clan, newcomer), make_member(clan)
    assert refusal(lambda: applications.accept(by(leader_of(other)), application=pk, applicant=newcomer.id))[0] == "not_found"
    assert refusal(lambda: applications.refuse(by(leader_of(other)), application=pk))[0] == "not_found"
    assert refusal(lambda: applications.refuse(by(initiate), application=pk))[0] == "forbidden"
    assert refusal(lambda: applications.withdraw(by(initiate), application=pk))[0] == "not_found"
    assert Application.objects.get(pk=pk).state == "pending"


def test_a_refused_applicant_is_told_and_may_apply_again() -> None:
    clan, newcomer = make_clan(), make_character()
    applications.refuse(by(leader_of(clan)), application=applied(clan, newcomer))
    assert Notice.objects.filter(character=newcomer, kind="clan").count() == 1
    assert applied(clan, newcomer)


def test_a_block_between_them_ends_an_application() -> None:
    clan, newcomer = make_clan(), make_character()
    pk, leader = applied(clan, newcomer), leader_of(clan)
    block(newcomer, leader)
    assert refusal(lambda: applications.accept(by(leader), application=pk, applicant=newcomer.id))[0] == "blocked"
