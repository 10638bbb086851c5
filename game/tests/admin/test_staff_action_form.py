"""Staff actions through the admin's forms, as a browser sends them."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank, rank_of
from accounts.tests.make import session_in
from game.content import catalogue
from game.models import Character, Notice, Transfer
from game.tests.admin.pages import key_of, owner_of, send, staff_form_url
from game.tests.make import give, make_character
from game.tests.staff import make_staff

pytestmark = pytest.mark.django_db


def test_gold_is_granted_with_a_reason_and_the_page_says_so(client: Client, master: User) -> None:
    character = make_character()
    response = send(client, staff_form_url(character, "grant-gold"), quantity=250)
    assert response.status_code == 302
    page = client.get(response.url).content.decode()
    entry = AuditEntry.objects.get()
    assert f"Done: grant gold. It is entry {entry.pk} of the audit." in page
    assert entry.network == hash_of_network("127.0.0.1") and entry.detail["quantity"] == 250
    assert Character.objects.get(pk=character.pk).gold == character.gold + 250


def test_a_double_click_grants_once(client: Client, master: User) -> None:
    character = make_character()
    address = staff_form_url(character, "grant-gold")
    values = {"quantity": 250, "reason": "lost in a bug", "key": key_of(client.get(address))}
    client.post(address, values)
    second = client.post(address, values, follow=True)
    assert "nothing was done a second time" in second.content.decode()
    assert Character.objects.get(pk=character.pk).gold == character.gold + 250


@pytest.mark.parametrize(("values", "says"), [
    ({"quantity": ""}, "required"), ({"quantity": "-5"}, "greater than or equal"),
    ({"quantity": "9" * 30}, "less than or equal"),
    ({"quantity": "abc"}, "whole number"), ({"quantity": 5, "reason": "x"}, "at least 3"),
    ({"quantity": 5, "reason": "x" * 301}, "at most 300"), ({"quantity": 5, "key": ""}, "key"),
    ({"quantity": 5, "key": "short"}, "key"),
])  # fmt: skip
def test_bad_values_are_errors_and_change_nothing(client: Client, master: User, values: dict[str, object], says: str) -> None:
    character = make_character()
    response = send(client, staff_form_url(character, "grant-gold"), **values)
    assert response.status_code == 400 and says in response.content.decode()
    assert not AuditEntry.objects.exists()


def test_taking_too_much_is_a_clear_refusal(client: Client, master: User) -> None:
    character = make_character()
    response = send(client, staff_form_url(character, "take-gold"), quantity=character.gold + 1)
    assert response.status_code == 409
    assert f"{character.name} has only {character.gold:,} gold." in response.content.decode()


@pytest.mark.parametrize("words", ["cellar-draught", "Cellar Draught", "cellar draught "])
def test_an_item_is_granted_by_slug_or_name(client: Client, master: User, words: str) -> None:
    words = words if "-" in words else catalogue().items["cellar-draught"].name
    character = make_character()
    assert send(client, staff_form_url(character, "grant-item"), item=words, quantity=2).status_code == 302
    assert character.holdings.get(item="cellar-draught").quantity == 5


def test_an_unknown_item_is_an_error(client: Client, master: User) -> None:
    response = send(client, staff_form_url(make_character(), "grant-item"), item="<script>", quantity=2)
    assert response.status_code == 400 and "There is no such item" in response.content.decode()
    assert "<script>alert" not in response.content.decode()


def test_a_single_item_is_taken(client: Client, master: User) -> None:
    character = make_character()
    worn = character.holdings.filter(slot__isnull=False).earliest("pk")
    assert send(client, staff_form_url(character, "take-item"), holding=worn.pk, quantity=1).status_code == 302
    assert not character.holdings.filter(pk=worn.pk).exists()


def test_a_movement_is_reversed_from_its_page(client: Client, master: User) -> None:
    character = make_character()
    give(character, "gold", 77)
    line = Transfer.objects.latest("pk")
    assert "/staff/reverse/" in client.get(reverse("admin:game_transfer_change", args=[line.pk])).content.decode()
    assert send(client, staff_form_url(line, "reverse"), whole="on").status_code == 302
    assert Character.objects.get(pk=character.pk).gold == character.gold
    again = send(client, staff_form_url(line, "reverse"), whole="on")
    assert again.status_code == 409 and "taken back before" in again.content.decode()


def test_bans_and_mutes_are_set_and_lifted(client: Client, master: User) -> None:
    user = owner_of(make_character())
    for verb, lifted, field in (("ban", "unban", "banned_until"), ("mute", "unmute", "muted_until")):
        assert send(client, staff_form_url(user, verb), until="2099-01-31T12:30").status_code == 302
        assert getattr(User.objects.get(pk=user.pk), field).isoformat() == "2099-01-31T12:30:00+00:00"
        assert send(client, staff_form_url(user, lifted)).status_code == 302
        assert getattr(User.objects.get(pk=user.pk), field) is None
    assert send(client, staff_form_url(user, "ban"), for_good="on", until="").status_code == 302
    banned_until = User.objects.get(pk=user.pk).banned_until
    assert banned_until and banned_until.year == 9999
    assert client.get(reverse("admin:accounts_user_change", args=[user.pk])).status_code == 200


@pytest.mark.parametrize("until", ["", "yesterday", "2001-01-01T00:00", "99999-01-01T00:00"])
def test_a_bad_date_is_an_error(client: Client, master: User, until: str) -> None:
    response = send(client, staff_form_url(owner_of(make_character()), "mute"), until=until)
    assert response.status_code == 400 and not AuditEntry.objects.exists()


def test_all_sessions_end(
    client: Client, master: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    user = owner_of(make_character())
    browser = Client()
    browser.force_login(user)
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key=session_in(browser).row_key)
    with django_capture_on_commit_callbacks(execute=True):
        assert send(client, staff_form_url(user, "end-sessions")).status_code == 302
    assert not UserSession.objects.filter(user=user).exists()
    assert not browser.session.exists(browser.cookies["sessionid"].value)


def test_a_deleted_character_is_restored(client: Client, master: User) -> None:
    character = make_character()
    Character.objects.filter(pk=character.pk).update(deleted_at=character.created_at)
    page = client.get(reverse("admin:game_character_change", args=[character.pk])).content.decode()
    assert "/staff/restore/" in page and "/staff/grant-gold/" not in page
    assert send(client, staff_form_url(character, "restore")).status_code == 302
    assert Character.objects.get(pk=character.pk).deleted_at is None
    assert "brought back" in Notice.objects.get().text


def test_an_administrator_makes_a_game_master_and_no_administrator(client: Client) -> None:
    client.force_login(make_staff(Rank.ADMINISTRATOR))
    user = owner_of(make_character())
    assert send(client, staff_form_url(user, "rank"), rank="administrator").status_code == 400
    assert send(client, staff_form_url(user, "rank"), rank="game_master").status_code == 302
    assert rank_of(User.objects.get(pk=user.pk)) == Rank.GAME_MASTER


def test_lower_ranks_are_refused_and_unknown_actions_not_found(client: Client) -> None:
    character = make_character()
    client.force_login(make_staff(Rank.MODERATOR))
    assert client.get(staff_form_url(character, "grant-gold")).status_code == 403
    assert (
        client.post(staff_form_url(character, "grant-gold"), {"quantity": 5, "reason": "mine", "key": "k" * 12}).status_code
        == 403
    )
    assert client.get(staff_form_url(character, "fly")).status_code == 404
    character.pk = 999_999
    assert client.get(staff_form_url(character, "restore")).status_code in (403, 404)


def test_an_account_of_the_same_rank_offers_no_actions_and_refuses_them(client: Client, master: User) -> None:
    equal = make_staff(Rank.GAME_MASTER)
    assert "/staff/ban/" not in client.get(reverse("admin:accounts_user_change", args=[equal.pk])).content.decode()
    assert send(client, staff_form_url(equal, "ban"), until="2099-01-01T00:00").status_code == 403
    assert not User.objects.get(pk=equal.pk).is_banned
