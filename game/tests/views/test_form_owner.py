"""A form acts for the character that it was rendered for, and for no other."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from django.db.models import F
from django.test import Client
from pytest_django import Settings

from game.actions.notices import notify
from game.models import Character, DailyMission, DiceSeed, Holding, Notice
from game.tests.make import give, held, make_character
from game.tests.views.browsers import HTMX, browser_of, make_player, user_of
from game.tests.views.forms import Form, form_in, form_to, forms_of, game_forms

pytestmark = pytest.mark.django_db
State = list[list[Mapping[str, object]]]
TEMPLATES = Path(__file__).resolve().parents[3] / "templates/jinja2"


@pytest.fixture
def two(settings: Settings) -> tuple[Client, Character, Character]:
    """An account with two characters that can do everything their pages offer. The first one is played."""
    settings.LIMITS_ENFORCED = False
    first = make_character(level=12, unspent=6, gold=50_000)
    second = make_character(user_of(first), faction="werewolf", level=12, unspent=6, gold=50_000)
    third = make_character(user_of(first))
    client = browser_of(first)
    client.post(f"/play/characters/{third.pk}/let-go/")
    for one in (first, second):
        for item in ("clerks-sabre", "cellar-draught", "wickweed", "mill-rat-pelt"):
            give(one, item, 60 if item != "clerks-sabre" else 2)
        Holding.objects.filter(character=one, stacked=False).update(durability=3)
        notify(one.id, "Something was given back.")
    play(client, first)
    client.get("/play/missions/")
    DailyMission.objects.filter(character=first).update(progress=F("target"))
    client.post("/play/hunt/", {"location": "old-mill", "character": first.pk})
    return client, first, second


def play(client: Client, character: Character) -> None:
    assert client.post(f"/play/characters/{character.pk}/choose/").status_code == 302


def pages(character: Character) -> list[str]:
    thing, stack = held(character, "clerks-sabre"), held(character, "cellar-draught")
    return [
        "/play/", "/play/hunt/", "/play/inventory/", f"/play/inventory/{thing.pk}/", f"/play/inventory/{stack.pk}/",
        "/play/character/", "/play/shop/", "/play/forge/", "/play/forge/?part=better", "/play/forge/?part=make&ready=1",
        "/play/missions/", "/play/notices/", "/play/log/", "/play/characters/", "/play/new/", "/fairness/", "/leaderboards/level/",
        f"/play/battles/{character.battles.latest('pk').pk}/", f"/characters/{character.name}/",
    ]  # fmt: skip


def state(*characters: Character) -> State:
    """The rows that a form of the game may change."""
    keys = [c.id for c in characters]
    return [
        [*Character.objects.filter(pk__in=keys).order_by("pk").values()],
        [*Holding.objects.filter(character__in=keys).order_by("pk").values()],
        [*DailyMission.objects.filter(character__in=keys).order_by("pk").values()],
        [*Notice.objects.filter(character__in=keys).order_by("pk").values()],
        [*DiceSeed.objects.filter(character__in=keys).order_by("pk").values()],
    ]


ACTIONS = {
    "hunt", "sell", "equip", "unequip", "use", "points", "loadout", "buy", "repair", "upgrade", "craft", "claim", "read",
    "rotate", "reveal", "choose", "let-go", "restore", "new",
}  # fmt: skip


def test_every_form_of_the_game_names_the_character_that_it_was_rendered_for(two: tuple[Client, Character, Character]) -> None:
    client, first, _ = two
    seen: set[str] = set()
    for page in pages(first):
        for form in game_forms(client, page):
            seen.add(form.action.strip("/").split("/")[-1])
            names = [name for name, _ in form.fields]
            assert form.data()["character"] == [str(first.pk)], (page, form.action)
            assert names.count("idempotency_key") == names.count("csrfmiddlewaretoken") == 1, (page, form.action)
    assert seen == ACTIONS


def test_no_template_writes_the_fields_of_a_form_by_itself() -> None:
    others = ('action="/accounts/', 'action="/play/guest/"')
    tags = [
        (path.name, tag)
        for path in TEMPLATES.rglob("*.html")
        for tag in re.findall(r'<form[^>]*method="post"[^>]*>(?:.{20})', path.read_text())
        if not any(action in tag for action in others)
    ]
    assert len(tags) > 20
    assert [(name, tag) for name, tag in tags if "{{ form_fields }}" not in tag] == []


def test_no_form_of_one_character_acts_for_another(two: tuple[Client, Character, Character]) -> None:
    client, first, second = two
    forms = {form.action.strip("/").split("/")[-1]: form for page in pages(first) for form in game_forms(client, page)}
    play(client, second)
    before = state(first, second)
    for name in ACTIONS - {"choose", "new"}:
        answer = client.post(forms[name].action, forms[name].data())
        html = answer.content.decode()
        assert answer.status_code == 409, name
        assert f"page was {first.name}" in re.sub("<wbr>", "", html) and second.name in html, name
        assert f'action="/play/characters/{first.pk}/choose/"' in html, name
    assert state(first, second) == before


def test_the_refusal_offers_the_forms_character_and_the_one_that_is_played(two: tuple[Client, Character, Character]) -> None:
    client, first, second = two
    form = form_to(client, "/play/shop/?kind=weapon", "/buy/")
    play(client, second)
    refused = client.post(form.action, form.data(), headers={"Referer": "http://testserver/play/shop/?kind=weapon"})
    html = refused.content.decode()
    assert 'href="/play/shop/?kind=weapon">Go on as ' in html
    back = next(f for f in forms_of(html) if f.action.endswith(f"/{first.pk}/choose/"))
    answer = client.post(back.action, back.data())
    assert answer["Location"] == "/play/shop/?kind=weapon"
    assert form_to(client, "/play/shop/", "/buy/").data()["character"] == [str(first.pk)]


@pytest.mark.parametrize("aim", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "/a\nb"])
def test_the_path_to_return_to_leads_to_no_other_host(two: tuple[Client, Character, Character], aim: str) -> None:
    client, first, second = two
    assert client.post(f"/play/characters/{first.pk}/choose/", {"back": aim})["Location"] == "/play/"
    html = client.get("/play/characters/whose-form/", {"of": str(second.pk), "back": aim}).content.decode()
    assert "evil.example" not in html and "javascript:" not in html


def test_an_htmx_request_of_another_character_is_a_409_that_leads_to_a_whole_page(
    two: tuple[Client, Character, Character],
) -> None:
    client, first, second = two
    form = form_to(client, "/play/hunt/", "/hunt/")
    play(client, second)
    before = state(first, second)
    answer = client.post(form.action, form.data(), headers=HTMX | {"Referer": "http://testserver/play/hunt/?region=briarwold"})
    assert answer.status_code == 409 and state(first, second) == before
    page = client.get(answer["HX-Redirect"])
    html = page.content.decode()
    assert page.status_code == 200 and f"page of {first.name}" in html
    assert '"/play/hunt/?region=briarwold"' in html and f'action="/play/characters/{first.pk}/choose/"' in html


def test_a_fragment_for_a_page_of_another_character_reloads_the_whole_page(two: tuple[Client, Character, Character]) -> None:
    client, first, second = two
    mine = HTMX | {"X-Character": str(first.pk)}
    assert "HX-Redirect" not in client.get("/play/inventory/?q=a", headers=mine).headers
    play(client, second)
    answer = client.get("/play/inventory/?q=a", headers=mine)
    assert answer["HX-Redirect"] == "/play/inventory/?q=a" and second.name not in answer.content.decode()
    assert f'"X-Character": "{second.pk}"' in client.get("/play/inventory/").content.decode()


def test_a_form_of_a_deleted_character_says_that_it_was_deleted(two: tuple[Client, Character, Character]) -> None:
    client, first, second = two
    form = form_to(client, "/play/shop/", "/buy/")
    client.post(f"/play/characters/{first.pk}/let-go/")
    answer = client.post(form.action, form.data())
    html = answer.content.decode()
    assert answer.status_code == 409 and f"{first.name} was let go" in html and 'href="/play/characters/"' in html
    assert f"Go on as {second.name}" in html


@pytest.mark.parametrize("named", ["other", "0", "-1", "1.0", "abc", "9" * 30, "9" * 5000, "\u0661", "\u00b2", "1e3"])
def test_a_form_with_a_wrong_character_is_refused_and_names_nobody(
    two: tuple[Client, Character, Character], named: str
) -> None:
    client, first, _ = two
    stranger = make_character(name="Somebody_else")
    before = state(first, stranger)
    sent = {"location": "old-mill", "character": str(stranger.pk) if named == "other" else named}
    for headers in ({}, HTMX):
        answer = client.post("/play/hunt/", sent, headers=headers)
        assert answer.status_code == 409 and stranger.name not in answer.content.decode()
        if headers:
            html = client.get(answer["HX-Redirect"]).content.decode()
            assert stranger.name not in html and "not yours" in html
    assert state(first, stranger) == before


def test_a_form_without_a_character_is_refused_for_an_account_with_several(two: tuple[Client, Character, Character]) -> None:
    client, first, _ = two
    before, had = state(first), held(first, "cellar-draught").quantity
    answer = client.post("/play/shop/buy/", {"item": "cellar-draught", "quantity": "2"})
    assert answer.status_code == 409 and state(first) == before
    form = form_in(answer.content.decode(), "/play/shop/buy/")
    assert client.post(form.action, form.data()).status_code == 302
    assert held(first, "cellar-draught").quantity == had + 2


def test_a_form_without_a_character_is_accepted_for_an_account_with_one() -> None:
    client, _ = make_player(gold=500)
    assert client.post("/play/shop/buy/", {"item": "cellar-draught"}).status_code == 302


def test_each_device_keeps_the_character_that_it_has_chosen(two: tuple[Client, Character, Character]) -> None:
    client, first, second = two
    device = browser_of(first)
    play(device, second)
    form: Form = form_to(client, "/play/shop/", "/buy/")
    assert client.post(form.action, form.data()).status_code == 302
    theirs = form_to(device, "/play/shop/", "/buy/")
    assert theirs.data()["character"] == [str(second.pk)] and device.post(theirs.action, theirs.data()).status_code == 302


def test_a_form_of_the_only_character_does_nothing_after_its_deletion() -> None:
    client, character = make_player(gold=500)
    form = form_to(client, "/play/shop/", "/buy/")
    client.post(f"/play/characters/{character.pk}/let-go/")
    client.get("/play/characters/")
    assert "Nothing was done" in client.post(form.action, form.data(), follow=True).content.decode()
