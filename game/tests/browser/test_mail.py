"""Two people and their letters in real browsers, with scripts and without, on a phone and on a desktop."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from game.models import Character, Holding, Letter
from game.queries.ledger_proof import problems
from game.tests.browser.openers import OpenPage, log_in
from game.tests.browser.test_pages import faults
from game.tests.letters import make_letter
from game.tests.make import give, held, make_character
from game.tests.views.browsers import user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
both = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
widths = pytest.mark.parametrize("width", [390, 1440])
LONGEST = "Wet_Nose_Longname_20"


class Pair:
    """Two players with a sabre +5 among the things of the first, and pages of their browsers."""

    def __init__(self, open_page: OpenPage, live_server: LiveServer) -> None:
        self.open_page, self.live_server = open_page, live_server
        self.ada = make_character(level=6, gold=3_000, name="Ada_Lamplight")
        self.bram = make_character(level=6, gold=3_000, name=LONGEST, faction="werewolf")
        give(self.ada, "clerks-sabre")
        give(self.ada, "mill-rat-pelt", 30)
        self.sabre = held(self.ada, "clerks-sabre")
        Holding.objects.filter(pk=self.sabre.pk).update(upgrade=5)

    def page(self, who: Character, path: str, *, script: bool = True, width: int = 390) -> Page:
        page = self.open_page("about:blank", script=script, width=width, refusals=True)
        log_in(page, self.live_server, user_of(who))
        page.goto(path)
        return page


@pytest.fixture
def pair(open_page: OpenPage, live_server: LiveServer, settings: Settings) -> Pair:
    settings.LIMITS_ENFORCED = False
    return Pair(open_page, live_server)


def send_the_sabre(pair: Pair, *, script: bool, width: int) -> Page:
    """By the link on its page, with gold and twelve pelts."""
    page = pair.page(pair.ada, f"/play/inventory/{pair.sabre.pk}/", script=script, width=width)
    page.get_by_role("link", name="Send by letter").click()
    expect(page.get_by_role("checkbox", name="Clerk's Sabre +5")).to_be_checked()
    page.get_by_label("To", exact=True).fill(LONGEST.lower())
    page.get_by_label("Subject").fill("For old times")
    page.get_by_label("Letter", exact=True).fill("Mind the guard.\nIt is loose.")
    page.get_by_label("Gold").fill("75")
    page.get_by_role("checkbox", name="Mill-rat Pelt").check()
    page.get_by_label("How many of Mill-rat Pelt").fill("12")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name=f"Send this to {LONGEST}?")).to_be_visible()
    for words in ("Clerk's Sabre +5", "75 gold", "× 12", "14 days to take it"):
        expect(page.locator("main")).to_contain_text(words)
    assert not Letter.objects.exists()
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("Not taken yet.")).to_be_visible()
    return page


@both
@widths
def test_one_sends_a_sabre_and_the_other_takes_it(pair: Pair, script: bool, width: int) -> None:
    sender = send_the_sabre(pair, script=script, width=width)
    page = pair.page(pair.bram, "/play/", script=script, width=width)
    expect(page.locator("#top-mail")).to_contain_text("1 unread")
    page.locator("#top-mail").click()
    expect(page.locator(".letter-line.is-new")).to_contain_text("Something is in it for you, until")
    page.get_by_role("link", name="For old times").click()
    expect(page.locator(".letter-text")).to_have_text("Mind the guard.\nIt is loose.", use_inner_text=True)
    if not script:
        page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("button", name="Mark as read")).to_have_count(0)
    expect(page.locator("#top-mail")).not_to_contain_text("unread")
    page.get_by_role("button", name="Take it").click()
    expect(page.get_by_text("You took it on")).to_be_visible()
    page.goto("/play/inventory/")
    page.get_by_role("link", name="Clerk's Sabre +5").first.click()
    expect(page.locator(".way-steps li").first).to_contain_text("took it out of a letter")
    sender.reload()
    expect(sender.get_by_text(f"{LONGEST} took it on")).to_be_visible()
    pair.sabre.refresh_from_db()
    assert (pair.sabre.character, pair.sabre.upgrade) == (pair.bram, 5) and problems() == []


@both
def test_what_is_taken_in_one_tab_is_refused_in_the_other(pair: Pair, script: bool) -> None:
    letter = make_letter(pair.ada, pair.bram, items={pair.sabre.id: 1})
    first = pair.page(pair.bram, f"/play/mail/{letter.pk}/", script=script)
    second = first.context.new_page()
    second.goto(f"/play/mail/{letter.pk}/")
    first.get_by_role("button", name="Take it").click()
    expect(first.get_by_text("You took it on")).to_be_visible()
    second.get_by_role("button", name="Take it").click()
    expect(second.locator("[data-error-message]")).to_contain_text("it was claimed")
    second.get_by_role("link", name="Go back").click()
    expect(second.get_by_text("You took it on")).to_be_visible()
    assert problems() == []


@both
def test_the_back_button_after_taking_it_offers_nothing_to_take_twice(pair: Pair, script: bool) -> None:
    letter = make_letter(pair.ada, pair.bram, items={pair.sabre.id: 1})
    page = pair.page(pair.bram, "/play/mail/", script=script)
    page.get_by_role("link", name="A word").click()
    page.get_by_role("button", name="Take it").click()
    expect(page.get_by_text("You took it on")).to_be_visible()
    page.go_back(wait_until="commit")
    if page.get_by_role("button", name="Take it").count():
        page.get_by_role("button", name="Take it").click()
    page.goto(f"/play/mail/{letter.pk}/")
    expect(page.get_by_text("You took it on")).to_be_visible()
    assert Holding.objects.filter(character=pair.bram, item="clerks-sabre", upgrade=5).count() == 1 and problems() == []


@both
def test_the_back_button_after_sending_shows_what_was_typed_and_sends_nothing(pair: Pair, script: bool) -> None:
    page = pair.page(pair.ada, "/play/mail/new/", script=script)
    page.get_by_label("To", exact=True).fill(LONGEST)
    page.get_by_label("Subject").fill("Once")
    page.get_by_label("Letter", exact=True).fill("Only once.")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Once")).to_be_visible()
    page.go_back(wait_until="commit")
    expect(page.get_by_role("heading", name="Write a letter")).to_be_visible()
    expect(page.get_by_label("Letter", exact=True)).to_have_value("Only once.")
    expect(page.get_by_label("Subject")).to_have_value("Once")
    assert Letter.objects.count() == 1


@both
@widths
def test_a_refused_letter_keeps_its_words_and_its_things(pair: Pair, script: bool, width: int) -> None:
    page = pair.page(pair.ada, "/play/mail/new/", script=script, width=width)
    page.get_by_label("To", exact=True).fill("Nobody_here")
    page.get_by_label("Subject").fill("Hello")
    page.get_by_label("Letter", exact=True).fill("one\n\ntwo")
    page.get_by_role("checkbox", name="Mill-rat Pelt").check()
    page.get_by_label("How many of Mill-rat Pelt").fill("12")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody goes by that name.")
    expect(page.get_by_label("To", exact=True)).to_have_value("Nobody_here")
    expect(page.get_by_label("Letter", exact=True)).to_have_value("one\n\ntwo")
    expect(page.get_by_role("checkbox", name="Mill-rat Pelt")).to_be_checked()
    expect(page.get_by_label("How many of Mill-rat Pelt")).to_have_value("12")
    page.get_by_label("To", exact=True).fill(LONGEST)
    page.get_by_role("button", name="Send").click()
    page.get_by_role("button", name="Change the letter").click()
    expect(page.get_by_label("Letter", exact=True)).to_have_value("one\n\ntwo")
    assert not Letter.objects.exists()


def test_scripts_count_characters_and_find_a_thing_among_many(pair: Pair) -> None:
    for _ in range(100):
        give(pair.ada, "excise-cutter")
    page = pair.page(pair.ada, "/play/mail/new/")
    page.get_by_label("Letter", exact=True).fill("one\ntwo")
    expect(page.locator("#text-help")).to_have_text("7 of 2,000 characters.")
    page.get_by_label("Find among your things").fill("pelt")
    expect(page.locator(".send-thing:visible")).to_have_count(1)
    page.get_by_label("Find among your things").press("Enter")
    page.get_by_label("How many of Mill-rat Pelt").fill("2")
    expect(page.get_by_role("checkbox", name="Mill-rat Pelt")).to_be_checked()
    expect(page.locator("[data-chosen]")).to_have_text("(1 chosen)")
    page.get_by_label("Find among your things").fill("zzz")
    expect(page.locator(".send-thing:visible")).to_contain_text(["Mill-rat Pelt"])  # what is ticked stays in sight
    assert page.url.endswith("/play/mail/new/") and not Letter.objects.exists()


@both
def test_a_letter_is_answered_reported_and_deleted_with_the_keyboard_alone(pair: Pair, script: bool) -> None:
    letter = make_letter(pair.ada, pair.bram)
    page = pair.page(pair.bram, f"/play/mail/{letter.pk}/", script=script, width=1440)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("link", name="Reply").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Subject")).to_have_value("Re: A word")
    page.get_by_label("Letter", exact=True).focus()
    page.keyboard.type("At midnight then.")
    page.get_by_role("button", name="Send").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("on its way")
    page.goto(f"/play/mail/{letter.pk}/")
    page.locator(".letter-report summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What is wrong with it").select_option("spam")
    page.get_by_role("button", name="Report it").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#toasts")).to_contain_text("The staff will read this letter.")
    page.get_by_role("button", name="Delete").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nobody has written to you yet")).to_be_visible()
    assert Letter.objects.latest("pk").answers == letter


@pytest.mark.parametrize("width", [360, 390, 1440])
def test_the_pages_of_mail_have_no_faults(pair: Pair, width: int) -> None:
    plain, goods = make_letter(pair.bram, pair.ada), make_letter(pair.bram, pair.ada, gold=12, subject="M" * 80)
    mine = make_letter(pair.ada, pair.bram, items={pair.sabre.id: 1})
    page = pair.page(pair.ada, "/play/", width=width)
    paths = ["", "sent/", "new/", f"new/?answers={plain.pk}", "?before=1", *(f"{n.pk}/" for n in (plain, goods, mine))]
    assert faults(page, [f"/play/mail/{path}" for path in paths] + ["/play/log/", f"/characters/{LONGEST}/"]) == {}
