"""The folders of mail, the page of one letter, and what its buttons do."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from game.actions.forget import forget
from game.actions.letter_delivery import Delivery, deliver
from game.actions.letter_return import return_unclaimed
from game.models import Character, Letter, ReportFiling
from game.rules.mail import Attachment
from game.tests.letters import let_its_time_run_out, make_letter
from game.tests.make import give, held, holds
from game.tests.views.browsers import HTMX, Player, make_player, page_of, statements_of
from game.tests.views.forms import Form, form_to, forms_of

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert('x')</script> & \"<b>\""


@pytest.fixture
def player() -> Player:
    return make_player(level=5, gold=900, name="Ada_Lamplight")


@pytest.fixture
def friend() -> Player:
    return make_player(level=5, gold=900, name="Bram_Coldwater", faction="werewolf")


@pytest.fixture
def sabre(friend: Player, player: Player) -> Letter:
    """Bram's letter to Ada, with a sabre +5 and 40 gold in it."""
    give(friend.character, "clerks-sabre")
    thing = held(friend.character, "clerks-sabre")
    thing.upgrade, thing.durability = 5, 31
    thing.save()
    return make_letter(friend.character, player.character, gold=40, items={thing.id: 1}, subject="For old times")


def press(client: Client, letter: Letter, button: str, **fields: str) -> str:
    """The page that follows after a button of the letter's page."""
    form = form_to(client, f"/play/mail/{letter.pk}/", f"/{button}/")
    answer = client.post(form.action, form.data(**fields), follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def buttons(client: Client, letter: Letter) -> list[str]:
    forms: list[Form] = list(forms_of(page_of(client, f"/play/mail/{letter.pk}/")))
    return [form.action.split("/")[-2] for form in forms if form.action.startswith(f"/play/mail/{letter.pk}/")]


def city_letter(to: Character, gold: int = 0) -> Letter:
    goods = [Attachment("gold", gold)] if gold else []
    words = Delivery(sender=None, recipient=to.id, from_name="The city", subject="A reward", text="For you.", attachments=goods)
    return Letter.objects.get(pk=deliver(words, source="faucet:staff"))


def test_an_unread_letter_says_that_it_is_new_and_is_counted_in_the_title_and_the_navigation(
    player: Player, friend: Player
) -> None:
    first = make_letter(friend.character, player.character, subject="One")
    make_letter(friend.character, player.character, subject="Two")
    html = page_of(player.client, "/play/mail/")
    assert html.count(">New</span>") == 2 and "<title>(2) Your letters" in html
    assert '<b class="top-count">2<span class="visually-hidden"> unread</span></b>' in html
    press(player.client, first, "read")
    html = page_of(player.client, "/play/mail/")
    assert html.count(">New</span>") == 1 and "<title>(1) Your letters" in html
    assert re.search(r'is-new".*?Two.*?</li>.*?class="letter-line">.*?One', html, re.S)


def test_the_home_page_counts_unread_letters_in_its_navigation(player: Player, friend: Player) -> None:
    assert "top-count" not in page_of(player.client, "/play/")
    make_letter(friend.character, player.character)
    assert '<b class="top-count">1<' in page_of(player.client, "/play/")
    assert "top-count" not in page_of(friend.client, "/play/"), "the sender has nothing to read"


def test_showing_letters_writes_nothing(player: Player, friend: Player, sabre: Letter) -> None:
    pages = ["", "sent/", "new/", f"new/?answers={sabre.pk}", f"{sabre.pk}/", "?before=999999"]
    for page in pages:
        with CaptureQueriesContext(connection) as captured:
            page_of(player.client, f"/play/mail/{page}")
        assert {q["sql"].split()[0] for q in captured if "game_letter" in q["sql"]} == {"SELECT"}, page
    sabre.refresh_from_db()
    assert sabre.read_at is None
    for button in ("read", "claim", "take-back", "delete", "report"):
        assert player.client.get(f"/play/mail/{sabre.pk}/{button}/").status_code == 405


def test_an_empty_folder_says_what_to_do_next(player: Player) -> None:
    assert "Nobody has written to you yet" in page_of(player.client, "/play/mail/")
    html = page_of(player.client, "/play/mail/sent/")
    assert "You have not written to anyone" in html and 'href="/play/mail/new/"' in html
    assert "Nothing older" in page_of(player.client, "/play/mail/?before=1")


@pytest.mark.parametrize("folder", ["", "sent/"])
def test_each_of_120_letters_is_on_one_page_of_its_folder_newest_first(player: Player, friend: Player, folder: str) -> None:
    make_letter(player.character, friend.character, subject="so that more than twenty may come back")
    for n in range(120):
        make_letter(friend.character, player.character, subject=f"letter-{n:03d}")
    client = friend.client if folder else player.client
    page: str | None = f"/play/mail/{folder}"
    found: list[str] = []
    pages = 0
    while page:
        html = page_of(client, page)
        found += re.findall(r">(letter-\d{3})</a>", html)
        older = re.search(rf'href="(/play/mail/{folder}\?before=\d+)"', html)
        page, pages = older[1] if older else None, pages + 1
    assert found == [f"letter-{n:03d}" for n in reversed(range(120))] and pages == 4


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "1\0", "\u0661"])
def test_a_wrong_page_of_a_folder_is_refused(player: Player, before: str) -> None:
    assert player.client.get("/play/mail/", {"before": before}).status_code == 400


