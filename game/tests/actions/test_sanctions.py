"""Sanctions: what each changes, who may impose it, and what the player is told."""

import importlib
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import AuditEntry, User
from accounts.queries.rank import Rank
from accounts.registries import hooks
from accounts.tests.make import sent_mails
from game.actions.report import report
from game.actions.sanctions import FOR_GOOD
from game.actions.staff_account import ban, bar_reports, mute, unban, unbar_reports, warn
from game.actions.staff_appeal import decide_appeal
from game.actions.staff_report import CLAIM, claim_report, close_report, close_reports, release_report, sanction_report
from game.actions.tokens import issue
from game.models import ApiToken, Appeal, Character, Notice, Report, Sanction, SanctionText
from game.queries.sanctions import record_of
from game.rules.errors import GameError
from game.rules.sanctions import LADDER, STEPS
from game.tests.make import by as player
from game.tests.make import make_character, owner_of
from game.tests.sanctions import a_report, appeal_by, mail_to, refusal
from game.tests.staff import by, in_days, make_staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", [step for step in LADDER if step.slug not in ("suspension-30d", "ban")], ids=lambda s: s.slug)
def test_each_step_of_the_ladder_is_a_row_that_closes_the_report_and_is_announced(
    moderator: User, mallory: Character, step: object
) -> None:
    chosen, found = STEPS[step.slug], a_report(mallory)  # type: ignore[attr-defined]  # a LadderStep
    mail_to(mallory)
    Notice.objects.all().delete()
    done = sanction_report(by(moderator, "You were rude."), report=found.pk, step=chosen.slug)
    row = Sanction.objects.get()
    assert (row.kind, row.reason, row.staff, row.report) == (chosen.kind, "You were rude.", moderator, found)
    assert (row.ends_at - row.starts_at == timedelta(seconds=chosen.lasts or 0)) if row.ends_at else chosen.lasts is None
    found.refresh_from_db()
    assert (found.state, found.outcome, found.closed_by) == ("closed", "upheld", moderator)
    told = Notice.objects.get(character=mallory)
    assert "You were rude." in told.text and told.link == f"/play/sanctions/{row.pk}/"
    [letter] = sent_mails()
    assert letter.to == ["mallory@example.org"] and "You were rude." in letter.body and "/play/appeal/" in letter.body
    user = owner_of(Character.objects.get(pk=mallory.pk))
    assert (user.is_muted, user.is_banned) == (chosen.kind == "mute", chosen.kind == "suspension")
    assert AuditEntry.objects.get(pk=done.audit).detail["step"] == chosen.slug


def test_the_reporter_reads_nothing_about_the_sanctioned_account(moderator: User, mallory: Character) -> None:
    found = a_report(mallory)
    sanction_report(by(moderator, "You wrote Bob a slur."), report=found.pk, step="warning")
    told = Notice.objects.get(character=found.filings.get().reporter, kind="staff")
    assert "slur" not in told.text and "The staff acted" in told.text


def test_a_prewritten_reason_is_kept_with_the_sanction(moderator: User, mallory: Character) -> None:
    text = SanctionText.objects.create(title="Rude", text="You were rude.")
    sanction_report(by(moderator, text.text), report=a_report(mallory).pk, step="warning", text=text.pk)
    assert Sanction.objects.get().text == text
    SanctionText.objects.update(retired_at=timezone.now())
    again = a_report(mallory).pk
    assert refusal(sanction_report, by(moderator), report=again, step="warning", text=text.pk) == ("invalid", "text")


@pytest.mark.parametrize("step", ["suspension-30d", "ban"])
def test_long_steps_take_a_game_master(moderator: User, mallory: Character, step: str) -> None:
    found = a_report(mallory)
    assert refusal(sanction_report, by(moderator), report=found.pk, step=step)[0] == "forbidden"
    assert not Sanction.objects.exists() and Report.objects.get().state == "open"
    done = sanction_report(by(make_staff(Rank.GAME_MASTER)), report=found.pk, step=step)
    user = owner_of(Character.objects.get(pk=mallory.pk))
    assert user.is_banned and user.banned_until is not None
    assert AuditEntry.objects.get(pk=done.audit).detail["until"] == user.banned_until.isoformat(), (
        "the account's panel shows it"
    )


