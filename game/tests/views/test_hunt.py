"""The hunt page, and a hunt with and without htmx."""

import re

import pytest
from django.template import engines
from django.test import Client
from django.utils import timezone

from game.actions import ledger
from game.content import catalogue
from game.models import Battle, Character
from game.queries.sheet import Worn
from game.rules.levels import xp_to_next
from game.tests.make import held
from game.tests.views.browsers import HTMX, make_player, page_of
from game.tests.views.forms import form_to

pytestmark = pytest.mark.django_db
HARD = max(catalogue().places.values(), key=lambda place: place.level).slug


def hunt_live(client: Client, **form: str) -> str:
    """A hunt by htmx: the HTML of its result."""
    answer = client.post("/play/hunt/", {"location": "old-mill"} | form, headers=HTMX)
    assert answer.status_code == 200
    return answer.content.decode()


def strip_of(html: str) -> list[str]:
    """The parts of the status strip that a result brings, with their contents."""
    return re.findall(r'id="hud-[a-z]+" hx-swap-oob="true">.*', html)


def test_the_page_shows_one_region_with_its_places_and_what_prowls_there() -> None:
    client, _ = make_player()
    html = page_of(client, "/play/hunt/", {"region": "briarwold"})
    places = [p for p in catalogue().places.values() if p.region == "briarwold"]
    assert places and all(f"/wiki/locations/{p.slug}/" in html for p in places)
    assert f"/wiki/monsters/{places[0].monsters[0].monster}/" in html


def test_each_open_place_tells_the_players_own_chance() -> None:
    client, character = make_player()
    first = min(catalogue().places.values(), key=lambda p: p.level).region
    places = [p for p in catalogue().places.values() if p.region == first and p.level <= character.level]
    html = page_of(client, "/play/hunt/", {"region": first})
    assert html.count('<p class="odds ') == len(places) > 0


def test_who_loses_at_a_place_is_told_of_another_on_the_hunt_page_and_the_dashboard() -> None:
    client, character = make_player(level=12)
    hardest = max((p for p in catalogue().places.values() if p.level <= 12), key=lambda p: (p.level, p.slug))
    for _ in range(6):
        Character.objects.filter(pk=character.pk).update(hp=1, hp_at=timezone.now(), energy=100, hunted_at=None)
        hunt_live(client, location=hardest.slug)
    assert not Battle.objects.filter(character=character, won=True).exists()
    Character.objects.filter(pk=character.pk).update(hp=100_000)
    for path in ("/play/", "/play/hunt/"):
        html = page_of(client, path)
        assert re.search(r"You lost 6 of your last 6 fights at <a [^>]*>" + hardest.name, html)
        assert (
            f'value="{hardest.slug}"' not in html.split('id="result"')[0].split('class="card next"')[-1].split("</section>")[0]
        )


def test_without_htmx_a_hunt_leads_to_its_battle() -> None:
    client, character = make_player()
    form = form_to(client, "/play/hunt/", "/hunt/")
    assert client.post(form.action, form.data())["Location"] == f"/play/battles/{character.battles.get().pk}/"


def test_a_live_hunt_shows_the_result_and_renews_the_status_strip() -> None:
    client, character = make_player()
    html = hunt_live(client)
    character.refresh_from_db()
    assert "<html" not in html
    assert f'id="hud-gold" hx-swap-oob="true">{character.gold:,}<' in html
    assert 'id="hunt-again"' in html and 'id="hud-hp"' in html and "118/120" in html
    assert 'hx-swap-oob="afterbegin:#recent-fights"' in html and f"/play/battles/{Battle.objects.get().pk}/" in html


def test_the_strip_after_a_live_hunt_says_when_energy_is_full_and_how_many_points_are_unspent() -> None:
    client, _ = make_player(unspent=5)
    html = hunt_live(client)
    assert 'data-full-in="240"' in html or 'data-full-in="239"' in html
    assert "5 points to spend" in html


def test_a_repeated_live_hunt_shows_the_strip_of_the_first_answer() -> None:
    client, _ = make_player(unspent=5)
    first, again = (hunt_live(client, idempotency_key="strip-key-0001") for _ in range(2))
    assert len(strip_of(first)) == 6 and strip_of(again) == strip_of(first)
    assert "118/120" in again and "5 points to spend" in again and 'data-full-in="2' in again


def test_a_live_hunt_renews_the_energy_above_the_places() -> None:
    client, _ = make_player()
    assert 'you have <span id="hunt-energy">120</span>' in page_of(client, "/play/hunt/")
    assert '<span id="hunt-energy" hx-swap-oob="true">118</span>' in hunt_live(client)
    assert 'you have <span id="hunt-energy">118</span>' in page_of(client, "/play/hunt/")


def test_a_character_without_energy_sees_why_and_gets_no_button() -> None:
    client, _ = make_player(energy=0)
    html = page_of(client, "/play/hunt/")
    assert "too tired" in html and 'name="location"' not in html


def test_spaces_around_the_place_are_ignored() -> None:
    client, _ = make_player()
    assert "You" in hunt_live(client, location=" old-mill ") and Battle.objects.count() == 1