def test_a_letter_shows_its_text_with_its_lines_and_nothing_in_it_is_markup(player: Player, friend: Player) -> None:
    text = f"Dear Ada,\n\n  {HOSTILE}\nhttps://example.org/"
    letter = make_letter(friend.character, player.character, subject=HOSTILE, text=text)
    for client in (player.client, friend.client):
        for page in ("", "sent/", f"{letter.pk}/", f"new/?answers={letter.pk}"):
            html = page_of(client, f"/play/mail/{page}")
            assert "<script>alert" not in html and "<b>&quot;" not in html and 'href="https://example.org' not in html
        html = page_of(client, f"/play/mail/{letter.pk}/")
        assert (
            "Dear Ada,\n\n  &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &#34;&lt;b&gt;&#34;\nhttps://example.org/</div>"
            in html
        )
        assert re.search(r"<h1>&lt;script&gt;", html)


def test_a_letter_shows_what_is_in_it_and_until_when(player: Player, friend: Player, sabre: Letter) -> None:
    html = page_of(player.client, f"/play/mail/{sabre.pk}/")
    assert "40 gold" in html and re.search(r"Clerk.{1,6}s Sabre</a> \+5", html) and "lasts 31 of 60 fights" in html
    assert "It is yours to take until" in html and 'href="/characters/Bram_Coldwater/"' in html
    assert "Something is in it for you, until" in page_of(player.client, "/play/mail/")
    assert "Not taken yet, waits until" in page_of(friend.client, "/play/mail/sent/")
    assert "If nobody takes it, it comes back to you on" in page_of(friend.client, f"/play/mail/{sabre.pk}/")


def test_each_side_has_the_buttons_that_it_can_use(player: Player, friend: Player, sabre: Letter) -> None:
    plain = make_letter(friend.character, player.character)
    assert buttons(player.client, sabre) == ["read", "claim", "report"] and buttons(friend.client, sabre) == ["take-back"]
    assert buttons(player.client, plain) == ["read", "delete", "report"] and buttons(friend.client, plain) == ["delete"]
    assert buttons(player.client, city_letter(player.character, 5)) == ["read", "claim"], "the city is not reported"


def test_the_recipient_takes_what_is_in_it_once(player: Player, friend: Player, sabre: Letter) -> None:
    before = player.character.gold
    second_tab = form_to(player.client, f"/play/mail/{sabre.pk}/", "/claim/")
    html = press(player.client, sabre, "claim")
    assert "What came with the letter is yours." in html and "You took it on" in html and "/claim/" not in html
    assert held(player.character, "clerks-sabre").upgrade == 5 and not Letter.objects.filter(read_at=None).exists()
    refused = player.client.post(second_tab.action, second_tab.data())
    assert refused.status_code == 409 and "it was claimed" in refused.content.decode()
    player.character.refresh_from_db()
    assert player.character.gold == before + 40
    assert "Bram_<wbr>Coldwater" not in html.partition("letter-state")[2][:200]
    assert "Ada_<wbr>Lamplight took it on" in page_of(friend.client, f"/play/mail/{sabre.pk}/")
    assert "What was in it is yours" in page_of(player.client, "/play/mail/")


