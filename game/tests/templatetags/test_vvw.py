"""Functions and filters of the templates: numbers and times in words, emblems, and a form's key."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.safestring import SafeString
from pytest_django import Settings

from game.content import catalogue
from game.templatetags import vvw
from game.templatetags.wiki import plus, wiki, wiki_emblem

SABRE = catalogue().items["clerks-sabre"]


@pytest.mark.parametrize(("permille", "shown"), [(45, "4.5 %"), (850, "85 %"), (0, "0 %"), (-5, "-0.5 %")])
def test_thousandths_are_shown_as_percent(permille: int, shown: str) -> None:
    assert vvw.percent(permille) == shown


@pytest.mark.parametrize(("value", "stat", "shown"), [(7, "attack", "+7"), (45, "crit", "+4.5 %"), (-20, "dodge", "-2 %")])
def test_a_value_has_its_sign_and_its_unit(value: int, stat: str, shown: str) -> None:
    assert vvw.value_of(value, stat) == shown


@pytest.mark.parametrize(("seconds", "shown"), [
    (0, "0 s"), (59, "59 s"), (60, "1 min"), (3599, "59 min"), (3600, "1 h 0 min"), (18_720, "5 h 12 min"),
])  # fmt: skip
def test_a_duration_in_words(seconds: int, shown: str) -> None:
    assert vvw.duration(seconds) == shown


@pytest.mark.parametrize(("seconds", "shown"), [
    (0, "just now"), (59, "just now"), (60, "1 min ago"), (3600, "1 h ago"), (86_400, "1 day ago"), (200_000, "2 days ago"),
])  # fmt: skip
def test_a_moment_in_words(seconds: int, shown: str) -> None:
    assert vvw.ago(timezone.now() - timedelta(seconds=seconds)) == shown


def test_each_key_is_new_and_a_browser_does_not_restore_it() -> None:
    keys = [
        re.fullmatch(r'<input .*name="idempotency_key" value="([0-9a-f]{32})" autocomplete="off">', vvw.key()) for _ in range(2)
    ]
    assert keys[0] and keys[1] and keys[0][1] != keys[1][1]


def test_a_name_may_break_after_an_underscore_and_is_escaped() -> None:
    assert vvw.soft("a_b<i>") == "a_<wbr>b&lt;i&gt;"


def test_a_heading_with_a_long_name_is_smaller_by_its_longest_part() -> None:
    assert [vvw.name_size(name) for name in ("Ada_Lamplight", "Harrowgaunt15", "Wetnosewithalongname")] == [
        "name-short", "name-long", "name-longest",
    ]  # fmt: skip


def test_an_address_has_the_site_in_front_and_one_slash(settings: Settings) -> None:
    settings.SITE_URL = "https://vvw.example/"
    assert vvw.address("/wiki/") == "https://vvw.example/wiki/"


def test_an_emblem_has_the_colours_of_an_items_rarity_and_an_empty_alt_text() -> None:
    html = vvw.emblem("item", SABRE.slug, "lg")
    assert f'class="emblem emblem--lg r-{SABRE.rarity}"' in html and 'alt=""' in html
    assert f"/emblems/item/{SABRE.slug}.svg?v={catalogue().hash}" in html
    assert 'class="emblem"' in vvw.emblem("character", 3) and 'class="emblem"' in vvw.emblem("item", "long-gone")


def test_bonuses_have_names_and_signs_and_grow_with_upgrades() -> None:
    assert vvw.bonuses(SABRE, 0) == (("Attack", "+6"), ("Crit", "+1 %"))
    assert vvw.bonuses(SABRE, 10) != vvw.bonuses(SABRE, 0)
    assert (plus(3), plus(0), plus(None)) == (" +3", "", "")


def test_a_name_links_to_the_wiki_unless_the_entry_left_the_catalogue() -> None:
    assert wiki("item", SABRE.slug) == f'<a class="wiki" href="/wiki/items/{SABRE.slug}/">Clerk&#x27;s Sabre</a>'
    assert wiki("item", "long-gone") == "long-gone" and "<a" not in wiki_emblem("item", "long-gone")
    assert 'aria-label="Clerk&#x27;s Sabre in the wiki"' in wiki_emblem("item", SABRE.slug)


def test_words_are_escaped_unless_they_are_safe_html() -> None:
    assert "<b>" not in wiki("item", SABRE.slug, "<b>x</b>")
    assert "<b>x</b>" in wiki("item", SABRE.slug, SafeString("<b>x</b>"))
    assert "<b>" not in wiki("item", SABRE.slug, "<b>x</b>"), "the safe one was cached in the meantime"


@pytest.mark.parametrize(("seconds", "words"), [
    (0, "full"), (-3, "full"), (20, "full in 20 s"), (60, "full in 1 min"), (61, "full in 2 min"), (3599, "full in 1 h 0 min"),
    (11_100, "full in 3 h 5 min"),
])  # fmt: skip
def test_a_meter_that_is_not_full_never_says_that_it_takes_no_time(seconds: int, words: str) -> None:
    assert vvw.full_in(seconds) == words
