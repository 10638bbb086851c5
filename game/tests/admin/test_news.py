"""The news in the admin: written from the list, hidden and shown again, with words for wrong values."""

import pytest
from django.test import Client

from accounts.models import AuditEntry, User
from game.models import NewsEntry
from game.queries.news import latest
from game.tests.admin.pages import admin_url, change_page, panel, send, staff_form_url
from game.tests.make import make_character
from game.tests.news import make_news

pytestmark = pytest.mark.django_db
WRITE = admin_url(NewsEntry, "list_staff", "write")


def test_news_are_written_hidden_and_shown_again(client: Client, master: User) -> None:
    assert send(client, WRITE, text="The bridge is <b>open</b> again.", link="/events/").status_code == 302
    entry = NewsEntry.objects.get()
    assert (entry.text, entry.link) == ("The bridge is <b>open</b> again.", "/events/") and len(latest()) == 1
    page = change_page(client, entry)
    assert "<b>open</b>" not in page and f"/news/{entry.pk}/" in page and "staff.write_news" in panel(page, "Audit")
    assert send(client, staff_form_url(entry, "hide")).status_code == 302
    entry.refresh_from_db()
    assert entry.hidden_at is not None and "nobody sees it" in change_page(client, entry)
    assert send(client, staff_form_url(entry, "show")).status_code == 302
    assert AuditEntry.objects.filter(target=f"news:{entry.pk}").count() == 3


@pytest.mark.parametrize(("values", "says"), [
    ({"text": "short"}, "at least 10"), ({"text": "x" * 401}, "at most 400"), ({"link": "https://evil.example/"}, "a path of this site"),
])  # fmt: skip
def test_wrong_values_are_told_at_their_field(client: Client, master: User, values: dict[str, object], says: str) -> None:
    answer = send(client, WRITE, **({"text": "The bridge is open again.", "link": ""} | values))
    assert answer.status_code == 400 and says in answer.content.decode() and not NewsEntry.objects.exists()


def test_the_list_is_filtered_by_the_kinds_that_are_registered(client: Client, master: User) -> None:
    make_news("A raid ended somewhere.", kind="raid")
    make_news("The bridge is open again.", kind="city")
    html = client.get(admin_url(NewsEntry, "changelist"), {"kind": "raid"}).content.decode()
    assert "A raid ended somewhere." in html and "The bridge is open again." not in html


def test_staff_read_the_names_that_everybody_reads(client: Client, master: User) -> None:
    hero = make_character()
    entry = make_news("{0} found something.", people=[hero.pk])
    for html in (client.get(admin_url(NewsEntry, "changelist")).content.decode(), change_page(client, entry)):
        assert f"{hero.name} found something." in html and "{0}" not in html