def test_the_sender_takes_it_back_while_nobody_has_it(player: Player, friend: Player, sabre: Letter) -> None:
    late = form_to(player.client, f"/play/mail/{sabre.pk}/", "/claim/")
    assert "You took it back on" in press(friend.client, sabre, "take-back")
    assert holds(friend.character, "clerks-sabre")
    assert player.client.post(late.action, late.data()).status_code == 409
    assert "Bram_<wbr>Coldwater took it back on" in page_of(player.client, f"/play/mail/{sabre.pk}/")
    assert "What was in it was taken back" in page_of(player.client, "/play/mail/")


def test_what_nobody_took_is_said_to_have_gone_back(player: Player, friend: Player, sabre: Letter) -> None:
    let_its_time_run_out(sabre)
    assert return_unclaimed()["returned"] == 1
    assert "It went back to Bram_<wbr>Coldwater on" in page_of(player.client, f"/play/mail/{sabre.pk}/")
    assert "It came back to you on" in page_of(friend.client, f"/play/mail/{sabre.pk}/")


def test_a_letter_is_deleted_on_one_side_only_and_never_with_something_in_it(
    player: Player, friend: Player, sabre: Letter
) -> None:
    refused = player.client.post(f"/play/mail/{sabre.pk}/delete/")
    assert refused.status_code == 409 and "Claim it first" in refused.content.decode()
    plain = make_letter(friend.character, player.character, subject="Burn this")
    assert "The letter is gone from your mail." in press(player.client, plain, "delete")
    assert player.client.get(f"/play/mail/{plain.pk}/").status_code == 404
    assert "Burn this" in page_of(friend.client, "/play/mail/sent/")
    form = form_to(friend.client, f"/play/mail/{plain.pk}/", "/delete/")
    assert friend.client.post(form.action, form.data())["Location"] == "/play/mail/sent/"


def test_a_letter_of_others_is_not_found_and_not_changed(player: Player, friend: Player, sabre: Letter) -> None:
    stranger = make_player(level=5)
    assert stranger.client.get(f"/play/mail/{sabre.pk}/").status_code == 404
    assert stranger.client.get(f"/play/mail/new/?answers={sabre.pk}").status_code == 404
    for button in ("read", "claim", "take-back", "delete", "report"):
        form = {"reason": "spam"}
        assert stranger.client.post(f"/play/mail/{sabre.pk}/{button}/", form).status_code == 404, button
    for client, button in ((player.client, "take-back"), (friend.client, "claim"), (friend.client, "read")):
        assert client.post(f"/play/mail/{sabre.pk}/{button}/").status_code == 404, button
    sabre.refresh_from_db()
    assert sabre.is_unclaimed and sabre.read_at is None


def test_a_letter_is_reported_with_a_reason_once(player: Player, friend: Player) -> None:
    letter = make_letter(friend.character, player.character)
    assert "The staff will read this letter." in press(player.client, letter, "report", reason="insult", remark=HOSTILE)
    assert "You reported this before" in press(player.client, letter, "report", reason="insult")
    assert ReportFiling.objects.get().remark == HOSTILE
    for reason in ("", "dislike", "a\0b"):
        assert player.client.post(f"/play/mail/{letter.pk}/report/", {"reason": reason}).status_code == 400
    assert friend.client.post(f"/play/mail/{letter.pk}/report/", {"reason": "spam"}).status_code == 403


def test_the_city_is_named_and_nobody_answers_it(player: Player) -> None:
    letter = city_letter(player.character, 50)
    html = page_of(player.client, f"/play/mail/{letter.pk}/")
    assert "<b>The city</b>" in html and "answers=" not in html and "it is handed to you in any case" in html
    assert "The city" in page_of(player.client, "/play/mail/")


def test_a_letter_of_the_city_links_to_the_page_that_it_names_and_a_players_letter_does_not(
    player: Player, friend: Player
) -> None:
    text = f"It is written down at /hall/3/. The fight is at /raids/7/. It stands at /play/achievements/. {HOSTILE}"
    words = Delivery(sender=None, recipient=player.character.id, from_name="The city", subject="Season 3", text=text)
    html = page_of(player.client, f"/play/mail/{deliver(words, source='faucet:staff')}/")
    for link in (
        'in <a href="/hall/3/">the hall of fame</a>.',
        'on <a href="/raids/7/">its page</a>.',
        'among <a href="/play/achievements/">your achievements</a>.',
    ):
        assert link in html
    assert "<script>alert" not in html and "&lt;script&gt;alert" in html
    letter = make_letter(friend.character, player.character, text=text)
    assert "written down at /hall/3/." in page_of(player.client, f"/play/mail/{letter.pk}/")