@pytest.mark.parametrize("rank", [Rank.MODERATOR, Rank.GAME_MASTER, Rank.SUPERUSER])
def test_nobody_sanctions_an_equal_a_superior_or_themselves(moderator: User, rank: Rank) -> None:
    peer = a_report(make_character(make_staff(rank)))
    own = a_report(make_character(moderator))
    for found in (peer, own):
        for action, params in (
            (sanction_report, {"step": "warning"}), (claim_report, {}), (close_report, {}),
        ):  # fmt: skip
            assert refusal(action, by(moderator), report=found.pk, **params)[0] == "forbidden"
    assert refusal(warn, by(moderator), user=moderator.id)[0] == "forbidden"
    assert not Sanction.objects.exists()


def test_a_ban_ends_tokens_and_calls_the_listeners_in_its_transaction(
    moderator: User, mallory: Character, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, heard = owner_of(mallory), list[tuple[int, bool]]()
    issue(user)
    monkeypatch.setattr(hooks, "on_banned", [lambda pk: heard.append((pk, transaction.get_connection().in_atomic_block))])
    mute(by(moderator), user=user.id, until=in_days(1))
    assert not heard and ApiToken.objects.exists()
    ban(by(moderator), user=user.id, until=in_days(2))
    assert heard == [(user.pk, True)] and not ApiToken.objects.exists()


def test_a_shorter_ban_replaces_a_longer_one_and_a_lifted_one_does_not_count(mallory: Character) -> None:
    master, user = make_staff(Rank.GAME_MASTER), owner_of(mallory)
    ban(by(master), user=user.id, until=FOR_GOOD)
    ban(by(master), user=user.id, until=in_days(3))
    first, second = Sanction.objects.order_by("pk")
    assert (first.kind, first.lifted_why, second.kind, second.lifted_why) == ("ban", "replaced", "suspension", "")
    unban(by(master), user=user.id)
    assert all(past.lifted for past in record_of(user.id))
    user.refresh_from_db()
    assert user.banned_until is None and user.ban_reason == ""


def test_a_ban_that_no_row_explains_is_lifted_too_and_survives_a_mute(moderator: User, mallory: Character) -> None:
    """The version before wrote none."""
    user = owner_of(mallory)
    User.objects.filter(pk=user.pk).update(banned_until=in_days(2), ban_reason="loud")
    mute(by(moderator), user=user.id, until=in_days(1))
    user.refresh_from_db()
    assert user.is_banned and user.is_muted
    unban(by(moderator), user=user.id)
    user.refresh_from_db()
    assert not user.is_banned and user.is_muted


def test_a_claimed_report_is_left_to_the_one_who_claimed_it_for_half_an_hour(moderator: User, mallory: Character) -> None:
    other, found = make_staff(Rank.GAME_MASTER), a_report(mallory)
    claim_report(by(moderator), report=found.pk)
    for action, params in ((claim_report, {}), (close_report, {}), (sanction_report, {"step": "warning"})):
        assert refusal(action, by(other), report=found.pk, **params)[0] == "forbidden"
    assert refusal(close_reports, by(other), reports=[found.pk], outcome="upheld")[0] == "forbidden"
    assert refusal(release_report, by(other), report=found.pk)[0] == "forbidden"
    Report.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    claim_report(by(other), report=found.pk)
    found.refresh_from_db()
    assert found.claimed_by == other and found.claimed_until and found.claimed_until - timezone.now() > CLAIM / 2
    release_report(by(other), report=found.pk)
    close_report(by(moderator), report=found.pk)


def test_several_reports_are_closed_with_one_reason_or_none_is(moderator: User, mallory: Character) -> None:
    reports = [a_report(mallory) for _ in range(3)]
    taken = a_report(make_character(make_staff(Rank.ADMINISTRATOR)))
    numbers = [found.pk for found in reports]
    assert refusal(close_reports, by(moderator), reports=[*numbers, taken.pk], outcome="dismissed")[0] == "forbidden"
    assert Report.objects.filter(state="open").count() == 4
    close_reports(by(moderator, "nothing was wrong"), reports=numbers, outcome="dismissed")
    assert set(Report.objects.filter(pk__in=numbers).values_list("state", "outcome")) == {("closed", "dismissed")}
    assert AuditEntry.objects.filter(action="staff.close_reports", target__in=[f"report:{n}" for n in numbers]).count() == 3
    assert refusal(close_reports, by(moderator), reports=[], outcome="dismissed") == ("invalid", "reports")
    assert refusal(close_reports, by(moderator), reports=[taken.pk], outcome="perhaps") == ("invalid", "outcome")


def test_reporters_who_were_right_weigh_more_and_who_were_wrong_weigh_less(moderator: User, mallory: Character) -> None:
    good, bad, new = (make_character() for _ in range(3))
    for reporter, outcome in ((good, "upheld"), (bad, "dismissed")):
        for _ in range(2):
            report(player(reporter), target=f"profile:{make_character().pk}", reason="cheat", remark="")
            close_report(by(moderator), report=Report.objects.latest("pk").pk, outcome=outcome)
    trusts = []
    for reporter in (good, bad, new):
        report(player(reporter), target=f"profile:{mallory.pk}", reason="cheat", remark="")
        trusts.append(Report.objects.get(about=mallory).trust)
    assert trusts == [1.5, 2.0, 3.0]
    assert Report.objects.get(about=mallory).reporters == 3


def test_who_is_barred_from_reporting_is_told_kindly_and_reports_again_afterwards(moderator: User, mallory: Character) -> None:
    reporter = make_character()
    bar_reports(by(moderator), user=owner_of(reporter).id, until=FOR_GOOD)
    with pytest.raises(GameError) as refused:
        report(player(reporter), target=f"character:{mallory.pk}", reason="insult", remark="")
    assert (
        refused.value.code == "forbidden" and "appeal" in refused.value.message and not Report.objects.filter(reporters__gt=0)
    )
    unbar_reports(by(moderator), user=owner_of(reporter).id)
    assert refusal(unbar_reports, by(moderator), user=owner_of(reporter).id)[0] == "nothing_to_do"
    assert not report(player(reporter), target=f"character:{mallory.pk}", reason="insult", remark="").again


@pytest.mark.parametrize(
    "target", ["", "letter", "letter:", "clan:1", "profile:x", "profile:0", f"profile:{10**30}", "profile:-1"]
)
def test_what_does_not_exist_cannot_be_reported(target: str) -> None:
    assert refusal(report, player(make_character()), target=target, reason="other", remark="")[0] in ("invalid", "not_found")
    assert not Report.objects.exists()


def test_nobody_reports_themselves_and_a_name_is_kept_as_it_was(mallory: Character) -> None:
    sister = make_character(owner_of(mallory))
    for target in (f"profile:{mallory.pk}", f"character:{sister.pk}"):
        assert refusal(report, player(mallory), target=target, reason="other", remark="")[0] == "forbidden"
    filed = report(player(make_character()), target=f"character:{mallory.pk}", reason="insult", remark="")
    assert filed.page == "/characters/Mallory/" and Report.objects.get().quote == "Mallory"
    assert refusal(report, player(sister), target=f"character:{mallory.pk}", reason="cheat", remark="")[0] in (
        "forbidden",
        "invalid",
    )


def test_the_migration_gives_open_reports_their_order_and_what_holds_already_a_row(mallory: Character) -> None:
    migration = importlib.import_module("game.migrations.0036_reports_and_sanctions")
    found, user, muted = a_report(mallory), owner_of(mallory), owner_of(make_character())
    expected = Report.objects.get().urgency
    Report.objects.update(urgency=0, trust=0)
    User.objects.filter(pk=user.pk).update(banned_until=FOR_GOOD, ban_reason="You sold gold.")
    User.objects.filter(pk=muted.pk).update(muted_until=in_days(1))
    with connection.cursor() as cursor:
        cursor.execute(migration.SCORE)
        cursor.execute(migration.SANCTIONS)
    found.refresh_from_db()
    assert found.trust == 1 and found.urgency == pytest.approx(expected, abs=1e-6)
    rows = [(row.user, row.kind, row.reason) for row in Sanction.objects.filter(staff=None).order_by("kind")]
    assert rows == [(user, "ban", "You sold gold."), (muted, "mute", "")]
    assert Sanction.objects.get(kind="ban").ends_at is None
    appeal_by(user, Sanction.objects.get(kind="ban"))
    decide_appeal(by(make_staff(Rank.GAME_MASTER)), appeal=Appeal.objects.get().pk, outcome="upheld")
    user.refresh_from_db()
    assert user.banned_until is None
