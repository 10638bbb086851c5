"""An evening of two people in two browsers: a clan, its bank, its room, a letter, a report, a mute and an appeal; with scripts and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.queries.rank import Rank
from clans.actions.pay_out import pay_due
from clans.models import Clan, Withdrawal
from clans.models.ids import WithdrawalId
from clans.tests.bank import gold_in, let_a_month_pass, let_it_wait
from clans.tests.browser.founding import found_night_owls
from game.actions.staff_appeal import decide_appeal
from game.actions.staff_report import claim_report, sanction_report
from game.models import Appeal, Character, Holding, Report
from game.queries.ledger_proof import problems
from game.tests.browser.conftest import chromium, port  # noqa: F401 (fixtures)
from game.tests.browser.test_notices import Visit, visit  # noqa: F401 (a fixture)
from game.tests.letters import make_sword
from game.tests.make import make_character
from game.tests.staff import by, make_staff

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
RUDE = "You brush like a boiled owl, and you owe me forty gold."


class Evening:
    """Ada and Bram, vampires both, with a browser each, and a sabre +5 among Ada's things."""

    def __init__(self, visit: Visit, *, script: bool, width: int) -> None:  # noqa: F811
        self.ada = make_character(name="Ada_Lamplight", level=12, gold=70_000)
        self.bram = make_character(name="Bram_Oldmill", level=12, gold=40_000)
        self.sabre = Holding.objects.get(pk=make_sword(self.ada, upgrade=5))
        self.one = visit(self.ada, "/clans/", script=script, width=width)
        # Bram is refused a message once, and a browser writes refused requests to its console.
        self.two = visit(self.bram, "/play/", script=script, width=width, complain=False)

    def found_a_clan_and_join_it(self) -> Clan:
        self.two.goto(found_night_owls(self.one))
        self.two.locator("main").get_by_role("button", name="Join").click()
        expect(self.two.get_by_text("You are one of OWL now.")).to_be_visible()
        self.one.goto("/play/clan/")
        self.one.get_by_role("link", name="Bram_Oldmill").click()
        self.one.get_by_role("radio", name="Officer").check()
        self.one.get_by_role("button", name="Give this rank").click()
        return Clan.objects.get()

    def fill_the_bank(self) -> None:
        for page, gold in ((self.one, 60_000), (self.two, 30_000)):
            page.goto("/play/clan/bank/")
            page.get_by_role("link", name="Give something").click()
            page.get_by_label("How much").fill(str(gold))
            page.get_by_role("button", name="Give it to the clan").click()
        expect(self.two.locator(".bank-vault")).to_contain_text("90,000")

    def empty_it(self) -> None:
        """Ada asks for all of it. She and Bram sign."""
        self.one.goto("/play/clan/bank/withdraw/")
        self.one.get_by_role("link", name="Confirm that it is you").click()
        self.one.locator("#id_password").fill("pw")
        self.one.locator("main").get_by_role("button", name="Confirm").click()
        self.one.get_by_label("How much").fill("90000")
        self.one.get_by_role("button", name="Take it out").click()
        self.one.get_by_role("button", name="Sign 90,000 gold").click()
        expect(self.one.get_by_text("1 signature missing")).to_be_visible()
        self.two.goto("/play/notices/")
        expect(self.two.locator("main")).to_contain_text("Ada_Lamplight asks for 90,000 gold out of the bank of Night_Owls.")
        self.two.goto("/play/clan/bank/")
        self.two.get_by_role("button", name="Sign 90,000 gold").click()
        expect(self.two.get_by_text("leaves on")).to_be_visible()

    def talk(self) -> None:
        for page in (self.one, self.two):
            open_room(page)
        say(self.one, "The bank is dry, @Bram_Oldmill. Well done.")
        say(self.two, RUDE)

    def send_the_sabre(self) -> None:
        self.one.goto(f"/play/inventory/{self.sabre.pk}/")
        self.one.get_by_role("link", name="Send by letter").click()
        self.one.get_by_label("To", exact=True).fill("Bram_Oldmill")
        self.one.get_by_label("Subject").fill("For the road")
        self.one.get_by_label("Letter", exact=True).fill("It was always a loan.")
        self.one.get_by_role("button", name="Send").click()
        self.one.get_by_role("button", name="Send it").click()
        self.two.goto("/play/mail/")
        self.two.get_by_role("link", name="For the road").click()
        self.two.get_by_role("button", name="Take it").click()
        expect(self.two.get_by_text("You took it on")).to_be_visible()

    def report_what_was_said(self) -> None:
        open_room(self.one)
        expect(self.one.locator(".chat-line").last).to_contain_text("boiled owl")
        self.one.locator(".chat-line").last.get_by_role("link", name="Report what Bram_Oldmill said").click()
        expect(self.one.locator("main")).to_contain_text(RUDE)
        self.one.get_by_label("What is wrong").select_option("insult")
        self.one.get_by_role("button", name="Report it").click()

    def appeal(self) -> None:
        """Bram finds the mute where he would speak, and in his notices; from there it is appealed."""
        open_room(self.two)
        expect(self.two.locator(".locked")).to_contain_text("You are muted")
        expect(self.two.get_by_label("Your message")).to_have_count(0)
        self.two.goto("/play/notices/")
        self.two.locator("main").get_by_role("link", name=re.compile("mute", re.I)).first.click()
        self.two.get_by_role("link", name="Appeal it").or_(self.two.get_by_label("Why this was wrong")).first.click()
        self.two.get_by_label("Why this was wrong").fill("An owl is not an insult in my family.")
        self.two.get_by_role("button", name="Send the appeal").click()
        expect(self.two.get_by_role("heading", name="Your appeal")).to_be_visible()


def open_room(page: Page) -> None:
    page.goto("/play/chat/")
    page.get_by_role("navigation", name="Rooms").get_by_role("link", name="Night_Owls").click()


def say(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Say it").click()
    expect(page.locator(".chat-line").last).to_contain_text(text[:12])


@pytest.mark.parametrize(("script", "width"), [(True, 1440), (False, 390)], ids=["desktop", "phone without scripts"])
def test_two_people_play_a_whole_evening(visit: Visit, script: bool, width: int) -> None:  # noqa: F811
    evening = Evening(visit, script=script, width=width)
    clan = evening.found_a_clan_and_join_it()
    evening.fill_the_bank()
    let_a_month_pass(clan)
    evening.empty_it()
    let_it_wait(WithdrawalId(Withdrawal.objects.get().pk))
    before = Character.objects.get(pk=evening.ada.pk).gold
    assert pay_due() == {"paid": 1} and gold_in(clan) == 0
    assert Character.objects.get(pk=evening.ada.pk).gold - before == 90_000
    evening.talk()
    evening.send_the_sabre()
    evening.sabre.refresh_from_db()
    assert (evening.sabre.character, evening.sabre.upgrade) == (evening.bram, 5)
    evening.report_what_was_said()
    judge, other = make_staff(Rank.MODERATOR), make_staff(Rank.MODERATOR)
    report = Report.objects.get()
    claim_report(by(judge), report=report.pk)
    sanction_report(by(judge, "Owls are people too."), report=report.pk, step="mute-24h")
    evening.appeal()
    decide_appeal(by(other, "It is not, in that family."), appeal=Appeal.objects.get().pk, outcome=Appeal.UPHELD)
    open_room(evening.two)
    say(evening.two, "My apologies to all owls.")
    assert problems() == []
