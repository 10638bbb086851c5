"""Accounts, and acts that write something for them, to be run at the same time as the erasure of the account."""

import random

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from accounts.actions.guest import make_guest
from accounts.actions.outbox_send import mail_of
from accounts.models import LoginEvent, OutboxMessage, TotpUse, User
from accounts.tests.make import PASSWORD, SECRET, log_in, logged_in_as, make_user
from game.actions import character as characters
from game.actions import friends, tokens
from game.actions.hunt import hunt
from game.actions.missions import claim, deal
from game.actions.player_action import Actor
from game.models import ApiToken, Block, Character, DailyMission, FriendRequest, Friendship, Notice, Receipt, StoredDraft
from game.tests.friends import make_block
from game.tests.make import make_character

NEW = "five other words in here"


class Case:
    """One account, and an act that writes something for it."""

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

    def remains(self) -> list[str]:
        """What is left of the account, a word for each kind; empty after an erasure."""
        pk = self.user.pk
        tables = {
            "address": EmailAddress, "second factor": Authenticator, "session": UserSession, "google": SocialAccount,
            "code": TotpUse, "log-in": LoginEvent, "token": ApiToken, "character": Character,
        }  # fmt: skip
        left = [name for name, model in tables.items() if model.objects.filter(user_id=pk).exists()]
        rows = [
            model
            for model in (Receipt, Notice, DailyMission, StoredDraft)
            if model.objects.filter(character__in=self.characters)
        ]
        left += ["rows of a character"] if rows else []
        pairs = (
            (Friendship, Q(one__in=self.characters) | Q(other__in=self.characters)), (Block, Q(user=pk) | Q(blocked=pk)),
            (FriendRequest, Q(asker__in=self.characters) | Q(asked__in=self.characters)),
        )  # fmt: skip
        left += [model.__name__ for model, mine in pairs if model._default_manager.filter(mine).exists()]
        row = User.objects.get(pk=pk)
        if row.username != f"erased_{pk}" or row.email or row.is_active or row.last_login or row.has_usable_password():
            left.append("account")
        if any(self.user.username in mail_of(mail).body for mail in OutboxMessage.objects.all()):
            left.append("mail")
        if logged_in_as(self.client) == pk:
            left.append("login")
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
        self.mission = DailyMission.objects.filter(character=self.character)[0]
        DailyMission.objects.filter(pk=self.mission.pk).update(progress=self.mission.target)

    def act(self) -> None:
        claim(Actor(self.character.id, "key-00000001"), task=self.mission.pk)


class IsAsked(Hunt):
    """Somebody asks the character to be a friend."""

    def prepare(self) -> None:
        super().prepare()
        self.other = make_character()

    def act(self) -> None:
        friends.ask(Actor(self.other.id, "key-00000001"), to=self.character.id, kind="friend")


class IsBlocked(IsAsked):
    def act(self) -> None:
        make_block(self.other, self.character)


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


class ResetRequest(Case):
    def prepare(self) -> None:
        EmailAddress.objects.create(user=self.user, email=self.address, primary=True, verified=True)

    def act(self) -> None:
        self.client.post("/accounts/password/reset/", {"email": self.address})


class Reset(ResetRequest):
    def prepare(self) -> None:
        super().prepare()
        key = default_token_generator.make_token(self.user)
        self.form = self.client.get(f"/accounts/password/reset/key/{user_pk_to_url_str(self.user)}-{key}/")["Location"]

    def act(self) -> None:
        self.client.post(self.form, {"password1": NEW, "password2": NEW})


class SecondFactor(Case):
    def act(self) -> None:
        TOTP.activate(self.user, SECRET)


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
    NewCharacter, Restored, Hunt, Claim, IsAsked, IsBlocked, Login, Token, Confirmation, ResetRequest, Reset, SecondFactor, Google,
    GuestSignsUp,
]  # fmt: skip
