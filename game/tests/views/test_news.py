"""The pages of the news: by day and kind, cached for visitors, in the feed and on the landing page, and never with a name that is gone."""

import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions.erase import erase
from game.presenters.news import news_line
from game.presenters.news_atom import atom_feed
from game.queries.news import NewsRow, latest
from game.queries.news_kinds import news_kinds
from game.tests.make import make_character, owner_of
from game.tests.news import make_news
from game.tests.views.browsers import make_player, page_of, statements_of

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
NASTY = "Down with <script>alert(1)</script> & “them”, {0} and {7}\x0b."


@pytest.fixture(autouse=True)
def no_limits(settings: Any) -> None:
    settings.LIMITS_ENFORCED = False


def test_an_empty_city_says_so(client: Client) -> None:
    assert "No news so far" in page_of(client, "/news/")
    assert latest() == [] and "What they talk about" not in page_of(client, "/")


def test_news_stand_by_day_newest_first_with_names_as_links(client: Client) -> None:
    hunter = make_character()
    now = timezone.now()
    make_news("{0} was the first.", people=[hunter.id], link="/raids/7/", at=now)
    make_news("An old story.", kind="city", at=now - timedelta(days=40))
    html = page_of(client, "/news/")
    assert html.index("was the first") < html.index("An old story") and html.count('class="card news-day"') == 2
    assert f'<a href="/characters/{hunter.name}/">' in html and 'href="/raids/7/"' in html


def test_one_kind_is_shown_alone_and_an_unknown_kind_shows_all(client: Client) -> None:
    make_news("A raid ended.", kind="raid")
    make_news("The bridge is open.", kind="city")
    raids = page_of(client, "/news/", {"kind": "raid"})
    assert (
        "A raid ended." in raids
        and "The bridge is open." not in raids
        and 'href="/news/?kind=raid" aria-current="page"' in raids
    )
    assert "The bridge is open." in page_of(client, "/news/", {"kind": "<b>"})
    assert all(f'href="/news/?kind={slug}"' in raids for slug in news_kinds())


def test_older_news_are_on_further_pages(client: Client) -> None:
    for n in range(35):
        make_news(f"Story {n}.", kind="raid", at=timezone.now() - timedelta(hours=n))
    first = page_of(client, "/news/", {"kind": "raid"})
    found = re.search(r'href="(/news/\?kind=raid&amp;before=\d+)"', first)
    assert found is not None and "Story 29." in first and "Story 30." not in first
    second = page_of(client, found[1].replace("&amp;", "&"))
    assert "Story 30." in second and "Story 34." in second and "Older" not in second and "noindex" in second
    assert "Nothing older" in page_of(client, "/news/", {"before": "1"})


