"""Writing a letter: what a refusal keeps, the page before goods leave, and forms that are sent twice or too late."""

import re

import pytest
from django.test import Client

from game.actions.inventory import equip
from game.models import Character, Holding, Letter
from game.queries.ledger_proof import problems
from game.tests.letters import make_letter
from game.tests.make import by, give, held, holds
from game.tests.views.browsers import Player, browser_of, make_player, page_of, statements_of, user_of
from game.tests.views.forms import Form, form_in, form_to

pytestmark = pytest.mark.django_db
NEW = "/play/mail/new/"
WORDS = {"to": "Bram_Coldwater", "subject": "A word", "text": "Meet me\r\nat the mill."}


@pytest.fixture
def player() -> Player:
    return make_player(level=5, gold=900, name="Ada_Lamplight")


@pytest.fixture
def friend() -> Player:
    return make_player(level=5, name="Bram_Coldwater", faction="werewolf")


def unticked(client: Client, page: str = NEW) -> dict[str, list[str]]:
    """What a browser sends when nothing is ticked and typed."""
    return {n: v for n, v in form_to(client, page, "/new/").data().items() if n != "item" and not n.startswith("quantity")}


def fill(client: Client, page: str = NEW, **values: str | list[str]) -> dict[str, list[str]]:
    """What a browser sends when the form of a page is filled in. Nothing is ticked but what `values` tick."""
    return unticked(client, page) | {
        name: value if isinstance(value, list) else [value] for name, value in (WORDS | values).items()
    }


def ticked(html: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'name="item" value="(\d+)" checked', html)]


def test_a_letter_of_words_is_sent_at_once_and_shown(player: Player, friend: Player) -> None:
    answer = player.client.post(NEW, fill(player.client), follow=True)
    letter = Letter.objects.get()
    assert answer.redirect_chain == [(f"/play/mail/{letter.pk}/", 302)]
    html = answer.content.decode()
    assert "Your letter is on its way." in html and "Meet me\nat the mill.</div>" in html
    assert (letter.sender, letter.recipient, letter.subject) == (player.character, friend.character, "A word")
    assert "A word" in page_of(friend.client, "/play/mail/")


def test_before_goods_leave_a_page_names_all_of_them_and_only_its_button_sends(player: Player, friend: Player) -> None:
    give(player.character, "clerks-sabre")
    give(player.character, "mill-rat-pelt", 30)
    sabre, pelts = held(player.character, "clerks-sabre"), held(player.character, "mill-rat-pelt")
    Holding.objects.filter(pk=sabre.pk).update(upgrade=5)
    sent = fill(player.client, gold="75", item=[str(sabre.pk), str(pelts.pk)]) | {f"quantity_{pelts.pk}": ["12"]}
    asked = player.client.post(NEW, sent)
    html = asked.content.decode()
    assert asked.status_code == 200 and not Letter.objects.exists()
    assert "This leaves you now" in html and "75 gold" in html and re.search(r"Sabre</a> \+5", html) and "× 12" in html
    assert "Bram_<wbr>Coldwater has 14 days to take it" in html
    form = form_in(html, NEW)
    answer = player.client.post(NEW, form.data())
    letter = Letter.objects.get()
    assert answer.status_code == 302 and letter.text == "Meet me\nat the mill." and letter.is_unclaimed
    assert [(a["asset"], a["quantity"]) for a in letter.attachments] == [
        ("gold", 75),
        ("clerks-sabre", 1),
        ("mill-rat-pelt", 12),
    ]
    assert held(player.character, "mill-rat-pelt").quantity == 18 and problems() == []


def test_the_letter_can_be_changed_before_it_leaves_with_everything_in_its_fields(player: Player, friend: Player) -> None:
    give(player.character, "mill-rat-pelt", 30)
    pelts = held(player.character, "mill-rat-pelt")
    sent = fill(player.client, gold="75", item=str(pelts.pk)) | {f"quantity_{pelts.pk}": ["12"]}
    form = form_in(player.client.post(NEW, sent).content.decode(), NEW)
    html = player.client.post(NEW, form.data(change="1")).content.decode()
    assert 'value="Bram_Coldwater"' in html and 'value="A word"' in html and ">\nMeet me\r\nat the mill.</textarea>" in html
    assert ticked(html) == [pelts.pk] and 'value="12"' in html and 'value="75"' in html and not Letter.objects.exists()


