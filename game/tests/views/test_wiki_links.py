"""Every name of an item, a monster or a place on a page of the game links to its page in the wiki."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

import pytest
from django.test import Client
from pytest_django import Settings

from game.actions.forge import upgrade
from game.actions.hunt import hunt
from game.content import catalogue
from game.content.schema import Item, Monster, Place
from game.models import Battle, Character
from game.tests.make import by, give, held
from game.tests.views.browsers import Player, make_player

pytestmark = pytest.mark.django_db
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr", "use", "path"}
NOT_NAMES = {"title", "script", "button", "option", "label", "blockquote"}
PROSE = {
    "place-text",
    "item-text",
    "lead",
    "region-text",
    "mission-text",
    "mission-giver",
    "visually-hidden",
    "blows",
    "tagline",
}
"""Classes of elements that may name things without a link: texts of the game, and text for screen readers."""


class Reader(HTMLParser):
    """words: the text outside game texts, buttons and labels. links: the targets of all links."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: set[str] = set()
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if link := found.get("href"):
            self.links.add(link)
        if tag not in VOID:
            classes = set((found.get("class") or "").split())
            quiet = tag in NOT_NAMES or bool(classes & PROSE)
            self._open.append((tag, quiet))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(quiet for _, quiet in self._open):
            self.words.append(data)


def names() -> dict[str, str]:
    content = catalogue()
    kinds: dict[str, Mapping[str, Item | Monster | Place]] = {
        "items": content.items, "monsters": content.monsters, "locations": content.places,
    }  # fmt: skip
    return {e.name: f"/wiki/{kind}/{e.slug}/" for kind, entries in kinds.items() for e in entries.values()}


def without_link(html: str) -> list[str]:
    """Names without a link to the wiki, and links to wiki pages that do not exist."""
    reader, known = Reader(), names()
    reader.feed(html)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(known, key=len, reverse=True)))
    shown = set(pattern.findall(" \n ".join(reader.words)))
    dead = [link for link in reader.links if link.startswith("/wiki/") and link.count("/") == 4 and link not in known.values()]
    return sorted(name for name in shown if known[name] not in reader.links) + dead


@pytest.fixture
def player(settings: Settings) -> Player:
    """A player with a full bag, won battles, and broken, upgraded and craftable items."""
    settings.LIMITS_ENFORCED = False
    client, character = make_player(level=12, gold=5000)
    for item in ("clerks-sabre", "cellar-draught", "mill-rat-pelt", "wickweed"):
        give(character, item, 8)
    upgrade(by(character), holding=held(character, "clerks-sabre").id)
    for place in ("old-mill", "ashen-gate") * 3:
        hunt(by(character), place=place)
    Character.objects.filter(pk=character.pk).update(hunts=58)
    return Player(client, character)


PAGES = (
    "/play/", "/play/hunt/", "/play/inventory/", "/play/character/", "/play/shop/", "/play/shop/?kind=weapon", "/play/missions/",
    "/play/log/", "/play/forge/", "/play/forge/?part=better", "/play/forge/?part=make", "/play/new/", "/", "/fairness/",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_name_on_a_page_links_to_the_wiki(player: Player, path: str) -> None:
    client, _ = player
    answer = client.get(path)
    assert answer.status_code == 200 and without_link(answer.content.decode()) == []


def test_every_name_in_a_battle_a_profile_an_item_and_a_live_hunt_links_to_the_wiki(player: Player) -> None:
    client, character = player
    battles, things = list(Battle.objects.all()), list(character.holdings.all())
    assert battles and things
    for battle in battles:
        for reader in (client, Client()):
            assert without_link(reader.get(f"/play/battles/{battle.pk}/").content.decode()) == []
    assert without_link(Client().get(f"/characters/{character.name}/").content.decode()) == []
    for thing in things:
        assert without_link(client.get(f"/play/inventory/{thing.pk}/").content.decode()) == []
    for _ in range(3):
        answer = client.post("/play/hunt/", {"location": "old-mill"}, headers={"HX-Request": "true"})
        assert without_link(answer.content.decode()) == []


def test_messages_of_success_link_to_the_wiki(player: Player) -> None:
    client, character = player
    spare = character.holdings.filter(item="clerks-sabre", slot=None)[0]
    Character.objects.filter(pk=character.pk).update(hp=1)
    for path, form in (
        ("shop/buy/", {"item": "cellar-draught"}),
        (f"inventory/{spare.pk}/equip/", {}),
        (f"inventory/{held(character, 'cellar-draught').pk}/use/", {}),
        ("forge/repair/", {"all": "1"}),
        ("forge/craft/", {"recipe": "two-from-the-cellar"}),
    ):
        html = client.post(f"/play/{path}", form, follow=True).content.decode()
        assert "note--success" in html and without_link(html) == [], path


def test_the_check_finds_a_name_without_a_link() -> None:
    assert without_link("<p>You beat Flour Rat at The Old Mill</p>") == ["Flour Rat", "The Old Mill"]
    assert without_link('<p class="item-text">Some tell of the Flour Rat</p><button>Hunt at The Old Mill</button>') == []
    assert without_link('<p>You beat <a href="/wiki/monsters/flour-rat/">Flour Rat</a></p>') == []
    assert without_link('<a href="/wiki/monsters/no-such-rat/">x</a>') == ["/wiki/monsters/no-such-rat/"]