def test_one_who_was_erased_is_not_named(player: Player, friend: Player, sabre: Letter) -> None:
    forget(friend.character)
    for page in ("", f"{sabre.pk}/"):
        html = page_of(player.client, f"/play/mail/{page}")
        assert "somebody who left" in html.lower() and "Bram" not in html and "gone_" not in html
    assert "answers=" not in page_of(player.client, f"/play/mail/{sabre.pk}/")


def test_one_who_deleted_the_character_keeps_the_name_and_has_no_profile_to_link_to(player: Player, friend: Player) -> None:
    letter = make_letter(friend.character, player.character)
    Character.objects.filter(pk=friend.character.pk).update(deleted_at="2026-01-01T00:00Z")
    html = page_of(player.client, f"/play/mail/{letter.pk}/")
    assert "Bram_<wbr>Coldwater" in html and "/characters/Bram" not in html and "answers=" not in html


def test_with_scripts_the_form_that_marks_a_letter_answers_with_the_page_without_that_form(
    player: Player, friend: Player
) -> None:
    letter = make_letter(friend.character, player.character)
    page = page_of(player.client, f"/play/mail/{letter.pk}/")
    assert f'hx-post="/play/mail/{letter.pk}/read/" hx-trigger="load, submit"' in page
    form = form_to(player.client, f"/play/mail/{letter.pk}/", "/read/")
    answer = player.client.post(form.action, form.data(), headers=HTMX, follow=True).content.decode()
    assert '<div id="unread"></div>' in answer and 'id="top-mail"' in answer and "top-count" not in answer


def test_the_profile_of_another_leads_to_a_letter_and_ones_own_does_not(player: Player, friend: Player) -> None:
    link = 'href="/play/mail/new/?to=Bram_Coldwater"'
    assert link in page_of(player.client, "/characters/Bram_Coldwater/")
    assert "/play/mail/new/" not in page_of(friend.client, "/characters/Bram_Coldwater/")
    assert "/play/mail/new/" not in page_of(Client(), "/characters/Bram_Coldwater/")


def test_the_pages_run_as_many_statements_for_many_letters_as_for_few(player: Player, friend: Player, sabre: Letter) -> None:
    plain = make_letter(friend.character, player.character)
    paths = {"": 4, "sent/": 4, "new/": 3, f"new/?answers={plain.pk}": 4, f"{plain.pk}/": 4, f"{sabre.pk}/": 5}
    page_of(player.client, "/play/mail/")

    def taken() -> dict[str, int]:
        return {path: statements_of(lambda path=path: player.client.get(f"/play/mail/{path}")) for path in paths}  # type: ignore[misc]  # a default binds it

    few = taken()
    for _ in range(40):
        make_letter(friend.character, player.character)
        make_letter(player.character, friend.character)
        give(player.character, "clerks-sabre")
    assert (few, taken()) == (paths, paths)


def test_each_button_runs_its_statements(player: Player, friend: Player, sabre: Letter) -> None:
    plain = make_letter(friend.character, player.character)
    for side in (player, friend):
        page_of(side.client, "/play/mail/")
    give(friend.character, "clerks-sabre")
    back = make_letter(friend.character, player.character, items={held(friend.character, "clerks-sabre").id: 1})

    def post(client: Client, path: str, **form: str) -> int:
        key = {"idempotency_key": f"key-{path.replace('/', '-')}"}
        return statements_of(lambda: client.post(f"/play/mail/{path}/", form | key))

    assert [
        post(player.client, f"{plain.pk}/read"),
        post(player.client, f"{plain.pk}/report", reason="spam"),
        post(player.client, f"{plain.pk}/delete"),
        post(player.client, f"{sabre.pk}/claim"),
        post(friend.client, f"{back.pk}/take-back"),
    ] == [7, 13, 6, 9, 8]
