"""What somebody tries against the pages of mail: letters and things of others, words that are markup, and old tabs."""

import re
from types import MappingProxyType

import pytest
from pytest import MonkeyPatch

from game.actions.character import let_go
from game.content import catalogue
from game.models import Letter
from game.queries.ledger_proof import problems
from game.tests.letters import make_letter
from game.tests.make import by, give, held, holds, make_character
from game.tests.views.browsers import Player, make_player, page_of
from game.tests.views.forms import Form, form_to

pytestmark = pytest.mark.django_db
NEW = "/play/mail/new/"
SABRE = "clerks-sabre"
MARKUP = "</title><script>alert(1)</script><b a=\"'>{{ 7*7 }} https://evil.example/"


@pytest.fixture
def player() -> Player:
    return make_player(level=5, gold=900, name="Ada_Lamplight")


@pytest.fixture
def friend() -> Player:
    return make_player(level=5, gold=900, name="Bram_Coldwater", faction="werewolf")


def letter_form(who: Player, query: str = "") -> Form:
    """The form of a letter with nothing ticked."""
    form = form_to(who.client, f"{NEW}{query}", "/new/")
    return Form(form.action, [(name, value) for name, value in form.fields if name != "item"])


def test_an_answer_that_is_sent_to_somebody_else_becomes_a_letter_of_its_own(player: Player, friend: Player) -> None:
    letter, third = make_letter(friend.character, player.character, text="Only for you"), make_character(name="Carla_Third")
    form = letter_form(player, f"?answers={letter.pk}")
    refused = player.client.post(NEW, form.data(to="Carla_Third", subject="x", text="y"))
    page = refused.content.decode()
    assert refused.status_code == 404 and 'name="answers"' not in page and "Only for you" not in page
    again = letter_form(player)
    sent = player.client.post(NEW, again.data(to="Carla_Third", subject="x", text="y"))
    assert sent.status_code == 302 and Letter.objects.get(recipient=third).answers is None


def test_markup_in_a_letter_is_text_on_every_page(player: Player, friend: Player) -> None:
    letter = make_letter(friend.character, player.character, subject=MARKUP, text=MARKUP)
    mine = make_letter(player.character, friend.character, subject=MARKUP, text=MARKUP)
    paths = (
        "mail/", "mail/sent/", f"mail/{letter.pk}/", f"mail/{mine.pk}/", f"mail/new/?answers={letter.pk}", "notices/", "", "log/",
    )  # fmt: skip
    shown = 0
    for path in paths:
        page = page_of(player.client, f"/play/{path}")
        assert "<script>alert" not in page and "</title><script" not in page and 'href="https://evil' not in page
        assert page.count("</title>") == 1 + page.count("<svg") * 0 and "49 https" not in page
        shown += "&lt;script&gt;alert(1)" in page
    assert shown == len(paths) - 1


def test_letters_of_others_are_not_there_for_any_form_or_page(player: Player, friend: Player) -> None:
    third = make_player(level=5, gold=50)
    letter = make_letter(friend.character, third.character, gold=5, subject="Secret", text="Secret")
    own = make_letter(friend.character, player.character)
    form = form_to(player.client, f"/play/mail/{own.pk}/", "/read/")
    for verb in ("read", "claim", "take-back", "delete", "report"):
        answer = player.client.post(f"/play/mail/{letter.pk}/{verb}/", form.data(reason="spam", remark=""))
        assert answer.status_code == 404 and "Secret" not in answer.content.decode(), verb
    for path in (f"{letter.pk}/", f"new/?answers={letter.pk}"):
        answer = player.client.get(f"/play/mail/{path}")
        assert answer.status_code == 404 and "Secret" not in answer.content.decode()
    answer = player.client.post(
        NEW, letter_form(player).data(to=friend.character.name, subject="x", text="y", answers=str(letter.pk))
    )
    assert answer.status_code == 404 and "Secret" not in answer.content.decode()
    assert Letter.objects.filter(read_at=None, state="open").get() == letter and problems() == []


def test_things_of_others_are_neither_ticked_nor_sent(player: Player, friend: Player) -> None:
    give(friend.character, SABRE)
    sabre = held(friend.character, SABRE)
    assert str(sabre.pk) not in re.findall(r'name="item" value="(\d+)"', page_of(player.client, f"{NEW}?item={sabre.pk}"))
    data = letter_form(player).data(to=friend.character.name, subject="x", text="y") | {"item": [str(sabre.pk)]}
    answer = player.client.post(NEW, data)
    assert answer.status_code == 404 and "Sabre" not in answer.content.decode() and holds(friend.character, SABRE)


@pytest.mark.parametrize("side", ["claim", "take-back"])
def test_what_left_the_catalogue_still_leaves_its_letter(
    player: Player, friend: Player, monkeypatch: MonkeyPatch, side: str
) -> None:
    give(friend.character, SABRE)
    items = {held(friend.character, SABRE).id: 1, held(friend.character, "cellar-draught").id: 2}
    letter = make_letter(friend.character, player.character, gold=5, items=items)
    who = player if side == "claim" else friend
    left = {slug: item for slug, item in catalogue().items.items() if slug not in (SABRE, "cellar-draught")}
    monkeypatch.setattr(catalogue(), "items", MappingProxyType(left))
    for each, path in ((player, "mail/"), (friend, "mail/sent/")):
        page_of(each.client, f"/play/{path}")
        assert "Nobody remembers" in page_of(each.client, f"/play/mail/{letter.pk}/")
    form = form_to(who.client, f"/play/mail/{letter.pk}/", f"/{side}/")
    assert who.client.post(form.action, form.data()).status_code == 302
    for path in ("log/", "inventory/", f"mail/{letter.pk}/", "mail/new/", "notices/"):
        page_of(who.client, f"/play/{path}")
    assert holds(who.character, SABRE) and problems() == []


def test_the_sender_is_not_told_whether_a_letter_was_read_or_deleted(player: Player, friend: Player) -> None:
    letter = make_letter(player.character, friend.character)
    pages = [page_of(player.client, f"/play/mail/{path}") for path in ("sent/", f"{letter.pk}/")]
    form = form_to(friend.client, f"/play/mail/{letter.pk}/", "/read/")
    friend.client.post(form.action, form.data())
    form = form_to(friend.client, f"/play/mail/{letter.pk}/", "/delete/")
    friend.client.post(form.action, form.data())
    letter.refresh_from_db()
    assert letter.read_at and letter.deleted_by_recipient_at
    after = [page_of(player.client, f"/play/mail/{path}") for path in ("sent/", f"{letter.pk}/")]
    assert [_words(page) for page in after] == [_words(page) for page in pages]


def test_a_letter_that_is_sent_twice_is_sent_once_also_when_the_recipient_was_let_go_meanwhile(
    player: Player, friend: Player
) -> None:
    data = letter_form(player).data(to=friend.character.name, subject="x", text="y")
    first = player.client.post(NEW, data)
    let_go(by(friend.character))
    again = player.client.post(NEW, data)
    assert first.status_code == 302 and b"Not sent" not in again.content and again.status_code != 404
    assert Letter.objects.count() == 1
    other = letter_form(player).data(to=friend.character.name, subject="x", text="y")
    refusals = [player.client.post(NEW, data).content.decode() for data in (other, other | {"to": ["Nobody_at_all"]})]
    assert all("Not sent: Nobody goes by that name. " in page for page in refusals), "who was let go is as who never was"
    assert Letter.objects.count() == 1


def _words(page: str) -> str:
    """The words of a page's main part."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", main))
