"""The character sheet: attribute points and the loadout."""

import re
from html import unescape

import pytest

from game.content import catalogue
from game.models import Character
from game.tests.views.browsers import make_player, page_of
from game.tests.views.forms import form_in, form_to

pytestmark = pytest.mark.django_db


def test_the_sheet_shows_attributes_skills_and_gear() -> None:
    client, character = make_player(level=11)
    html = page_of(client, "/play/character/")
    skills = catalogue().class_skills[character.class_slug]
    assert skills and all(skill.name in html for skill in skills)
    assert "Strength" in html and "/wiki/items/clerks-sabre/" in html


def test_points_are_shown_with_what_they_come_to_before_they_are_spent() -> None:
    client, character = make_player(unspent=5)
    form = form_to(client, "/play/character/", "/points/")
    shown = client.post(form.action, form.data(str="3", vit="1")).content.decode()
    assert Character.objects.get(pk=character.pk).unspent == 5, "nothing is spent yet"
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", shown.partition("<main")[2])).split())
    assert "Spend 4 points?" in words and "1 more stays for later." in words
    for name, by, value in (("Strength", 3, character.strength), ("Vitality", 1, character.vitality)):
        assert f"{name} {value} → becomes {value + by} +{by}" in words
    assert re.search(r"Attack \d+ → becomes \d+ \+3 ", words) and re.search(r"Health \d+ → becomes \d+ \+6 ", words)
    assert 'href="/play/character/"' in shown and "Keep them" in shown
    sure = form_in(shown, "/play/character/points/")
    html = client.post(sure.action, sure.data(), follow=True).content.decode()
    after = Character.objects.get(pk=character.pk)
    assert "You have grown. 1 point is left." in html
    assert (after.strength, after.vitality) == (character.strength + 3, character.vitality + 1)
    again = client.post(sure.action, sure.data()).content.decode()
    assert "This was done at" in again and "sure" not in form_in(again, "/play/character/points/").data()
    assert Character.objects.get(pk=character.pk).unspent == 1


def test_points_that_change_neither_attack_nor_health_say_so() -> None:
    client, _ = make_player(unspent=1, luck=200)
    shown = client.post("/play/character/points/", {"lck": "1"}).content.decode()
    assert (
        shown.count("as it is") == 2
        and "past its soft cap, points count half" in shown
        and "That is all that you have." in shown
    )


@pytest.mark.parametrize("sure", [{}, {"sure": "1"}])
@pytest.mark.parametrize(("sent", "status"), [({"str": "6"}, 400), ({"str": "-1"}, 400), ({"str": "401"}, 400), ({}, 400)])
def test_points_that_the_character_does_not_have_are_refused(sent: dict[str, str], status: int, sure: dict[str, str]) -> None:
    client, character = make_player(unspent=5)
    response = client.post("/play/character/points/", sent | sure)
    assert response.status_code == status
    assert ("You have 5 to spend and chose 6: take 1 back." in response.content.decode()) == (sent == {"str": "6"})
    after = Character.objects.get(pk=character.pk)
    assert (after.unspent, after.attributes) == (5, character.attributes)


def test_an_old_tab_says_that_no_points_are_left() -> None:
    client, _ = make_player(unspent=0)
    refused = client.post("/play/character/points/", {"str": "3", "sure": "1"})
    assert refused.status_code == 400 and "You have no points left to spend." in refused.content.decode()


def test_the_loadout_keeps_the_order_of_the_form_and_leaves_out_empty_fields() -> None:
    client, character = make_player(level=11)
    first, second = [skill.slug for skill in catalogue().class_skills[character.class_slug]][:2]
    html = client.post("/play/character/loadout/", {"skill": [second, "", first]}, follow=True).content.decode()
    assert "That is how you will fight." in html
    assert Character.objects.get(pk=character.pk).loadout == [second, first]


def test_a_skill_above_the_level_or_of_nobody_is_refused() -> None:
    client, character = make_player()
    last = catalogue().class_skills[character.class_slug][-1]
    assert last.level > 1
    for skill in (last.slug, "no-such-skill"):
        assert client.post("/play/character/loadout/", {"skill": [skill]}).status_code in (400, 403), skill
    assert Character.objects.get(pk=character.pk).loadout == character.loadout
