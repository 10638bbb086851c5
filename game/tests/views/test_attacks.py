"""What a cheater sends to a page, and what he gets."""

import pytest
from django.test import Client

from game.models import Battle, Character
from game.tests.make import held, make_character

pytestmark = pytest.mark.django_db


@pytest.fixture
def me() -> Client:
    client = Client()
    client.character = make_character()
    client.force_login(client.character.user)
    return client


def test_a_hunt_with_spaces_around_its_place_is_answered_as_the_hunt_it_is(me: Client) -> None:
    answer = me.post("/play/hunt/", {"location": " old-mill "}, headers={"HX-Request": "true"})
    assert answer.status_code == 200 and Battle.objects.count() == 1


@pytest.mark.parametrize("key", ["x" * 65, "a\0bcdefgh", "<b>bold</b>", "short"])
def test_a_character_with_a_made_up_key_is_refused(me: Client, key: str) -> None:
    form = {"name": "Newcomer", "class": "courtblade", "emblem": "1", "idempotency_key": key}
    assert me.post("/play/new/", form).status_code == 400
    assert Character.objects.count() == 1


@pytest.mark.parametrize("came", ["http://[", "http://testserver//evil.example/", "https://evil.example/play/", "javascript:a"])
def test_a_refusal_leads_nowhere_but_back_into_the_site(me: Client, came: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    for client in (me, strict):
        answer = client.post("/play/hunt/", {"location": "nowhere"}, headers={"Referer": came})
        html = answer.content.decode()
        assert answer.status_code in (400, 403)
        assert "evil.example" not in html and "javascript:" not in html and 'href="/play/"' in html


@pytest.mark.parametrize(
    "page", ["/characters/a%00b/", "/emblems/character/" + "9" * 5000 + ".svg", "/emblems/character/24.svg"]
)
def test_an_address_of_nonsense_is_not_found(client: Client, page: str) -> None:
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("aim", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_log_in_leads_to_no_other_host(aim: str) -> None:
    user = make_character().user
    user.set_password("four unlike words here")
    user.save()
    answer = Client().post("/accounts/login/", {"login": user.username, "password": "four unlike words here", "next": aim})
    assert (answer.status_code, answer["Location"]) == (302, "/play/")


def test_twenty_guests_an_hour_come_from_an_address_and_its_header_does_not_change_it() -> None:
    answers = [
        Client().post("/play/guest/", {"idempotency_key": f"click-{n:08d}"}, headers={"X-Forwarded-For": f"10.0.0.{n}"})
        for n in range(21)
    ]
    assert [a.status_code for a in answers] == [302] * 20 + [429]
    assert int(answers[-1]["Retry-After"]) > 3500 and "come again in 60 minutes" in answers[-1].content.decode()
    assert Character.objects.count() == 20
    there = Client().post("/play/guest/", {"idempotency_key": "click-other-1"}, REMOTE_ADDR="10.9.9.9")
    assert there.status_code == 302


def test_nobody_touches_the_things_missions_and_characters_of_another(me: Client) -> None:
    other = make_character()
    thing = held(other, "cellar-draught")
    for path in ("equip", "unequip", "use"):
        assert me.post(f"/play/inventory/{thing.pk}/{path}/").status_code == 404
    assert me.get(f"/play/inventory/{thing.pk}/").status_code == 404
    assert me.post("/play/inventory/sell/", {"sell": f"{thing.pk}x1"}).status_code == 404
    for path in ("choose", "let-go", "restore"):
        assert me.post(f"/play/characters/{other.pk}/{path}/").status_code == 404
    assert Character.objects.get(pk=other.pk).deleted_at is None


def test_what_is_the_same_for_everybody_may_be_kept_by_any_cache_and_what_is_mine_by_none(me: Client) -> None:
    me.get("/play/")
    emblem = me.get("/emblems/character/3.svg")
    assert "public" in emblem["Cache-Control"] and "Vary" not in emblem.headers and not emblem.cookies
    for page in ("/play/", "/play/inventory/", "/play/characters/", "/leaderboards/level/", "/fairness/"):
        answer = me.get(page)
        assert "private" in answer["Cache-Control"] and "Cookie" in answer["Vary"], page
