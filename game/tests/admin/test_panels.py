"""The panels of the overview and of records."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actions.audit import record
from accounts.queries.rank import Rank
from game.actions import staff_account, staff_goods
from game.actions.sanctions import FOR_GOOD
from game.tests.admin.pages import change_page, owner_of, panel
from game.tests.make import make_character, make_user
from game.tests.staff import by, in_days, make_staff

pytestmark = pytest.mark.django_db


def test_every_link_of_the_overview_and_of_the_panels_works(client: Client) -> None:
    client.force_login(make_staff(Rank.SUPERUSER))
    character = make_character()
    staff_goods.grant_gold(by(make_staff(Rank.GAME_MASTER)), character=character.id, quantity=5)
    pages = [
        client.get(reverse("admin:index")).content.decode(),
        change_page(client, character),
        change_page(client, owner_of(character)),
    ]
    links = {link.replace("&amp;", "&") for text in pages for link in re.findall(r'href="(/admin/[^"]*)"', text)}
    links -= {link for link in links if "/logout" in link or "/staff/" in link}
    assert len(links) > 30
    for link in links:
        assert client.get(link, follow=True).status_code == 200, link


def test_an_entry_without_an_actor_names_the_site(client: Client) -> None:
    client.force_login(make_staff(Rank.SUPERUSER))
    entry = record(actor=None, action="staff.unban", target="user:1", reason="its time was over")
    pages = [
        client.get(reverse("admin:index")).content.decode(), change_page(client, entry),
        client.get(reverse("admin:accounts_auditentry_changelist")).content.decode(),
    ]  # fmt: skip
    for text in pages:
        assert "the site" in text and ">None<" not in text


@pytest.mark.parametrize("rank", [Rank.MODERATOR, Rank.GAME_MASTER, Rank.SUPERUSER])
def test_every_rank_sees_the_earlier_sanctions_of_an_account(client: Client, rank: Rank) -> None:
    user, master = make_user(), make_staff(Rank.GAME_MASTER)
    staff_account.mute(by(master, "shouting"), user=user.id, until=in_days(1))
    staff_account.ban(by(master, "sold gold"), user=user.id, until=FOR_GOOD)
    staff_account.unban(by(master, "was somebody else"), user=user.id)
    staff_account.ban(by(master, "of another account"), user=make_user().id, until=in_days(1))
    client.force_login(make_staff(rank))
    told = panel(change_page(client, user), "Earlier sanctions")
    for words in ("shouting", "sold gold", "was somebody else", "muted", "banned", "ban lifted", "for good", master.username):
        assert words in told
    assert "of another account" not in told
    assert "None." in panel(change_page(client, make_user()), "Earlier sanctions")
