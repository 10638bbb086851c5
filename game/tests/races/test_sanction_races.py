"""Staff who act on the same thing at the same moment, and appeals that are sent twice. Each test has a twin without the guard."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.db.models.signals import pre_save

from accounts.models import User
from accounts.models.ids import UserId
from accounts.queries.rank import Rank
from accounts.tests.race import at_once
from game.actions.actor import UserActor
from game.actions.appeal import appeal
from game.actions.report import report
from game.actions.staff_account import ban
from game.actions.staff_appeal import decide_appeal
from game.actions.staff_report import claim_report, sanction_report
from game.actions.transaction import TransactionContext
from game.models import Appeal, Character, Report, Sanction
from game.rules.errors import GameError
from game.tests.make import by as player
from game.tests.make import make_character, owner_of
from game.tests.staff import by, in_days, make_staff

pytestmark = pytest.mark.django_db(transaction=True)


def a_report() -> Report:
    report(player(make_character()), target=f"profile:{make_character().pk}", reason="cheat", remark="")
    return Report.objects.get()


def a_ban(staff: User) -> tuple[User, Sanction]:
    user = owner_of(make_character())
    ban(by(staff), user=user.id, until=in_days(2))
    return user, Sanction.objects.get()


def without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither shared rows nor characters and users are locked."""
    met = threading.Barrier(2)

    def rows(context: TransactionContext, model: type[Model], ids: Sequence[int]) -> list[Model]:
        found = list(model._default_manager.filter(pk__in=ids).order_by("pk"))
        met.wait(10)
        return found

    def users(context: TransactionContext, ids: Any) -> dict[UserId, User]:
        return {user.id: user for user in User.objects.filter(pk__in=set(ids))}

    def characters(context: TransactionContext, ids: Any) -> dict[Any, Character]:
        return {found.id: found for found in Character.objects.filter(pk__in=set(ids))}

    monkeypatch.setattr(TransactionContext, "lock_shared", rows)
    monkeypatch.setattr(TransactionContext, "lock_users", users)
    monkeypatch.setattr(TransactionContext, "lock_characters", characters)


def refused(answers: Sequence[object]) -> list[str]:
    return [answer.code for answer in answers if isinstance(answer, GameError)]


def two_claims(found: Report) -> list[Any]:
    staff = [make_staff(Rank.MODERATOR), make_staff(Rank.MODERATOR)]
    return at_once(*[lambda one=one: claim_report(by(one), report=found.pk) for one in staff])


def test_of_two_who_claim_a_report_at_once_one_gets_it() -> None:
    answers = two_claims(a_report())
    assert refused(answers) == ["forbidden"] and Report.objects.get().claimed_by is not None


def test_twin_without_the_locks_both_believe_that_they_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = a_report()
    without_locks(monkeypatch)
    assert refused(two_claims(found)) == []


def two_sanctions(found: Report) -> list[Any]:
    staff = [make_staff(Rank.MODERATOR), make_staff(Rank.MODERATOR)]
    return at_once(*[lambda one=one: sanction_report(by(one), report=found.pk, step="warning") for one in staff])


def test_of_two_who_sanction_for_a_report_at_once_one_does() -> None:
    assert refused(two_sanctions(a_report())) == ["nothing_to_do"]
    assert Sanction.objects.count() == 1


def test_twin_without_the_locks_a_report_brings_two_sanctions(monkeypatch: pytest.MonkeyPatch) -> None:
    found = a_report()
    without_locks(monkeypatch)
    assert refused(two_sanctions(found)) == [] and Sanction.objects.count() == 2


def two_decisions() -> list[Any]:
    judges = [make_staff(Rank.MODERATOR), make_staff(Rank.MODERATOR)]
    user, sanction = a_ban(make_staff(Rank.MODERATOR))
    appeal(UserActor(user.id, None), sanction=sanction.pk, text="It was my sister.")
    found, outcomes = Appeal.objects.get(), ("upheld", "dismissed")
    calls: list[Callable[[], object]] = [
        lambda judge=judge, outcome=outcome: decide_appeal(by(judge), appeal=found.pk, outcome=outcome)  # type: ignore[misc]
        for judge, outcome in zip(judges, outcomes, strict=True)
    ]
    return at_once(*calls)


def test_of_two_who_decide_an_appeal_at_once_one_does() -> None:
    assert refused(two_decisions()) == ["nothing_to_do"]
    found = Appeal.objects.get()
    assert owner_banned(found) == (found.state == "dismissed")


def owner_banned(found: Appeal) -> bool:
    return User.objects.get(pk=found.sanction.user_id).is_banned


def test_twin_without_the_locks_an_appeal_is_decided_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    def decide(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
        judges = [make_staff(Rank.MODERATOR), make_staff(Rank.MODERATOR)]
        user, sanction = a_ban(make_staff(Rank.MODERATOR))
        appeal(UserActor(user.id, None), sanction=sanction.pk, text="It was my sister.")
        found = Appeal.objects.get()
        without_locks(monkeypatch)
        return at_once(
            *[lambda judge=judge: decide_appeal(by(judge), appeal=found.pk, outcome="dismissed") for judge in judges]
        )

    assert refused(decide(monkeypatch)) == []


def two_appeals() -> list[Any]:
    user, sanction = a_ban(make_staff(Rank.MODERATOR))
    return at_once(*[lambda: appeal(UserActor(user.id, None), sanction=sanction.pk, text="It was my sister.")] * 2)


def test_an_appeal_that_is_sent_twice_at_once_is_one() -> None:
    assert refused(two_appeals()) == ["forbidden"] and Appeal.objects.count() == 1


def test_twin_without_the_locks_only_the_constraint_is_left(monkeypatch: pytest.MonkeyPatch, request: Any) -> None:
    user, sanction = a_ban(make_staff(Rank.MODERATOR))
    barrier = threading.Barrier(2)

    def wait(**params: object) -> None:
        barrier.wait(10)

    pre_save.connect(wait, sender=Appeal, weak=False)
    request.addfinalizer(lambda: pre_save.disconnect(wait, sender=Appeal))
    monkeypatch.setattr(TransactionContext, "lock_shared", lambda context, model, ids: [])
    monkeypatch.setattr(
        TransactionContext, "lock_users", lambda context, ids: {u.id: u for u in User.objects.filter(pk__in=set(ids))}
    )
    answers = at_once(*[lambda: appeal(UserActor(user.id, None), sanction=sanction.pk, text="It was my sister.")] * 2)
    assert [type(a).__name__ for a in answers].count("IntegrityError") == 1 and Appeal.objects.count() == 1
    connection.close()