def test_goods_that_changed_since_the_page_named_them_are_named_again(player: Player, friend: Player) -> None:
    give(player.character, "clerks-sabre")
    sabre = held(player.character, "clerks-sabre")
    form = form_in(player.client.post(NEW, fill(player.client, item=str(sabre.pk))).content.decode(), NEW)
    Holding.objects.filter(pk=sabre.pk).update(upgrade=5)
    html = player.client.post(NEW, form.data()).content.decode()
    assert "This leaves you now" in html and re.search(r"Sabre</a> \+5", html) and not Letter.objects.exists()
    assert player.client.post(NEW, form_in(html, NEW).data()).status_code == 302


def test_goods_need_the_page_even_when_the_form_claims_to_be_sure(player: Player, friend: Player) -> None:
    for sure in ("1", "", "0" * 16, "x" * 5000):
        assert player.client.post(NEW, fill(player.client, gold="5", sure=sure)).status_code == 200
    assert not Letter.objects.exists()


LONG = "y" * 2001
REFUSED: dict[str, tuple[dict[str, str | list[str]], int, str, str]] = {
    "nobody": ({"to": "Nobody_here"}, 404, "to", "Nobody goes by that name."),
    "no name": ({"to": ""}, 404, "to", "Nobody goes by that name."),
    "oneself": ({"to": "ada_lamplight"}, 400, "to", "You cannot write to yourself."),
    "no subject": ({"subject": "  "}, 400, "subject", "A subject has 1 to 80 characters"),
    "a long subject": ({"subject": "x" * 81}, 400, "subject", "this one has 81"),
    "no text": ({"text": "\r\n "}, 400, "text", "A letter has 1 to 2,000 characters"),
    "a long text": ({"text": LONG}, 400, "text", "this one has 2,001"),
    "too much gold": ({"gold": "99999"}, 409, "gold", "You have "),
    "gold below nothing": ({"gold": "-1"}, 400, "gold", "needs a whole number"),
    "gold beyond all numbers": ({"gold": "9" * 30}, 400, "gold", "needs a whole number"),
    "gold in words": ({"gold": "a few"}, 400, "gold", "needs a whole number"),
    "an item of another": ({"item": "999999999"}, 404, "items", "You do not have one of these items any more."),
    "an item beyond all ids": ({"item": "9" * 30}, 400, "items", "Tick the things again."),
    "an item twice": ({"item": ["7", "7"]}, 400, "items", "An item can be attached once."),
    "eleven items": ({"item": [str(n) for n in range(1, 12)]}, 400, "items", "A letter takes 10 items at the most."),
    "no letter": ({"answers": "999999999"}, 404, "answers", "The letter that this answers is gone."),
    "no number of a letter": ({"answers": "-1"}, 400, "answers", "is not the number of anything"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_names_the_field_and_keeps_everything_that_was_typed(player: Player, friend: Player, case: str) -> None:
    changes, status, field, words = REFUSED[case]
    give(player.character, "mill-rat-pelt", 30)
    pelts = held(player.character, "mill-rat-pelt")
    typed: dict[str, str | list[str]] = {"item": str(pelts.pk), "gold": "7", **changes}
    answer = player.client.post(NEW, fill(player.client, NEW, **typed) | {f"quantity_{pelts.pk}": ["12"]})
    html = answer.content.decode()
    assert answer.status_code == status and "Not sent: " in html and words in html, html[:50]
    assert "Everything you wrote is still here" in html and not Letter.objects.exists()
    if field in ("to", "subject", "text", "gold"):
        assert re.search(rf'id="{field}"[^>]*aria-invalid="true"', html) and f'id="{field}-error"' in html
    assert f">\n{changes.get('text', WORDS['text'])}</textarea>" in html
    if "item" not in changes:
        assert ticked(html) == [pelts.pk] and 'value="12"' in html


@pytest.mark.parametrize("quantity", ["0", "-1", "1.5", "x", "\u00b2", "9" * 30, "31"])
def test_a_quantity_that_is_none_or_too_high_is_refused_and_kept(player: Player, friend: Player, quantity: str) -> None:
    give(player.character, "mill-rat-pelt", 30)
    pelts = held(player.character, "mill-rat-pelt")
    answer = player.client.post(NEW, fill(player.client, item=str(pelts.pk)) | {f"quantity_{pelts.pk}": [quantity]})
    assert answer.status_code in (400, 409) and 'id="items-error"' in answer.content.decode()
    assert ticked(answer.content.decode()) == [pelts.pk] and holds(player.character, "mill-rat-pelt")


def test_worn_things_are_not_offered_and_not_sent(player: Player, friend: Player) -> None:
    give(player.character, "clerks-sabre")
    sabre = held(player.character, "clerks-sabre")
    sent = fill(player.client, item=str(sabre.pk))
    equip(by(player.character), holding=sabre.id)
    answer = player.client.post(NEW, sent)
    assert answer.status_code == 409 and "Take it off before you send it." in answer.content.decode()
    assert f'name="item" value="{sabre.pk}"' not in page_of(player.client, NEW)


@pytest.mark.parametrize(
    ("level", "guest", "words"), [(2, False, "from level 3 on"), (9, True, "Guests send no gold or items")]
)
def test_who_may_send_no_goods_reads_why_and_is_refused(friend: Player, level: int, guest: bool, words: str) -> None:
    client, character = make_player(level=level, gold=50)
    user = user_of(character)
    user.is_guest = guest
    user.save()
    html = page_of(client, NEW)
    assert words in html and 'name="gold"' not in html and 'name="item"' not in html
    refused = client.post(NEW, fill(client, gold="5"))
    assert refused.status_code == 403 and words in refused.content.decode() and not Letter.objects.exists()
    assert client.post(NEW, fill(client)).status_code == 302


def test_an_answer_is_addressed_names_its_subject_and_shows_what_it_answers(player: Player, friend: Player) -> None:
    letter = make_letter(friend.character, player.character, subject="s" * 79, text="What say you?")
    html = page_of(player.client, f"{NEW}?answers={letter.pk}")
    assert 'value="Bram_Coldwater"' in html and f'value="Re: {"s" * 76}"' in html and "What say you?" in html
    player.client.post(NEW, unticked(player.client, f"{NEW}?answers={letter.pk}") | {"text": ["Aye."]})
    answer = Letter.objects.latest("pk")
    assert (answer.answers, answer.text) == (letter, "Aye.")
    shown = page_of(friend.client, f"/play/mail/{answer.pk}/")
    assert f'In answer to <a href="/play/mail/{letter.pk}/">' in shown
    again = page_of(friend.client, f"{NEW}?answers={answer.pk}")
    assert again.count("Re: ") == 2 and "Re: Re:" not in again, "in the field and in the quotation"


def test_the_page_of_an_item_leads_to_a_letter_that_has_it_ticked(player: Player) -> None:
    give(player.character, "clerks-sabre")
    give(player.character, "mill-rat-pelt", 3)
    for item in ("clerks-sabre", "mill-rat-pelt"):
        thing = held(player.character, item)
        link = f"{NEW}?item={thing.pk}"
        assert f'href="{link}"' in page_of(player.client, f"/play/inventory/{thing.pk}/")
        assert ticked(page_of(player.client, link)) == [thing.pk]
    worn = Holding.objects.filter(character=player.character).exclude(slot=None)[0]
    assert "?item=" not in page_of(player.client, f"/play/inventory/{worn.pk}/")
    assert ticked(page_of(player.client, f"{NEW}?item={worn.pk}")) == []


def test_a_hundred_things_are_all_offered(player: Player) -> None:
    for _ in range(100):
        give(player.character, "clerks-sabre")
    html = page_of(player.client, NEW)
    assert (
        html.count('<input type="checkbox" name="item"')
        == 100 + player.character.holdings.filter(slot=None).exclude(item="clerks-sabre").count()
    )


def test_a_form_that_is_sent_twice_sends_once_and_says_when(player: Player, friend: Player) -> None:
    sent = fill(player.client)
    player.client.post(NEW, sent)
    again = player.client.post(NEW, sent)
    assert "was done before" in again.content.decode().lower() or again.status_code == 200
    assert Letter.objects.count() == 1
    changed = player.client.post(NEW, sent | {"text": ["Something else."]})
    assert changed.status_code == 409 and "Something else." in changed.content.decode() and Letter.objects.count() == 1


def test_a_letter_of_an_ended_session_is_shown_again_after_the_login_and_not_sent(player: Player, friend: Player) -> None:
    client, character = player
    user = user_of(character)
    user.set_password("four unlike words here")
    user.save()
    give(character, "mill-rat-pelt", 30)
    pelts = held(character, "mill-rat-pelt")
    page = f"{NEW}?to=Bram_Coldwater"
    client = browser_of(Character.objects.get(pk=character.pk))
    sent = fill(client, page, item=str(pelts.pk), gold="7", text="z" * 2000) | {f"quantity_{pelts.pk}": ["12"]}
    client.session.flush()
    answer = client.post(NEW, sent, headers={"Referer": f"http://testserver{page}"})
    assert answer.status_code == 302 and "/accounts/login/?next=" in answer["Location"]
    client.post("/accounts/login/", {"login": user.username, "password": "four unlike words here", "next": page})
    html = page_of(client, page)
    assert "The page is as you left it" in html and "z" * 2000 in html and 'value="A word"' in html
    assert ticked(html) == [pelts.pk] and 'value="12"' in html and not Letter.objects.exists()
    assert "z" * 2000 not in page_of(client, page), "it is shown once"


def test_what_one_character_typed_is_not_shown_to_another(player: Player, friend: Player) -> None:
    sent = fill(player.client)
    player.client.session.flush()
    player.client.post(NEW, sent, headers={"Referer": f"http://testserver{NEW}"})
    player.client.force_login(user_of(friend.character))
    assert "Meet me" not in page_of(player.client, NEW)


def test_markup_that_was_typed_is_escaped_when_it_is_shown_again(player: Player) -> None:
    hostile = "</textarea><script>alert(1)</script>\"'"
    typed = dict.fromkeys(("to", "subject", "text", "gold", "item", "answers"), hostile)
    html = player.client.post(NEW, fill(player.client, **typed)).content.decode()
    assert "<script>alert" not in html and html.count("</textarea>") == 1 and html.count("&lt;/textarea&gt;") >= 3
    assert "<script>alert" not in page_of(player.client, NEW, {"to": hostile})


@pytest.mark.parametrize("field", ["to", "subject", "text", "gold", "item", "answers", "sure", "change"])
def test_a_nul_in_any_field_is_refused(player: Player, friend: Player, field: str) -> None:
    assert player.client.post(NEW, fill(player.client, **{field: "a\0b"})).status_code == 400
    assert not Letter.objects.exists()


def test_a_text_of_five_megabytes_is_refused(player: Player, friend: Player) -> None:
    answer = player.client.post(NEW, fill(player.client, text="x" * 5_000_000))
    assert answer.status_code in (400, 413) and not Letter.objects.exists()


def test_the_twenty_first_letter_of_a_day_to_strangers_says_when_to_try_again(player: Player, friend: Player) -> None:
    for _ in range(20):
        make_letter(player.character, friend.character)
    answer = player.client.post(NEW, fill(player.client))
    assert answer.status_code == 429 and int(answer["Retry-After"]) > 80_000
    assert "You can try again in 2" in answer.content.decode() and "at the mill." in answer.content.decode()


def test_one_who_is_muted_reads_until_when(player: Player, friend: Player) -> None:
    sent = fill(player.client)
    user = user_of(player.character)
    user.muted_until = "2999-01-01T00:00Z"
    user.save()
    answer = player.client.post(NEW, sent)
    assert answer.status_code == 403 and "muted until 2999" in answer.content.decode()


def test_sending_runs_its_statements(player: Player, friend: Player) -> None:
    give(player.character, "clerks-sabre")
    sabre = held(player.character, "clerks-sabre")
    words, goods = fill(player.client), fill(player.client, item=str(sabre.pk), gold="5")
    assert statements_of(lambda: player.client.post(NEW, words)) == 8
    asked: list[Form] = []

    def ask() -> object:
        answer = player.client.post(NEW, goods)
        asked.append(form_in(answer.content.decode(), NEW))
        return answer

    assert statements_of(ask) == 7  # type: ignore[arg-type]
    assert statements_of(lambda: player.client.post(NEW, asked[0].data())) == 9
