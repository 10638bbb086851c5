"""What crawlers may read, and under which address."""

import re
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
from django.test import Client

from game.tests.make import make_character
from seo_pages.build.outputs import _robots
from seo_pages.build.sitemaps import LIVE, SCHEMA

CARD_FETCHERS = (
    "Twitterbot/1.0", "facebookexternalhit/1.1", "Slackbot-LinkExpanding 1.0", "Slackbot 1.0", "Discordbot/2.0",
    "LinkedInBot/1.0", "TelegramBot (like TwitterBot)", "WhatsApp/2.23",
)  # fmt: skip


@pytest.mark.django_db
def test_all_spellings_of_a_profile_have_one_canonical_address(client: Client) -> None:
    make_character(name="Bela_Nightfall")
    for name in ("bela_nightfall", "BELA_NIGHTFALL", "Bela_Nightfall"):
        page = client.get(f"/characters/{name}/").content.decode()
        assert re.search(r'<link rel="canonical" href="[^"]*/characters/Bela_Nightfall/">', page)
        assert re.search(r'<meta property="og:url" content="[^"]*/characters/Bela_Nightfall/">', page)


@pytest.fixture
def robots() -> RobotFileParser:
    content = _robots("https://vvw.example").subject
    assert isinstance(content, bytes)
    parser = RobotFileParser()
    parser.parse(content.decode().splitlines())
    return parser


def test_card_fetchers_may_read_battles_and_others_may_not(robots: RobotFileParser) -> None:
    assert CARD_FETCHERS
    for fetcher in CARD_FETCHERS:
        assert robots.can_fetch(fetcher, "/play/battles/17/"), fetcher
        assert robots.can_fetch(fetcher, "/characters/Bela/") and robots.can_fetch(fetcher, "/wiki/items/")
        for closed in ("/play/", "/play/inventory/", "/accounts/login/", "/admin/", "/api/v1/dashboard"):
            assert not robots.can_fetch(fetcher, closed), (fetcher, closed)
    for other in ("Googlebot", "GPTBot", "SomethingElse/1.0"):
        assert not robots.can_fetch(other, "/play/battles/17/") and robots.can_fetch(other, "/wiki/items/")


def test_crawlers_and_card_fetchers_may_read_raids_their_pictures_and_their_sitemap(robots: RobotFileParser) -> None:
    for reader in (*CARD_FETCHERS, "Googlebot"):
        for path in (
            "/raids/3/",
            "/raids/3/card.png",
            "/sitemap-raids.xml",
            "/play/raids/",
            "/events/",
            "/events/3/",
            "/sitemap-events.xml",
            "/hall/",
            "/hall/3/",
            "/sitemap-hall.xml",
            "/sitemap-clans.xml",
            "/clans/",
            "/clans/OWL/",
            "/clans/OWL/card.png",
            "/news/",
            "/news/3/",
            "/news/atom.xml",
            "/help/",
            "/sitemap-about.xml",
            "/sitemap-news.xml",
        ):
            assert robots.can_fetch(reader, path), (reader, path)
    names = ("raids", "events", "hall", "news", "clans", "about")
    assert tuple(f"sitemap-{name}.xml" for name in names) == LIVE


@pytest.mark.django_db
def test_every_sitemap_that_the_game_makes_answers_in_the_index_s_own_schema(client: Client) -> None:
    for name in LIVE:
        answer = client.get(f"/{name}")
        assert answer.status_code == 200 and SCHEMA in answer.content.decode()


def test_the_proxy_takes_no_sitemap_of_the_game_for_one_of_the_wiki() -> None:
    conf = (Path(settings.BASE_DIR) / "deploy/nginx/pages.conf").read_text()
    found = re.search(r"location ~ (\^/\(robots\S+) \{", conf)
    assert found is not None
    assert [name for name in LIVE if re.search(found[1], f"/{name}")] == []
    assert re.search(found[1], "/sitemap-items.xml") and re.search(found[1], "/sitemap.xml")
