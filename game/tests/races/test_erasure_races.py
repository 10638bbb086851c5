"""Erasing an account at the same moment as anything that makes something for it: nothing of the account stays alive."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import timezone

from accounts.actions import outbox
from accounts.actions.erase import erase
from accounts.actions.guest import make_guest
from accounts.models import OutboxMessage, TotpUse, User
from accounts.tests.make import PASSWORD, log_in, logged_in_as, make_user
from accounts.tests.race import at_once
from game.actions import character as characters
from game.actions import tokens, user_action
from game.actions.hunt import hunt
from game.actions.missions import claim, deal
from game.actions.player_action import Actor
from game.models import ApiToken, Character, DailyMission, Notice, Receipt
from game.rules.errors import GameError
from game.tests.make import make_character

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 10
NEW = "five other words in here"
GUARDED = (
    "account_emailaddress", "mfa_authenticator", "usersessions_usersession", "socialaccount_socialaccount",
    "accounts_totpuse", "game_character", "game_apitoken",
)  # fmt: skip


class Case:
    """One account, and what somebody does with it at the moment when it is erased."""

    def __init__(self) -> None:
        self.user = self.make()
        self.address = f"{self.user.username}@example.org".lower()
        self.client = Client()
        self.prepare()
        self.characters = list(Character.objects.filter(user=self.user).values_list("pk", flat=True))

    def make(self) -> User:
        return make_user()

    def prepare(self) -> None:
        return None

    def act(self) -> None:
        raise NotImplementedError

    def alive(self) -> list[str]:
        """What is left of the account."""
        pk = self.user.pk
        tables = {
            "address": EmailAddress, "second factor": Authenticator, "session": UserSession, "google": SocialAccount,
            "code": TotpUse, "token": ApiToken, "character": Character,
        }  # fmt: skip
        left = [name for name, model in tables.items() if model.objects.filter(user_id=pk).exists()]
        rows = [model for model in (Receipt, Notice, DailyMission) if model.objects.filter(character__in=self.characters)]
        left += ["rows of a character"] if rows else []
        row = User.objects.get(pk=pk)
        if row.username != f"erased_{pk}" or row.email or row.is_active or row.last_login or row.has_usable_password():
            left.append("account")
        if any(self.user.username in outbox._mail(mail).body for mail in OutboxMessage.objects.all()):
            left.append("mail")
        if logged_in_as(self.client) == pk:
            left.append("log-in")
        return left


class NewCharacter(Case):
    def act(self) -> None:
        characters.create(
            user=self.user,
            name=f"Racer_x{self.user.pk}z",
            faction="vampire",
            class_slug="courtblade",
            emblem=1,
            key="key-00000001",
        )


class Restored(Case):
    def prepare(self) -> None:
        self.character = make_character(self.user)
        characters.let_go(Actor(self.character.id))

    def act(self) -> None:
        characters.restore(user_id=self.user.id, character_id=self.character.id)


class Hunt(Case):
    def prepare(self) -> None:
        self.character = make_character(self.user)

    def act(self) -> None:
        hunt(Actor(self.character.id, "key-00000001"), place="old-mill")


class Claim(Hunt):
    def prepare(self) -> None:
        super().prepare()
        deal(self.character, timezone.now())
        self.task = DailyMission.objects.filter(character=self.character)[0]
        DailyMission.objects.filter(pk=self.task.pk).update(progress=self.task.target)

    def act(self) -> None:
        claim(Actor(self.character.id, "key-00000001"), task=self.task.pk)


class Login(Case):
    def act(self) -> None:
        log_in(self.client, self.user.username)


class Token(Case):
    def act(self) -> None:
        tokens.issue(self.user)


class Confirmation(Case):
    def prepare(self) -> None:
        row = EmailAddress.objects.create(user=self.user, email=self.address, primary=False)
        self.link = f"/accounts/confirm-email/{EmailConfirmationHMAC(row).key}/"

    def act(self) -> None:
        self.client.post(self.link)


class AskedReset(Case):
    def prepare(self) -> None:
        EmailAddress.objects.create(user=self.user, email=self.address, primary=True, verified=True)

    def act(self) -> None:
        self.client.post("/accounts/password/reset/", {"email": self.address})


class Reset(AskedReset):
    def prepare(self) -> None:
        super().prepare()
        key = default_token_generator.make_token(self.user)
        self.form = self.client.get(f"/accounts/password/reset/key/{user_pk_to_url_str(self.user)}-{key}/")["Location"]

    def act(self) -> None:
        self.client.post(self.form, {"password1": NEW, "password2": NEW})


class SecondFactor(Case):
    def act(self) -> None:
        TOTP.activate(self.user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")


class Google(Case):
    def act(self) -> None:
        SocialAccount.objects.create(user=self.user, provider="google", uid=f"g-{self.user.pk}")


class GuestSignsUp(Case):
    def make(self) -> User:
        return make_guest(key=f"click-{random.getrandbits(60)}")

    def prepare(self) -> None:
        self.client.force_login(self.user)
        self.address = f"radu{self.user.pk}@example.org"

    def act(self) -> None:
        form = {"username": f"Radu_x{self.user.pk}", "email": self.address, "password1": PASSWORD}
        self.client.post("/accounts/signup/", form)


CASES = [
    NewCharacter, Restored, Hunt, Claim, Login, Token, Confirmation, AskedReset, Reset, SecondFactor, Google, GuestSignsUp,
]  # fmt: skip


def race(case: Case, *, early: float) -> None:
    """The act and the erasure together; early: seconds by which the act has a start, or the erasure when below 0."""

    def delayed(call: Callable[[], object], seconds: float) -> Callable[[], object]:
        def run() -> object:
            time.sleep(max(seconds, 0))
            return call()

        return run

    answers = at_once(delayed(case.act, -early), delayed(lambda: erase(user_id=case.user.pk), early))
    for answer in answers:
        assert not isinstance(answer, Exception) or isinstance(answer, GameError | IntegrityError), answer


def takes(kind: type[Case]) -> float:
    case = kind()
    began = time.perf_counter()
    case.act()
    return time.perf_counter() - began


def start(number: int, of: int, span: float) -> float:
    """By how much the act is early in one round of many: from well after the erasure to just before it."""
    return -0.05 + (span + 0.06) * number / (of - 1)


@pytest.mark.parametrize("kind", CASES)
def test_nothing_of_an_erased_account_stays_alive(kind: type[Case]) -> None:
    span = takes(kind)
    for number in range(ROUNDS):
        case = kind()
        race(case, early=start(number, ROUNDS, span))
        assert case.alive() == [], number


@pytest.mark.parametrize("kind", [NewCharacter, Restored, Login, Token, Confirmation, Reset, SecondFactor, Google])
def test_what_comes_after_the_erasure_is_refused_and_what_came_before_goes_with_it(kind: type[Case]) -> None:
    after, before = kind(), kind()
    erase(user_id=after.user.pk)
    with suppress(GameError, IntegrityError):
        after.act()
    before.act()
    erase(user_id=before.user.pk)
    assert (after.alive(), before.alive()) == ([], [])


@contextmanager
def unguarded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The database lets everything through, and nobody looks whether the account was erased."""
    monkeypatch.setattr(user_action, "lock_living_user", lambda user: User.objects.get(pk=user))
    monkeypatch.setattr(characters, "lock_living_user", lambda user: None)

    def each(verb: str) -> None:
        with connection.cursor() as cursor:
            for table in GUARDED:
                cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER nothing_for_an_erased_account")
            cursor.execute(f"ALTER TABLE accounts_user {verb} TRIGGER erased_account_stays_erased")

    each("DISABLE")
    try:
        yield
    finally:
        each("ENABLE")


@pytest.mark.parametrize("kind", [NewCharacter, Login, Token, Confirmation, Reset, SecondFactor, Google])
def test_without_the_guards_something_stays_alive(kind: type[Case], monkeypatch: pytest.MonkeyPatch) -> None:
    with unguarded(monkeypatch):
        span = takes(kind)
        for number in range(60):
            case = kind()
            race(case, early=start(number % 12, 12, span))
            if case.alive():
                return
    pytest.fail("the account was erased after or before each time")


def test_who_logs_in_while_the_account_is_erased_is_told_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from accounts.sessions.signals import record_last_login

    user = make_user()
    real = record_last_login

    def erased_meanwhile(**params: Any) -> None:
        at_once(lambda: erase(user_id=user.pk))
        real(**params)

    from django.contrib.auth import signals

    signals.user_logged_in.disconnect(record_last_login)
    signals.user_logged_in.connect(erased_meanwhile)
    try:
        answer = log_in(client, user.username)
    finally:
        signals.user_logged_in.disconnect(erased_meanwhile)
        signals.user_logged_in.connect(record_last_login)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert "That account was deleted a moment ago" in client.get("/").content.decode()
    assert logged_in_as(client) is None
