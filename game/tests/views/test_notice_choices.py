"""The page of choices, and the link in each mail that ends the mails."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.tests.make import guest_client
from game.actions.actor import UserActor
from game.actions.notice_choices import choose_notices
from game.models import NoticeChoice
from game.models.notice_choice import KINDS
from game.queries.notice_choices import choices_of
from game.queries.unsubscribe_token import unsubscribe_token, user_of_token
from game.tests.make import make_character
from game.tests.views.browsers import Player, make_player, page_of, user_of
from game.tests.views.forms import form_in, form_to
from vvw_site.foundation.keyring import keyring

pytestmark = pytest.mark.django_db
PAGE = "/play/notices/choices/"


@pytest.fixture
def player() -> Player:
    made = make_player()
    EmailAddress.objects.create(user=user_of(made.character), email="reader@example.org", verified=True, primary=True)
    return made


def link_of(player: Player) -> str:
    return f"/play/notices/unsubscribe/{unsubscribe_token(user_of(player.character).id)}/"


def by_mail(player: Player) -> set[str]:
    return {kind for kind, channel in choices_of(user_of(player.character).id).items() if channel == "mail"}


def test_the_form_keeps_what_was_chosen_and_the_page_leads_there_and_back(player: Player) -> None:
    client, character = player
    assert f'href="{PAGE}"' in page_of(client, "/play/notices/") and 'href="/play/notices/"' in page_of(client, PAGE)
    form = form_to(client, PAGE, "/choices/")
    answer = client.post(form.action, form.data(**dict.fromkeys(KINDS, "page") | {"letter": "mail", "missions": "none"}))
    assert answer.status_code == 302 and answer["Location"] == PAGE
    found = choices_of(user_of(character).id)
    assert found == dict.fromkeys(KINDS, "page") | {"letter": "mail", "missions": "none"}
    html = page_of(client, PAGE)
    assert 'name="letter" value="mail" checked' in html and "reader@example.org" in html


def test_a_guest_and_a_player_without_a_verified_address_see_why_and_the_way(player: Player) -> None:
    EmailAddress.objects.update(verified=False)
    html = page_of(player.client, PAGE)
    assert 'value="mail" disabled' in html and 'href="/accounts/email/"' in html and "reader@example.org" not in html
    client, guest = guest_client()
    make_character(guest)
    html = page_of(client, PAGE)
    assert 'value="mail" disabled' in html and "A guest has no address" in html and 'href="/accounts/signup/"' in html
    refused = client.post(PAGE, {"letter": "mail"})
    assert refused.status_code == 400 and "Sign up and verify" in refused.content.decode() and not NoticeChoice.objects.exists()


def test_what_the_staff_did_cannot_be_switched_off_by_the_form(player: Player) -> None:
    assert 'name="staff" value="none" disabled' in page_of(player.client, PAGE)
    assert player.client.post(PAGE, {"staff": "none"}).status_code == 400 and not NoticeChoice.objects.exists()


def test_a_scanner_that_opens_the_link_changes_nothing_and_the_button_ends_the_mails(player: Player) -> None:
    choose_notices(UserActor(user_of(player.character).id), choices={"letter": "mail", "staff": "mail", "missions": "none"})
    scanner = Client(enforce_csrf_checks=True)
    for method in (scanner.get, scanner.head):
        answer = method(link_of(player))
        assert (
            answer.status_code == 200 and answer["Referrer-Policy"] == "no-referrer" and "no-store" in answer["Cache-Control"]
        )
    assert by_mail(player) == {"letter", "staff"}
    link = link_of(player)
    done = scanner.post(link, form_in(page_of(scanner, link), link).data())
    assert done.status_code == 200 and "No more mails" in done.content.decode() and by_mail(player) == set()
    assert choices_of(user_of(player.character).id)["missions"] == "none"


def test_a_mail_program_ends_the_mails_in_one_click_without_cookies_and_a_second_one_is_harmless(player: Player) -> None:
    choose_notices(UserActor(user_of(player.character).id), choices={"letter": "mail"})
    player.client.logout()
    program = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = program.post(
            link_of(player),
            "List-Unsubscribe=One-Click",
            content_type="application/x-www-form-urlencoded",
            headers={"Origin": "null"},
        )
        assert answer.status_code == 200 and by_mail(player) == set()
    assert not program.cookies


def test_the_page_of_the_link_names_the_kinds_and_ends_one_of_them_or_all(player: Player) -> None:
    choose_notices(UserActor(user_of(player.character).id), choices={"letter": "mail", "reward": "mail", "raid_pays": "mail"})
    visitor, link = Client(enforce_csrf_checks=True), link_of(player)
    asked = page_of(visitor, link)
    assert "Now it tells of 3 kinds: “Letter”, “Raid paid”, “Reward”" in asked and asked.count('name="kind"') == 3
    done = visitor.post(link, {"kind": "letter"}).content.decode()
    assert "No more “Letter” by mail" in done and "The mail still tells of “Raid paid”, “Reward”." in done
    assert by_mail(player) == {"reward", "raid_pays"}
    unknown = visitor.post(link, {"kind": "everything"}).content.decode()
    assert "No more mails?" in unknown and by_mail(player) == {"reward", "raid_pays"}
    assert "No more mails</h1>" in visitor.post(link, {}).content.decode() and by_mail(player) == set()
    assert "does not write to your address about notices now" in page_of(visitor, link)


def test_one_kind_alone_needs_one_button(player: Player) -> None:
    choose_notices(UserActor(user_of(player.character).id), choices={"letter": "mail"})
    asked = page_of(Client(), link_of(player))
    assert "one kind: “Letter”. The button stops it." in asked and 'name="kind"' not in asked
    assert "No more mails</h1>" in Client().post(link_of(player), {"kind": "letter"}).content.decode()


def test_a_forged_or_cut_link_says_so_and_changes_nothing(player: Player) -> None:
    user = user_of(player.character)
    choose_notices(UserActor(user.id), choices={"letter": "mail"})
    whole = unsubscribe_token(user.id)
    foreign = keyring().encrypt(b"%020d" % user.pk, "another purpose").replace("/", "_").replace("+", "-").rstrip("=")
    changed = whole[:-2] + ("A" if whole[-2] != "A" else "B") + whole[-1]
    for token in (whole[:-5], whole[5:], changed, foreign, str(user.pk), "x", "a.b", "\u00e9", "A" * 800):
        for method in (Client().get, Client().post):
            answer = method(f"/play/notices/unsubscribe/{token}/")
            assert answer.status_code in (400, 404), token
            assert answer.status_code == 400 or "That link is not whole" in answer.content.decode(), token
    assert by_mail(player) == {"letter"}


def test_a_token_says_nothing_about_its_user_and_two_of_one_user_differ(player: Player) -> None:
    one, two = unsubscribe_token(user_of(player.character).id), unsubscribe_token(user_of(player.character).id)
    assert one != two and user_of_token(one) == user_of_token(two) == user_of(player.character).pk
    assert len(one) == len(unsubscribe_token(user_of(make_character()).id)) < 100
