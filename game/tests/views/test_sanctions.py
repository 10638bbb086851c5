"""Own sanctions and appeals: in the game, and by the link of the mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.queries.rank import Rank
from accounts.tests.make import logged_in_as, sent_mails
from game.actions.sanctions import FOR_GOOD
from game.actions.staff_account import ban, mute
from game.actions.staff_appeal import decide_appeal
from game.models import Appeal, Report, Sanction
from game.queries.appeal_token import appeal_token
from game.tests.make import make_character, make_user
from game.tests.staff import by, in_days, make_staff
from game.tests.views.browsers import Player, make_player, page_of, user_of
from game.tests.views.forms import form_in, form_to

pytestmark = pytest.mark.django_db
WORDS = "It was my sister, and she is sorry."


@pytest.fixture
def player() -> Player:
    return make_player()


def banned(player: Player) -> str:
    """The address of the appeal, from the mail about a ban."""
    user = user_of(player.character)
    EmailAddress.objects.create(user=user, email="reader@example.org", verified=True, primary=True)
    ban(by(make_staff(Rank.MODERATOR), "You were rude."), user=user.id, until=in_days(2))
    [letter] = sent_mails()
    return str(re.findall(r"https?://[^/]+(/play/appeal/\S+)", str(letter.body))[0])


def test_a_player_without_sanctions_reads_so_and_finds_the_page(player: Player) -> None:
    assert 'href="/play/sanctions/"' in page_of(player.client, "/play/notices/")
    assert "nothing against you" in page_of(player.client, "/play/sanctions/")


def test_a_muted_player_appeals_from_the_page_that_the_notice_leads_to(player: Player) -> None:
    mute(by(make_staff(Rank.MODERATOR), "You were <b>loud</b>."), user=user_of(player.character).id, until=in_days(1))
    address = f"/play/sanctions/{Sanction.objects.get().pk}/"
    assert f'href="{address}"' in page_of(player.client, "/play/notices/")
    assert "You were &lt;b&gt;loud&lt;/b&gt;." in page_of(player.client, "/play/sanctions/")
    form = form_to(player.client, address, "/appeal/")
    assert player.client.post(form.action, form.data(text=WORDS)).status_code == 302
    page = page_of(player.client, address)
    assert WORDS in page and "It waits" in page and "<textarea" not in page
    decide_appeal(by(make_staff(Rank.MODERATOR), "She wrote to us."), appeal=Appeal.objects.get().pk, outcome="upheld")
    assert "She wrote to us." in page_of(player.client, address) and "Lifted" in page_of(player.client, "/play/sanctions/")


def test_another_player_sees_neither_sanction_nor_appeal(player: Player) -> None:
    mute(by(make_staff(Rank.MODERATOR)), user=user_of(player.character).id, until=in_days(1))
    pk, other = Sanction.objects.get().pk, make_player()
    assert other.client.get(f"/play/sanctions/{pk}/").status_code == 404
    assert other.client.post(f"/play/sanctions/{pk}/appeal/", {"text": WORDS}).status_code == 404
    assert not Appeal.objects.exists()


def test_a_banned_player_appeals_by_the_link_without_a_session_and_opening_it_writes_nothing(player: Player) -> None:
    address, scanner = banned(player), Client()
    for method in (scanner.get, scanner.head):
        with CaptureQueriesContext(connection) as statements:
            answer = method(address)
        assert answer.status_code == 200 and answer["Referrer-Policy"] == "same-origin"
        assert not [q["sql"] for q in statements if not q["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))]
    before, client = Session.objects.count(), Client()
    form = form_in(client.get(address).content.decode(), address)
    assert client.post(form.action, form.data(text=WORDS)).status_code == 302
    assert WORDS in page_of(client, address) and Appeal.objects.get().text == WORDS
    assert Session.objects.count() == before and logged_in_as(client) is None
    assert client.post(form.action, form.data(text="Once more, please.", idempotency_key="another-key-1")).status_code == 403
    assert Appeal.objects.count() == 1


def test_the_same_form_sent_twice_appeals_once(player: Player) -> None:
    address, client = banned(player), Client()
    form = form_in(client.get(address).content.decode(), address)
    for _ in range(2):
        assert client.post(form.action, form.data(text=WORDS)).status_code < 400
    assert Appeal.objects.count() == 1


def test_the_login_offers_the_appeal_only_after_the_right_password() -> None:
    user = make_user(password="four unlike words here")
    make_character(user)
    ban(by(make_staff(Rank.GAME_MASTER)), user=user.id, until=FOR_GOOD)
    client, login = Client(), {"login": user.username, "password": "four unlike words here"}
    page = client.post("/accounts/login/", login)
    assert page.status_code == 403 and logged_in_as(client) is None
    link = re.findall(r'href="(/play/appeal/[^"]+)"', page.content.decode())[0]
    assert client.get(link).status_code == 200
    wrong = client.post("/accounts/login/", login | {"password": "wrong wrong wrong"})
    assert "/play/appeal/" not in wrong.content.decode()


@pytest.mark.parametrize("change", [lambda t: t[:-4], lambda t: "x" + t, lambda t: "dev.AAAA", lambda t: appeal_token(10**9)])
def test_a_broken_link_says_so_and_changes_nothing(player: Player, change: object) -> None:
    token = banned(player).split("/")[3]
    address = f"/play/appeal/{change(token)}/"  # type: ignore[operator]  # a function of a token
    for answer in (Client().get(address), Client().post(address, {"text": WORDS})):
        assert answer.status_code == 404 and "not whole" in answer.content.decode()
    assert not Appeal.objects.exists()


def test_a_profile_is_reported_from_its_page_and_the_reporter_returns_to_it(player: Player) -> None:
    other = make_character(name="Mallory")
    assert f"/play/report/?target=profile:{other.pk}" in page_of(player.client, "/characters/Mallory/")
    assert "/play/report/" not in page_of(player.client, f"/characters/{player.character.name}/")
    address = f"/play/report/?target=character:{other.pk}"
    assert 'value="cheat"' not in page_of(player.client, address) and "Mallory" in page_of(player.client, address)
    form = form_to(player.client, address, "/report/")
    answer = player.client.post(form.action, form.data(reason="insult", remark="It says something."))
    assert (answer.status_code, answer["Location"]) == (302, "/characters/Mallory/")
    assert Report.objects.get().target == f"character:{other.pk}" and Report.objects.get().quote == "Mallory"
    assert player.client.post(form.action, form.data(reason="nonsense", idempotency_key="another-key-2")).status_code == 400
    assert player.client.get("/play/report/?target=moon:1").status_code == 400
    assert player.client.get("/play/report/").status_code == 400


def test_a_muted_player_names_no_new_character(player: Player) -> None:
    mute(by(make_staff(Rank.MODERATOR)), user=user_of(player.character).id, until=in_days(1))
    form = form_to(player.client, "/play/new/", "/play/new/")
    answer = player.client.post("/play/new/", form.data(name="Lowly", faction="vampire", **{"class": "courtblade"}, emblem="1"))
    assert answer.status_code in (400, 403) and "muted" in answer.content.decode()