@pytest.mark.parametrize("place", ["nowhere", "", "old-mill\0"])
def test_an_unknown_place_is_refused(place: str) -> None:
    client, _ = make_player()
    answer = client.post("/play/hunt/", {"location": place})
    assert answer.status_code == 400 and 'href="/play/"' in answer.content.decode() and not Battle.objects.exists()


def test_a_place_above_the_level_is_refused() -> None:
    client, _ = make_player()
    highest = max(catalogue().places.values(), key=lambda p: p.level)
    answer = client.post("/play/hunt/", {"location": highest.slug})
    assert answer.status_code == 403 and not Battle.objects.exists()


def test_whoever_is_tired_reads_when_it_goes_on_and_what_to_do_until_then() -> None:
    client, character = make_player()
    Character.objects.filter(pk=character.pk).update(energy=3, energy_at=timezone.now())
    result = hunt_live(client)
    page = page_of(client, "/play/hunt/")
    for html in (result, page):
        assert re.search(r'hunt once more in <b class="num" data-countdown="(\d+)"', html)
        assert 60 <= int(re.findall(r'data-countdown="(\d+)"', html)[-1]) <= 120 and "0 min" not in html
        for way in (
            "/play/missions/",
            "/play/forge/",
            "/play/mail/",
            "/raids/",
            "/wiki/search/",
            "/play/shop/?kind=consumable",
        ):
            assert f'href="{way}"' in html


def test_little_health_is_told_before_the_hunt_with_a_drink_that_leads_back() -> None:
    client, character = make_player()
    had = held(character, "cellar-draught").quantity
    for path in ("/play/hunt/", "/play/"):
        Character.objects.filter(pk=character.pk).update(hp=1, hp_at=timezone.now())
        html = page_of(client, path)
        assert "Less than a third of your health" in html
        form = form_to(client, path, "/use/")
        answer = client.post(form.action, form.data(), follow=True)
        assert answer.redirect_chain == [(path, 302)] and "You use" in answer.content.decode()
    assert held(character, "cellar-draught").quantity == had - 2


def test_who_has_nothing_to_drink_is_led_to_the_shop_and_who_is_well_is_told_nothing() -> None:
    client, character = make_player()
    had = held(character, "cellar-draught").quantity
    ledger.post([ledger.Move(ledger.of(character.id), "sink:staff", "cellar-draught", had)], reason="test")
    Character.objects.filter(pk=character.pk).update(hp=1, hp_at=timezone.now())
    html = page_of(client, "/play/hunt/")
    assert "Less than a third of your health" in html and 'href="/play/shop/?kind=consumable"' in html and "/use/" not in html
    Character.objects.filter(pk=character.pk).update(hp=100_000)
    assert "of your health" not in page_of(client, "/play/hunt/")


def test_a_level_names_its_new_skill_and_points_only_if_there_are_some() -> None:
    client, character = make_player()
    skill = next(s for s in catalogue().class_skills[character.class_slug] if s.level == 3)
    Character.objects.filter(pk=character.pk).update(level=2, xp=xp_to_next(2) - 1, strength=200, hp=100_000)
    html = hunt_live(client)
    assert f"You learnt <b>{skill.name}</b>" in html and "your fights use it" in html and "Spend your new points" in html
    used = [s.slug for s in catalogue().class_skills[character.class_slug][:3]]
    Character.objects.filter(pk=character.pk).update(level=9, xp=xp_to_next(9) - 1, loadout=used, hunted_at=None)
    html = hunt_live(client)
    assert (
        "choose whether it replaces one" in html and html.count("Instead of") == 3 and "of 100 fights as you fight now" in html
    )
    assert "of 100 fights as you fight now" in page_of(client, "/play/character/")
    form = form_to(client, "/play/character/", "/loadout/")
    client.post(form.action, form.data())
    after = Character.objects.get(pk=character.pk).loadout
    assert len(after) == 3 and after != used


def test_a_defeat_speaks_of_points_only_if_there_are_some() -> None:
    client, character = make_player()
    Character.objects.filter(pk=character.pk).update(strength=1, vitality=1, dexterity=1, level=60, unspent=0)
    lost = hunt_live(client, location=HARD)
    assert "beat you" in lost and "points" not in lost.partition('id="hud-hp"')[0]
    assert "See which place suits you" in lost and "Drink one" in lost, "little health is left"
    Character.objects.filter(pk=character.pk).update(unspent=4, hunted_at=None)
    assert "your 4 points" in hunt_live(client, location=HARD)


def test_broken_things_are_one_sentence() -> None:
    worn = [Worn(item, 0, left) for item, left in (("a", 0), ("b", 0), ("c", 0), ("d", 2))]
    macro = engines["pages"].env.get_template("game/parts/repair_note.html").module.repair_note  # type: ignore[attr-defined]
    words = re.sub(r"<[^>]+>|\s+", " ", str(macro(worn)))
    assert re.search(r"a\s*,\s*b\s+and\s+c\s+are\s+broken\s+and give you nothing", words) and words.count("broken") == 1
    assert "lasts 2 more fights" in words