def test_a_visitor_s_page_is_public_for_a_short_time_with_an_etag_and_a_player_s_is_not(client: Client) -> None:
    make_news("A raid ended.")
    for path in ("/news/", f"/news/{latest()[0].id}/", "/news/atom.xml"):
        answer = client.get(path)
        assert answer["Cache-Control"] == "public, max-age=30" and not answer.cookies, path
        again = client.get(path, headers={"if-none-match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert "Cookie" in client.get("/news/")["Vary"]
    player = make_player().client.get("/news/")
    assert "no-store" in player["Cache-Control"] and "ETag" not in player


def test_a_cached_page_takes_no_statement_and_one_entry_takes_one(client: Client) -> None:
    entry = make_news("A raid ended.")
    page_of(client, "/news/")
    assert statements_of(lambda: client.get("/news/")) == 0
    assert statements_of(lambda: client.get("/news/atom.xml")) == 1
    assert statements_of(lambda: client.get("/news/atom.xml")) == 0
    assert statements_of(lambda: client.get(f"/news/{entry.pk}/")) == 1


def test_an_entry_has_a_page_with_a_card_and_a_hidden_or_unknown_one_has_none(client: Client) -> None:
    entry = make_news("A raid ended.", link="/raids/7/")
    html = page_of(client, f"/news/{entry.pk}/")
    assert 'property="og:description" content="A raid ended."' in html and f"/news/{entry.pk}/" in html
    type(entry).objects.update(hidden_at=timezone.now())
    assert client.get(f"/news/{entry.pk}/").status_code == 404 and client.get("/news/999999/").status_code == 404


def test_text_of_any_kind_is_escaped_on_every_page(client: Client) -> None:
    entry = make_news(NASTY, kind="city")
    for path in ("/news/", f"/news/{entry.pk}/", "/"):
        html = page_of(client, path)
        assert "<script>alert" not in html and "&lt;script&gt;alert(1)" in html and "{0} and {7}" in html, path


def test_an_erased_player_is_gone_from_every_page_at_once(client: Client) -> None:
    hunter = make_character(name="Vanishing_Mira")
    entry = make_news("{0} did it.", people=[hunter.id])
    paths = ("/news/", f"/news/{entry.pk}/", "/news/atom.xml", "/")
    assert all("Vanishing_Mira" in page_of(client, path).replace("<wbr>", "") for path in paths)
    erase(user_id=owner_of(hunter).pk)
    from game.queries.news import forget_cached

    forget_cached()  # after the commit, which this test does not have
    for path in paths:
        html = page_of(client, path).replace("<wbr>", "")
        assert "Vanishing_Mira" not in html and "omebody who left did it." in html, path


def test_the_landing_page_shows_the_latest_five_and_every_page_leads_to_the_news(client: Client) -> None:
    for n in range(7):
        make_news(f"Story {n}.", at=timezone.now() - timedelta(hours=n))
    html = page_of(client, "/")
    assert "Story 4." in html and "Story 5." not in html
    assert html.count('href="/news/"') >= 3 and 'type="application/atom+xml" href="/news/atom.xml"' in html
    assert 'href="/news/"' in page_of(client, "/hall/")


def test_the_feed_follows_the_rules_of_atom(client: Client) -> None:
    hunter = make_character()
    make_news("{0} did it. And more.", people=[hunter.id], link="/raids/7/")
    make_news(NASTY, kind="city")
    answer = client.get("/news/atom.xml")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)
    assert feed.tag == f"{ATOM}feed"
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        [ident], [title], [updated] = ([*one.findall(ATOM + name)] for name in ("id", "title", "updated"))
        assert re.fullmatch(r"tag:[a-z0-9.-]+,2026-01-01:news(/\d+)?", ident.text or "") and title.text
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", updated.text or "")
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    [own] = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert (own.get("href") or "").endswith("/news/atom.xml")
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 2 and len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    texts = {entry.findtext(f"{ATOM}content") for entry in entries}
    assert f"{hunter.name} did it. And more." in texts and NASTY.replace("\x0b", "") in texts
    assert entries[1].findtext(f"{ATOM}title") == f"{hunter.name} did it"
    for entry in entries:
        [link] = [one for one in entry.findall(f"{ATOM}link") if one.get("rel") == "alternate"]
        assert client.get("/news/" + (link.get("href") or "").rsplit("/news/")[1]).status_code == 200


def test_the_same_news_give_the_same_feed_and_ids_that_stay() -> None:
    at = timezone.now()
    row = NewsRow(7, "raid", at, "It is down.", "", [], at)  # type: ignore[arg-type]  # a number is an id
    one, other = (atom_feed([news_line(row)], "https://vvw.example/") for _ in range(2))
    assert one == other and "<id>tag:vvw.example,2026-01-01:news/7</id>" in one
    assert ElementTree.fromstring(atom_feed([], "https://vvw.example")).findtext(f"{ATOM}updated") == "2026-01-01T00:00:00Z"


def test_the_sitemap_has_the_news_and_each_entry_that_is_shown(client: Client) -> None:
    shown, hidden = make_news("A raid ended."), make_news("Another raid ended.")
    type(hidden).objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    xml = page_of(client, "/sitemap-news.xml")
    assert f"/news/{shown.pk}/</loc>" in xml and f"/news/{hidden.pk}/" not in xml and "/news/</loc>" in xml
